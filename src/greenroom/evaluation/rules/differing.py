"""Two texts beside each other, with the words that differ."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True)
class Piece:
    """Part of a text. differs: the other one does not have it here."""

    text: str
    differs: bool


def side_by_side(before: str, now: str) -> tuple[list[Piece], list[Piece]]:
    """Each text whole, in pieces, word by word."""
    first, second = _words(before), _words(now)
    matched = SequenceMatcher(None, first, second, autojunk=False).get_opcodes()
    left: list[Piece] = []
    right: list[Piece] = []
    for what, start, end, other_start, other_end in matched:
        _add(left, "".join(first[start:end]), differs=what != "equal")
        _add(right, "".join(second[other_start:other_end]), differs=what != "equal")
    return left, right


def _words(text: str) -> list[str]:
    """Words and what is between them."""
    return re.findall(r"\w+|\s+|[^\w\s]", text)


def _add(pieces: list[Piece], text: str, *, differs: bool) -> None:
    if text:
        pieces.append(Piece(text, differs))
