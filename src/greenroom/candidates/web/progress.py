"""How far the attempts of a page of candidates are: questions asked, qualifications shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q

from greenroom.candidates.models import Attempt, AttemptQuestion
from greenroom.evaluation.models import Evaluation, QuestionScore
from greenroom.interviewers.models import QuestionVersion

Verdict = QuestionScore.Verdict
CHECKED = (Verdict.PASSED, Verdict.FAILED, Verdict.UNKNOWN)


@dataclass(frozen=True)
class Progress:
    """By attempt. asked: questions put so far, of how many. checks: "2/3" qualifications shown."""

    asked: dict[UUID, tuple[int, int]]
    checks: dict[UUID, str]


def of_attempts(attempts: Iterable[Attempt]) -> Progress:
    """Two statements whatever the attempts."""
    rows = list(attempts)
    under_way = [row.id for row in rows if row.status == Attempt.Status.OPEN]
    done = [row.id for row in rows if row.status == Attempt.Status.EVALUATED]
    return Progress(_asked(under_way), _checks(done))


def _asked(attempt_ids: list[UUID]) -> dict[UUID, tuple[int, int]]:
    rows = (
        AttemptQuestion.objects.filter(attempt_id__in=attempt_ids)
        .exclude(version__modality=QuestionVersion.Modality.QUALIFICATION)
        .values_list("attempt_id")
        .annotate(asked=Count("id", filter=Q(asked=True)), all=Count("id"))
        .order_by()
    )
    return {attempt_id: (asked, all_questions) for attempt_id, asked, all_questions in rows}


def _checks(attempt_ids: list[UUID]) -> dict[UUID, str]:
    """Of the newest result of each attempt: an evaluator that ran again has rows with a higher number."""
    rows = (
        QuestionScore.objects.filter(
            evaluation__attempt_id__in=attempt_ids,
            evaluation__status=Evaluation.Status.DONE,
            verdict__in=CHECKED,
        )
        .values_list("evaluation__attempt_id", "evaluation__number")
        .annotate(passed=Count("id", filter=Q(verdict=Verdict.PASSED)), all=Count("id"))
        .order_by("evaluation__number")
    )
    return {attempt_id: f"{passed}/{of}" for attempt_id, _number, passed, of in rows}
