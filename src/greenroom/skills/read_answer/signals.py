"""A yes or a no that words give, and where."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Signal:
    """start, end: where it stands, end exclusive. sure: 0 to 1."""

    yes: bool
    start: int
    end: int
    sure: float


def masked(flat: str, *patterns: re.Pattern[str]) -> str:
    """The text with every match dotted out, every offset what it was."""
    for pattern in patterns:
        flat = pattern.sub(lambda found: "·" * len(found.group()), flat)
    return flat
