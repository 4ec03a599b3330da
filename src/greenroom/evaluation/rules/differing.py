"""Two texts beside each other, with the words that differ."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True)
class Piece:
    """Part of a text. differs: the other one does not have it here. Space between two such words differs as they do."""

    text: str
    differs: bool


def side_by_side(before: str, now: str) -> tuple[list[Piece], list[Piece]]:
    """Each text whole, in pieces, word by word."""
    first, second = _words(before), _words(now)
    matched = SequenceMatcher(None, first, second, autojunk=False).get_opcodes()
    left: list[Piece] = []
    right: list[Piece] = []
    for what, start, end, other_start, other_end in matched:
        same = "".join(first[start:end])
        alike = what == "equal" and (bool(same.strip()) or len(matched) == 1)
        _add(left, same, differs=not alike)
        _add(right, "".join(second[other_start:other_end]), differs=not alike)
    return left, right


def _words(text: str) -> list[str]:
    """Words, figures, and what is between them."""
    return re.findall(r"\d+(?:[.,]\d+)*|\w+|\s+|[^\w\s]", text)


def _add(pieces: list[Piece], text: str, *, differs: bool) -> None:
    if not text:
        return
    if pieces and pieces[-1].differs == differs:
        text = pieces.pop().text + text
    pieces.append(Piece(text, differs))
