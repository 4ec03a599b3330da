"""Points made in other words than their own: a start date, the steps, a reason (data/moves.toml)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from greenroom.skills.lexical.phrases import flatten

_FILE = Path(__file__).parent / "data" / "moves.toml"
_LONGEST = 9  # words: a longer point asks for more than that a thing of this kind is named
_IN_A_ROW = 3


@dataclass(frozen=True)
class Move:
    """A kind of point. asked: how points name it. said: how answers make it. bears: its words are on the topic."""

    asked: re.Pattern[str]
    said: re.Pattern[str]
    bears: bool


@lru_cache(maxsize=1)
def _moves() -> dict[str, tuple[Move, ...]]:
    given = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {
        language: tuple(
            Move(re.compile(kind["asked"]), re.compile(kind["said"]), kind.get("bears", False))
            for kind in kinds.values()
        )
        for language, kinds in given.items()
    }


@lru_cache(maxsize=512)
def moves_of(point: str, language: str) -> tuple[Move, ...]:
    """The moves that make a point; none for a point of no known kind."""
    flat = flatten(point)
    if len(flat.split()) > _LONGEST:
        return ()
    return tuple(move for move in _moves().get(language, ()) if move.asked.search(flat))


def bears(flat: str, points: Sequence[str], language: str) -> bool:
    """Whether flattened words are on the topic of one of the points, being a move that makes it."""
    return any(
        move.bears and move.said.search(flat) is not None
        for point in points
        for move in moves_of(point, language)
    )


def place(point: str, flats: Sequence[str], language: str) -> tuple[int, int] | None:
    """The first stretches [first, last] of flattened words that make a point by a move; the fewest in a row."""
    for move in moves_of(point, language):
        for count in range(1, _IN_A_ROW + 1):
            for at in range(len(flats) - count + 1):
                if move.said.search(" ".join(flats[at : at + count])):
                    return at, at + count - 1
    return None
