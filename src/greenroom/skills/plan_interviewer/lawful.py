"""What is left of the items of a job description once the wording that is warned about is taken out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from greenroom.skills.evidence import Span
from greenroom.skills.plan_interviewer.cues import Reading
from greenroom.skills.plan_interviewer.posting import Item

_PARTS = re.compile(
    r"[,;:()]\s*|\s+[-–—]\s+|\s+(?=(?:who|mit|avec|with|con|com)\s)|\s+(?:and|und|et|y|e|sowie|ainsi que)\s+"
)
_FIRST = re.compile(r"^(?:(?:who|with|mit|avec|con|com|and|und|et|y|e)\s+)+", re.IGNORECASE)
_ALTERNATIVE = re.compile(r"^(?:or|oder|ou|o)\b", re.IGNORECASE)
_FEWEST_WORDS = 3


def lawful(text: str, listed: Sequence[Item], found: Sequence[Span], words: Reading) -> list[Item]:
    """The items as they are where nothing in them is warned about; else their longest part without it.

    A part too short to ask for anything is left out.
    """
    kept = []
    for item in listed:
        inside = [span for span in found if span.start < item.end and item.start < span.end]
        rest = _longest_rest(text, item, inside) if inside else item
        if rest is not None and (rest is item or _says_something(rest.text, words)):
            kept.append(rest)
    return kept


def _says_something(text: str, words: Reading) -> bool:
    """Whether it asks for something by itself; an alternative to what was taken out does not."""
    enough = len(text.split()) >= _FEWEST_WORDS or words.has("checkable", text)
    return enough and not _ALTERNATIVE.match(text)


def _longest_rest(text: str, item: Item, inside: Sequence[Span]) -> Item | None:
    """The longest run of neighbouring parts of an item of which none holds warned words."""
    best: Item | None = None
    for start, stop in _runs(text, item, inside):
        lead = _FIRST.match(text[start:stop])
        begin = start + lead.end() if lead else start
        opened = text.count("(", begin, stop) > text.count(")", begin, stop)
        end = stop + 1 if opened and text[stop : stop + 1] == ")" else stop
        if best is None or end - begin > best.end - best.start:
            best = replace(item, start=begin, end=end, text=text[begin:end])
    return best


def _runs(text: str, item: Item, inside: Sequence[Span]) -> Iterator[tuple[int, int]]:
    begin: int | None = None
    stop = item.start
    for start, end in _parts(text, item):
        warned = any(span.start < end and start < span.end for span in inside)
        if warned and begin is not None:
            yield begin, stop
        begin = None if warned else start if begin is None else begin
        stop = end
    if begin is not None:
        yield begin, stop


def _parts(text: str, item: Item) -> Iterator[tuple[int, int]]:
    begin = item.start
    for match in _PARTS.finditer(text, item.start, item.end):
        if match.start() > begin:
            yield begin, match.start()
        begin = match.end()
    if item.end > begin:
        yield begin, item.end
