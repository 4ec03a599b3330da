"""Where quotes stand in a text, cut into lines and pieces that a page can write down."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any


@dataclass(frozen=True)
class Mark:
    """Characters start to end of a text, and the name of what quotes them."""

    start: int
    end: int
    name: str


@dataclass(frozen=True)
class Piece:
    """Characters that share their marks. begins: the names of the marks that start here."""

    text: str
    marked: bool
    begins: tuple[str, ...]


Line = list[Piece]


def mark(name: str, quote: Mapping[str, Any], text: str) -> Mark | None:
    """The mark of a quote; None for one that does not stand in the text exactly where it says."""
    start, end = quote.get("start"), quote.get("end")
    if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start < end <= len(text):
        return None
    return Mark(start, end, name) if text[start:end] == quote.get("text") else None


def paragraphs(text: str, marks: Iterable[Mark]) -> list[list[Line]]:
    """Paragraphs of lines of pieces. Together the pieces are the text without its line ends; empty lines part."""
    known, found, current, at = list(marks), [], list[Line](), 0
    for line in text.split("\n"):
        if line.strip():
            current.append(_pieces(text, at, at + len(line), known))
        elif current:
            found.append(current)
            current = []
        at += len(line) + 1
    return [*found, current] if current else found


def _pieces(text: str, start: int, end: int, marks: list[Mark]) -> Line:
    here = [each for each in marks if each.start < end and each.end > start]
    edges = {start, end}
    for each in here:
        edges |= {max(start, each.start), min(end, each.end)}
    return [
        Piece(
            text[left:right],
            any(each.start <= left and right <= each.end for each in here),
            tuple(each.name for each in here if each.start == left),
        )
        for left, right in pairwise(sorted(edges))
    ]
