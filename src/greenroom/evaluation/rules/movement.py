"""Who moves, and how far, where other scores stand than did."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

KeyT = TypeVar("KeyT")
SMALLEST = 0.05
"""A difference that is less is not seen in a figure with one decimal."""


@dataclass(frozen=True)
class Crossing:
    """A stage whose minimum score is newly met, or newly missed. before, after: its score; None without one."""

    kind: str
    minimum: float
    before: float | None
    after: float | None
    meets: bool


def distance(before: float | None, after: float | None) -> float:
    """How far a score moves, 0 to 100; to get one, or to lose it, is as far as that score."""
    return abs((after or 0.0) - (before or 0.0))


def moves(before: float | None, after: float | None) -> bool:
    if (before is None) != (after is None):
        return True
    return distance(before, after) >= SMALLEST


def crossings(stages: Iterable[Mapping[str, Any]]) -> list[Crossing]:
    """Where a minimum is met now and was not, or the other way round. stages: as in `models.Rescored`."""
    found = []
    for stage in stages:
        minimum, before, after = stage.get("minimum"), stage["before"], stage.get("after")
        if minimum is None or _meets(before, minimum) == _meets(after, minimum):
            continue
        found.append(Crossing(stage["kind"], minimum, before, after, _meets(after, minimum)))
    return found


def _meets(score: float | None, minimum: float) -> bool:
    """As `candidates.rules.gate` has it."""
    return score is not None and round(score, 6) >= minimum


def places(scores: Mapping[KeyT, float | None]) -> dict[KeyT, int]:
    """The place of each who has a score, from 1 for the highest; the same score is the same place."""
    ranked = sorted(
        ((score, key) for key, score in scores.items() if score is not None), key=lambda row: -row[0]
    )
    found: dict[KeyT, int] = {}
    for at, (score, key) in enumerate(ranked):
        ties = at > 0 and ranked[at - 1][0] == score
        found[key] = found[ranked[at - 1][1]] if ties else at + 1
    return found
