"""A resume's text as lines, and lines as fragments, each with its place in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

BULLETS = "•●○▪■◦‣⁃∙·*–—-➢➤►▸✓✔❖◆\uf0b7\uf0a7o"
_BULLET = re.compile(
    r"\s*(?:[•●○▪■◦‣⁃∙·➢➤►▸✓✔❖◆\uf0b7\uf0a7]|[*–—-](?=\s)|o(?=\s+[A-Z])|\d{1,2}[.)](?=\s))\s*"
)
_STRONG = re.compile(
    r"\t+|\s*[|•·●▪■¦]\s*|\s+[–—-]+\s+|\s+@\s+|;\s+|\s*(?:https?://|www\.)\S+\s*|\s*[–—](?=\s)|(?<=\s)[–—]\s*"
)
_EDGES = " \t,;:|•·–—-/\u200b"


@dataclass(frozen=True)
class Line:
    """One line. start, end: without bullet and white space. after_gap: an empty line stands before it."""

    start: int
    end: int
    text: str
    bullet: bool
    after_gap: bool
    page: int


@dataclass(frozen=True)
class Fragment:
    """A part of a line that is set apart, trimmed."""

    start: int
    end: int
    text: str


def lines_of(text: str, pages: list[tuple[int, int]]) -> list[Line]:
    found: list[Line] = []
    at, gap = 0, True
    starts = [start for start, _ in pages] or [0]
    for raw in text.split("\n"):
        start, end = at, at + len(raw)
        at = end + 1
        if not raw.strip():
            gap = True
            continue
        mark = _BULLET.match(raw)
        lead = mark.end() if mark and mark.end() < len(raw) else len(raw) - len(raw.lstrip())
        trail = len(raw.rstrip())
        page = sum(one <= start for one in starts)
        is_bullet = bool(mark) and lead < len(raw) and bool(raw[:lead].strip())
        found.append(Line(start + lead, start + trail, raw[lead:trail], is_bullet, gap, page))
        gap = False
    return [line for line in found if line.text]


def trimmed(text: str, start: int, end: int) -> Fragment | None:
    """The fragment between two offsets without punctuation at its edges; None where nothing is left."""
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    inside = text[start:end]
    if inside.endswith("(") or (inside.endswith(")") and "(" not in inside):
        return trimmed(text, start, end - 1)
    if inside.startswith(")") or (inside.startswith("(") and ")" not in inside):
        return trimmed(text, start + 1, end)
    if end > start and text[start] == "(" and text[end - 1] == ")" and "(" not in text[start + 1 : end]:
        return trimmed(text, start + 1, end - 1)
    return Fragment(start, end, text[start:end]) if end > start else None


def fragments(text: str, start: int, end: int) -> list[Fragment]:
    """What is set apart by tabs, bars, spaced dashes, dots or slashes between two offsets."""
    return _cut(text, start, end, _STRONG)


def by_comma(text: str, fragment: Fragment) -> list[Fragment]:
    """A fragment's parts between commas and brackets."""
    return _cut(text, fragment.start, fragment.end, re.compile(r"\s*,\s*|\s*[()]\s*|:\s+"))


def _cut(text: str, start: int, end: int, separator: re.Pattern[str]) -> list[Fragment]:
    found, at = [], start
    for match in separator.finditer(text, start, end):
        found.append(trimmed(text, at, match.start()))
        at = match.end()
    found.append(trimmed(text, at, end))
    return [one for one in found if one is not None]
