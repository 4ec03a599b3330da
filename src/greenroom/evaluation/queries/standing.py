"""Which of an attempt's results stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from greenroom.candidates.models import AttemptQuestion
from greenroom.candidates.rules.gate import Checked
from greenroom.evaluation.models import Evaluation, QuestionScore, Rescore
from greenroom.evaluation.rules.scores import BY_RUBRIC, QuestionResult
from greenroom.interviewers.models import QuestionVersion

Rubrics = Mapping[UUID, QuestionVersion]
"""The versions that score and weigh, by the id of the one that was asked."""


def newest(attempt_id: UUID) -> list[Evaluation]:
    """The newest evaluation of each evaluator, whatever its state."""
    rows = Evaluation.objects.filter(attempt_id=attempt_id).order_by("number")
    return list({row.evaluator: row for row in rows}.values())


def answered(attempt_id: UUID) -> set[str]:
    """The evaluators that have a result, made now or before: a later failure does not take it away."""
    done = Evaluation.objects.filter(attempt_id=attempt_id, status=Evaluation.Status.DONE)
    return set(done.values_list("evaluator", flat=True))


@dataclass(frozen=True)
class Results:
    """What is known of an attempt's questions, in order. weighed: for its score; checked: for its rule."""

    weighed: list[QuestionResult]
    checked: list[Checked]


def results(attempt_id: UUID) -> Results:
    """Each question of the attempt with the result that stands.

    What has a result was asked, as a resume is all its criteria. What passes or fails is never weighed. Who was scored
    again is weighed by the rubrics of that.
    """
    done = Evaluation.objects.filter(attempt_id=attempt_id, status=Evaluation.Status.DONE)
    scores: dict[UUID, QuestionScore] = {
        score.question_id: score
        for score in QuestionScore.objects.filter(evaluation__in=done)
        .select_related("evaluation__rescore")
        .prefetch_related("evidence")
        .order_by("evaluation__number")
    }
    planned = AttemptQuestion.objects.filter(attempt_id=attempt_id).select_related("version")
    rows = [(row, scores.get(row.version_id)) for row in planned.order_by("position")]
    counts = rubrics(_rescore(scores.values()))
    return Results([_weighed(*row, counts) for row in rows], [_checked(*row) for row in rows])


def rubrics(rescore: Rescore | None) -> Rubrics:
    """Those of a rescore; none without one."""
    if rescore is None:
        return {}
    versions = QuestionVersion.objects.in_bulk([UUID(each) for each in rescore.rubrics.values()])
    return {UUID(asked): versions[UUID(now)] for asked, now in rescore.rubrics.items()}


def _rescore(scores: Iterable[QuestionScore]) -> Rescore | None:
    """The one that the results which stand were made for."""
    latest = max(scores, key=lambda score: score.evaluation.number, default=None)
    return latest.evaluation.rescore if latest else None


def _weighed(row: AttemptQuestion, score: QuestionScore | None, counts: Rubrics) -> QuestionResult:
    version = counts.get(row.version_id, row.version)
    return QuestionResult(
        weight=version.weight if version.modality in BY_RUBRIC else 0,
        asked=row.asked or score is not None,
        verdict=score.verdict if score else "",
        score=score.score if score else None,
    )


def _checked(row: AttemptQuestion, score: QuestionScore | None) -> Checked:
    quotes = [evidence.text for evidence in score.evidence.all()] if score else []
    return Checked(
        version_id=str(row.version_id),
        text=row.version.text,
        is_dealbreaker=row.version.is_dealbreaker,
        verdict=score.verdict if score else "",
        answer=" … ".join(quotes) or (score.reason if score else ""),
    )
