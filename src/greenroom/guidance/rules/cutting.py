"""Cutting a text into passages: a sentence or a few of one paragraph, each an exact stretch of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from greenroom.skills.lexical import Stretch, sentences

LONGEST_PASSAGE = 320  # characters, where its sentences allow
_LONGEST_HEADING = 60
_ENDS = (".", "!", "?", "…", "؟", "。")
_GAP = re.compile(r"\n[^\S\n]*\n\s*")


def cut(content: str) -> list[Stretch]:
    """Its passages in order, each of whole sentences; a heading goes with what stands below it."""
    found: list[Stretch] = []
    for begin, end in _paragraphs(content):
        for part in sentences(content[begin:end]):
            _append(found, content, Stretch(begin + part.start, begin + part.end), begin)
    return found


def _append(found: list[Stretch], content: str, sentence: Stretch, paragraph: int) -> None:
    before = found[-1] if found else None
    if before and (_fits(before, sentence, paragraph) or _is_heading(content[before.start : before.end])):
        found[-1] = Stretch(before.start, sentence.end)
    else:
        found.append(sentence)


def _fits(before: Stretch, sentence: Stretch, paragraph: int) -> bool:
    return before.start >= paragraph and sentence.end - before.start <= LONGEST_PASSAGE


def _is_heading(text: str) -> bool:
    return len(text) <= _LONGEST_HEADING and not text.endswith(_ENDS)


def _paragraphs(content: str) -> Iterator[tuple[int, int]]:
    begin = 0
    for gap in _GAP.finditer(content):
        yield begin, gap.start()
        begin = gap.end()
    yield begin, len(content)
