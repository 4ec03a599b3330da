"""What an attempt would be worth by other scores and other weights than those that stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from uuid import UUID

from greenroom.evaluation.rules.scores import QuestionResult, StageResult, stage_result

Marks = Mapping[UUID, tuple[str, float | None]]
"""Verdict and score by the id of the version that was asked."""


def proposed_result(
    standing: Iterable[tuple[UUID, QuestionResult]], marks: Marks, weights: Mapping[UUID, float]
) -> StageResult:
    """The stage's result where these marks and weights stood in place of those of the same questions."""
    return stage_result(_proposed(asked, result, marks, weights) for asked, result in standing)


def _proposed(
    asked: UUID, result: QuestionResult, marks: Marks, weights: Mapping[UUID, float]
) -> QuestionResult:
    weighed = replace(result, weight=weights.get(asked, result.weight))
    if asked not in marks:
        return weighed
    verdict, score = marks[asked]
    return replace(weighed, asked=True, verdict=verdict, score=score)
