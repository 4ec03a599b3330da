"""Which of an attempt's results stand."""

from __future__ import annotations

from uuid import UUID

from greenroom.candidates.models import AttemptQuestion
from greenroom.evaluation.models import Evaluation, QuestionScore
from greenroom.evaluation.rules.scores import QuestionResult
from greenroom.interviewers.models import QuestionVersion

Modality = QuestionVersion.Modality


def newest(attempt_id: UUID) -> list[Evaluation]:
    """The newest evaluation of each evaluator, whatever its state."""
    rows = Evaluation.objects.filter(attempt_id=attempt_id).order_by("number")
    return list({row.evaluator: row for row in rows}.values())


def answered(attempt_id: UUID) -> set[str]:
    """The evaluators that have a result, made now or before: a later failure does not take it away."""
    done = Evaluation.objects.filter(attempt_id=attempt_id, status=Evaluation.Status.DONE)
    return set(done.values_list("evaluator", flat=True))


def questions(attempt_id: UUID) -> list[QuestionResult]:
    """Each question of the attempt with the result that stands, in order.

    What has a result was asked, as a resume is all its criteria. Qualifications are never weighed.
    """
    done = Evaluation.objects.filter(attempt_id=attempt_id, status=Evaluation.Status.DONE)
    scores: dict[UUID, QuestionScore] = {
        score.question_id: score
        for score in QuestionScore.objects.filter(evaluation__in=done)
        .select_related("evaluation")
        .order_by("evaluation__number")
    }
    planned = AttemptQuestion.objects.filter(attempt_id=attempt_id).select_related("version")
    return [
        QuestionResult(
            weight=0 if row.version.modality == Modality.QUALIFICATION else row.version.weight,
            asked=row.asked or row.version_id in scores,
            verdict=scores[row.version_id].verdict if row.version_id in scores else "",
            score=scores[row.version_id].score if row.version_id in scores else None,
        )
        for row in planned.order_by("position")
    ]
