"""When candidates are told that time runs short. In between nothing is said: a clock that ticks helps nobody."""

from __future__ import annotations

MINUTES = (1, 5)


def due(minutes: int, *, limit: int) -> int:
    """Which warning stands with so many minutes left of a limit in minutes: 5, 1, or 0 for none yet."""
    return next((each for each in MINUTES if minutes <= each < limit), 0)
