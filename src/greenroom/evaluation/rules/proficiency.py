"""What the categories of a language come to."""

from __future__ import annotations

from collections.abc import Iterable


def overall(levels: Iterable[float | None]) -> float | None:
    """The mean of the levels that words could tell, 1.0 to 5.0; None where they could tell none."""
    judged = [level for level in levels if level is not None]
    return sum(judged) / len(judged) if judged else None
