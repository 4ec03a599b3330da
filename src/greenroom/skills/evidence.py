"""Evidence: exact spans of a text. What is not exact is no evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pydantic import model_validator

from greenroom.skills.contract import Given


class Span(Given):
    """Characters `start` to `end` (code points, end exclusive) of a text, and those words themselves."""

    start: int
    end: int
    text: str

    @model_validator(mode="after")
    def _has_its_own_length(self) -> Span:
        if self.start < 0 or self.end - self.start != len(self.text) or not self.text.strip():
            raise ValueError("a span is not empty and its text is as long as end - start")
        return self


def cut(text: str, start: int, end: int) -> Span:
    """The span of `text` between two offsets, without white space at its edges."""
    words = text[start:end]
    lead = len(words) - len(words.lstrip())
    words = words.strip()
    return Span(start=start + lead, end=start + lead + len(words), text=words)


def is_exact(span: Span, text: str) -> bool:
    return text[span.start : span.end] == span.text


def locate(quote: str, text: str) -> Span | None:
    """The first place where `quote` stands in `text`, forgiving only white space and letter case.

    Returns the text's own characters; None when the words are not there.
    """
    words = quote.split()
    if not words:
        return None
    found = re.search(r"\s+".join(map(re.escape, words)), text, re.IGNORECASE)
    return cut(text, *found.span()) if found else None


def locate_all(quotes: Iterable[str], text: str) -> tuple[list[Span], int]:
    """The exact spans of those quotes that stand in `text`, and how many do not."""
    spans, dropped = [], 0
    for quote in quotes:
        span = locate(quote, text)
        if span is None:
            dropped += 1
        elif span not in spans:
            spans.append(span)
    return spans, dropped
