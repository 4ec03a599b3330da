"""A document without what tells whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

HIDDEN = "▇▇▇"
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
SHORTEST = 2


def masked(value: Any, names: Iterable[str]) -> Any:
    """The same values with every word of these names, and every e-mail address, hidden in every text."""
    words = {word for name in names for word in re.split(r"[\s,.]+", name) if len(word) >= SHORTEST}
    longest_first = sorted(words, key=len, reverse=True)
    pattern = re.compile(
        "|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in longest_first) or r"(?!)", re.IGNORECASE
    )
    return _masked(value, pattern)


def _masked(value: Any, pattern: re.Pattern[str]) -> Any:
    if isinstance(value, str):
        return pattern.sub(HIDDEN, ADDRESS.sub(HIDDEN, value))
    if isinstance(value, dict):
        return {name: _masked(inner, pattern) for name, inner in value.items()}
    if isinstance(value, list):
        return [_masked(inner, pattern) for inner in value]
    return value
