"""One person's figure beside those of others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

FEWEST = 5
BIN = 5
MOST = 100


@dataclass(frozen=True)
class Bin:
    """Scores from low to below high; the last one has 100 too. mine: the person's own falls into it."""

    low: int
    high: int
    count: int
    mine: bool


@dataclass(frozen=True)
class Compared:
    """mine among those of n others. higher_than: how many of 100 others have less; mean: of the others."""

    mine: float
    n: int
    mean: float
    higher_than: int
    bins: list[Bin]


def compare(mine: float, others: Sequence[float]) -> Compared | None:
    """A score of 0 to 100 among those of others, in bins of five points; None among fewer than five others."""
    if len(others) < FEWEST:
        return None
    counts = [0] * (MOST // BIN)
    for score in others:
        counts[_bin(score)] += 1
    return Compared(
        mine=mine,
        n=len(others),
        mean=sum(others) / len(others),
        higher_than=share(sum(score < mine for score in others), len(others)),
        bins=[Bin(at * BIN, (at + 1) * BIN, count, at == _bin(mine)) for at, count in enumerate(counts)],
    )


def share(part: int, whole: int) -> int:
    """How many of 100, rounded down, so that nobody is said to be higher than all who is not."""
    return 100 * part // whole


def _bin(score: float) -> int:
    return min(int(score // BIN), MOST // BIN - 1)
