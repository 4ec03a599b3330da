"""How far two raters agree on the same answers, on the scale of 1 to 5. Plain arithmetic."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

LEVELS = (1, 2, 3, 4, 5)
BANDS = {"low": (1, 2), "middle": (3,), "high": (4, 5)}


@dataclass(frozen=True)
class Share:
    """exact, adjacent: shares of n answers with the same level, and with one at most one apart. None of none."""

    n: int
    exact: float | None
    adjacent: float | None


@dataclass(frozen=True)
class Agreement:
    """kappa: quadratic weighted; None where chance alone would agree wholly, as when all marks are one.

    difference: the mean of second minus first, of the marks as they were given; None of none. by_band: by the band of
    the first rater's mark. confusion: rows are the first rater's levels, columns the other's.
    """

    kappa: float | None
    difference: float | None
    overall: Share
    by_band: dict[str, Share]
    confusion: list[list[int]]


def level(mark: float) -> int:
    """The nearest of five levels; a half goes up. Raises ValueError outside 1 to 5."""
    if not 1 <= mark <= 5:
        raise ValueError(f"{mark} is no mark from 1 to 5")
    return math.floor(mark + 0.5)


def band(mark: float) -> str:
    """The name of the band that a mark's level is in. Raises ValueError as `level`."""
    found = level(mark)
    return next(name for name, levels in BANDS.items() if found in levels)


def agreement(first: Sequence[float], second: Sequence[float]) -> Agreement:
    """Of two lists of marks for the same answers, in the same order."""
    pairs = [(level(a), level(b)) for a, b in zip(first, second, strict=True)]
    return Agreement(
        kappa=quadratic_kappa(pairs),
        difference=sum(second) / len(pairs) - sum(first) / len(pairs) if pairs else None,
        overall=_share(pairs),
        by_band={name: _share([p for p in pairs if p[0] in levels]) for name, levels in BANDS.items()},
        confusion=[[pairs.count((a, b)) for b in LEVELS] for a in LEVELS],
    )


def quadratic_kappa(pairs: Sequence[tuple[int, int]]) -> float | None:
    """1 - (disagreement seen / disagreement by chance), each disagreement by the square of its distance."""
    if not pairs:
        return None
    seen, by_chance = disagreement(pairs)
    return 1 - seen / by_chance if by_chance else None


def disagreement(pairs: Sequence[tuple[int, int]]) -> tuple[float, float]:
    """The mean squared distance of the pairs, and of each first level to each second one. Raises of no pairs."""
    seen = sum((a - b) ** 2 for a, b in pairs) / len(pairs)
    return seen, sum((a - b) ** 2 for a, _ in pairs for _, b in pairs) / len(pairs) ** 2


def _share(pairs: Sequence[tuple[int, int]]) -> Share:
    if not pairs:
        return Share(0, None, None)
    exact = sum(a == b for a, b in pairs) / len(pairs)
    return Share(len(pairs), exact, sum(abs(a - b) <= 1 for a, b in pairs) / len(pairs))
