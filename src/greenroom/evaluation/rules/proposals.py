"""What an attempt would be worth by other scores than those that stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from uuid import UUID

from greenroom.evaluation.rules.scores import QuestionResult, StageResult, stage_result

Marks = Mapping[UUID, tuple[str, float | None]]
"""Verdict and score by the id of the version that was asked."""


def proposed_result(standing: Iterable[tuple[UUID, QuestionResult]], marks: Marks) -> StageResult:
    """The stage's result where these marks stood in place of those of the same questions."""
    return stage_result(
        replace(result, asked=True, verdict=marks[asked][0], score=marks[asked][1])
        if asked in marks
        else result
        for asked, result in standing
    )
