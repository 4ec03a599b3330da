"""Answers that are no words, in words: what pages, quotes and stops show of them."""

from __future__ import annotations

from typing import Any


def in_words(value: Any) -> str:
    """The value of an `Answer`: "Yes", "3.5", "Day shift, Night shift"; "" where nothing was given."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, int | float):
        return f"{value:.10g}"
    if isinstance(value, list):
        return ", ".join(map(in_words, value))
    return str(value)
