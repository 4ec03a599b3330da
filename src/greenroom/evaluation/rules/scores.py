"""The arithmetic of scores. docs/formulas.md says it in words; a score's page links to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from greenroom.candidates.rules.overall import StageResult, overall_result

__all__ = ["BY_RUBRIC", "LOWEST", "QuestionResult", "StageResult", "overall_result", "stage_result"]

LOWEST = 1.0  # what an asked question counts as when its answer did not address it
BY_RUBRIC = frozenset({"open", "criterion"})
"""Modalities of questions that a rubric scores. Every other question passes or fails, and is never weighed."""


@dataclass(frozen=True)
class QuestionResult:
    """One question of a stage.

    weight: 0 to 5, 0 is informational. asked: whether it was put to the candidate.
    verdict: "scored", "not_addressed", or "" while there is no result. score: 1.0 to 5.0 when scored.
    """

    weight: float
    asked: bool
    verdict: str
    score: float | None


def stage_result(questions: Iterable[QuestionResult]) -> StageResult:
    """100 * sum(w * (s - 1) / 4) / sum(w) over the questions that were asked and have a result.

    An asked question whose answer did not address it counts as 1.0. A question that was not asked, or has no
    result, counts as missing: it lowers coverage, never the score. A stage in which nothing is weighed has no
    score, and nothing is missing from it.
    """
    weighed = [question for question in questions if question.weight > 0]
    counted = [(question.weight, worth) for question in weighed if (worth := _worth(question)) is not None]
    total = sum(question.weight for question in weighed)
    covered = sum(weight for weight, _ in counted)
    if not total:
        return StageResult(None, 1.0)
    if not covered:
        return StageResult(None, 0.0)
    score = 100 * sum(weight * (worth - 1) / 4 for weight, worth in counted) / covered
    return StageResult(score, covered / total)


def _worth(question: QuestionResult) -> float | None:
    if not question.asked:
        return None
    if question.verdict == "not_addressed":
        return LOWEST
    return question.score if question.verdict == "scored" else None
