"""Cutting a text where its evidence begins and ends, so that a page can mark the exact words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True)
class Segment:
    """A piece of a text, from its `start`.

    marks: the numbers of the findings it is evidence for, none for plain words; 0 is a finding without a number.
    numbers: those whose evidence ends with this piece, to be written behind it.
    """

    text: str
    marks: tuple[int, ...] = ()
    start: int = 0
    numbers: tuple[int, ...] = ()


def segments(text: str, spans: Iterable[tuple[int, int, int]]) -> list[Segment]:
    """The whole text in pieces, from spans (start, end, number) that may overlap."""
    kept = [(start, end, number) for start, end, number in spans if 0 <= start < end <= len(text)]
    edges = sorted({0, len(text), *(edge for start, end, _ in kept for edge in (start, end))})
    pieces: list[Segment] = []
    for start, end in pairwise(edges):
        inside = {number for first, last, number in kept if first <= start and end <= last}
        further = {number for first, last, number in kept if first <= end < last}
        ending = sorted(inside - further - {0})
        pieces.append(Segment(text[start:end], tuple(sorted(inside)), start, tuple(ending)))
    return pieces
