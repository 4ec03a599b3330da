"""Which way a text runs."""

from __future__ import annotations

import unicodedata

RIGHT = {"R", "AL"}
SEEN = 200  # characters that are looked at


def of(text: str) -> str:
    """ "rtl" or "ltr", by the first letter that has a direction, as browsers do for dir="auto"."""
    for letter in text[:SEEN]:
        way = unicodedata.bidirectional(letter)
        if way in RIGHT:
            return "rtl"
        if way == "L":
            return "ltr"
    return "ltr"
