"""Marks that stand, written down once more to count otherwise. No engine is asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Max

from greenroom.accounts.models import WorkspaceRow
from greenroom.core import clock
from greenroom.evaluation.models import Evaluation, Evidence, QuestionScore, Rescore

RowT = TypeVar("RowT", bound=WorkspaceRow)
OWN = frozenset({"id", "created_at"})
UNPAID = {"ms": 0, "input_tokens": 0, "output_tokens": 0}


def numbers(attempt_ids: Iterable[UUID]) -> dict[tuple[UUID, str], int]:
    """The newest number of each evaluator of each attempt, proposed ones included."""
    rows = Evaluation.every.filter(attempt_id__in=list(attempt_ids)).values_list("attempt_id", "evaluator")
    return {
        (attempt, evaluator): last
        for attempt, evaluator, last in rows.annotate(last=Max("number")).order_by()
    }


def propose_copies(rescore: Rescore, scoring: Iterable[tuple[UUID, str]]) -> None:
    """Of the results that stand, as those of a rescore, in as many statements whatever the number.

    scoring: attempt and evaluator; one that scores finds nothing but scores and their quotes.
    """
    wanted = set(scoring)
    rows = Evaluation.objects.filter(
        attempt_id__in={attempt for attempt, _name in wanted}, status=Evaluation.Status.DONE
    )
    standing = {(row.attempt_id, row.evaluator): row for row in rows.order_by("number")}
    last = numbers(attempt for attempt, _name in wanted)
    made = {
        row.id: _copy(
            row, **UNPAID, number=last[which] + 1, rescore_id=rescore.id, is_proposed=True, **_now()
        )
        for which, row in standing.items()
        if which in wanted
    }
    Evaluation.every.bulk_create(made.values())
    scores = {
        score.id: _copy(
            score,
            evaluation_id=made[score.evaluation_id].id,
            rubric_id=_rubric(score, rescore.rubrics),
        )
        for score in QuestionScore.objects.filter(evaluation_id__in=made)
    }
    QuestionScore.objects.bulk_create(scores.values())
    Evidence.objects.bulk_create(
        _copy(each, evaluation_id=made[each.evaluation_id].id, score_id=scores[each.score_id].id)
        for each in Evidence.objects.filter(score_id__in=scores)
    )


def _now() -> dict[str, Any]:
    return {"started_at": None, "finished_at": clock.now()}


def _rubric(score: QuestionScore, rubrics: Mapping[str, str]) -> UUID | None:
    now = rubrics.get(str(score.question_id))
    return UUID(now) if now else None


def _copy(row: RowT, **given: Any) -> RowT:
    kept = {
        each.attname: getattr(row, each.attname) for each in row._meta.concrete_fields if each.name not in OWN
    }
    return type(row)(**{**kept, **given})
