"""How far people and the machine agree on the same answers, and what has changed since they were asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from greenroom.evaluation.rules.scores import LOWEST
from greenroom.skills.evals.agreement import Agreement, agreement, disagreement, level

FEWEST = 10
MOST = 30
SHOWN = 1
"""Digits behind the point of a mark: what differs less has not moved."""

Pair = tuple[float | None, float | None]


@dataclass(frozen=True)
class Held:
    """Two raters' marks held beside each other: n answers that both gave a mark.

    found: None for fewer than ten. seen, by_chance: the mean squared distances that kappa is made of.
    """

    n: int
    found: Agreement | None = None
    seen: float = 0.0
    by_chance: float = 0.0


def hold(pairs: Iterable[Pair]) -> Held:
    """From (first, second); an answer without a mark of either is left out."""
    both = [(one, other) for one, other in pairs if one is not None and other is not None]
    if len(both) < FEWEST:
        return Held(len(both))
    first, second = [one for one, _ in both], [other for _, other in both]
    seen, by_chance = disagreement([(level(one), level(other)) for one, other in both])
    return Held(len(both), agreement(first, second), seen, by_chance)


def worth(verdict: str, mark: float | None) -> float | None:
    """What a verdict counts as: the lowest where the question was not addressed; None for any that is no mark."""
    if verdict == "not_addressed":
        return LOWEST
    return mark if verdict == "scored" else None


def moved(pairs: Sequence[Pair]) -> int:
    """How many marks are others than before, as they are shown. One that is missing on either side is not counted."""
    return sum(
        round(before, SHOWN) != round(after, SHOWN)
        for before, after in pairs
        if before is not None and after is not None
    )


@dataclass(frozen=True)
class Made:
    """What results were made by. An evaluation that asked several skills has several of each."""

    engines: frozenset[str]
    models: frozenset[str]
    versions: frozenset[str]

    @classmethod
    def read(cls, engine: str, model: str, version: str) -> Made:
        """From the words of an evaluation: "built-in", "", "2, 3"."""
        return cls(*(frozenset(filter(None, words.split(", "))) for words in (engine, model, version)))


def changes(was: Made, *, now: Made, beside: Made) -> list[str]:
    """Which of "engine", "model", "version" of a result would be another now.

    now: what the skill would be run by. beside: the same of a skill that may have been asked for the same evaluation.
    """
    sides = (
        ("engine", was.engines, now.engines, beside.engines),
        ("model", was.models, now.models, beside.models),
        ("version", was.versions, now.versions, beside.versions),
    )
    return [name for name, old, new, other in sides if not new <= old <= new | other]
