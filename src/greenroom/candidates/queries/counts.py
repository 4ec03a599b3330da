"""How many people an interviewer has met, for the pages that list interviewers. Tests are no people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Avg, Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from greenroom.candidates.models import Application
from greenroom.core import scope
from greenroom.interviewers.models import Interviewer


@dataclass(frozen=True)
class Counts:
    """candidates: all who applied. completed: who finished every stage. rating: mean of 1 to 5, None without any."""

    candidates: int = 0
    completed: int = 0
    rating: float | None = None


def of_interviewers(interviewer_ids: Iterable[UUID]) -> dict[UUID, Counts]:
    """The counts of these interviewers in one statement; who has no candidates is left out."""
    rows = (
        Application.objects.filter(interviewer_id__in=list(interviewer_ids), is_test=False)
        .values("interviewer_id")
        .annotate(candidates=Count("*"), completed=Count("completed_at"), mean=Avg("rating"))
        .order_by()
    )
    return {row["interviewer_id"]: Counts(row["candidates"], row["completed"], row["mean"]) for row in rows}


def with_candidates(interviewers: QuerySet[Interviewer]) -> QuerySet[Interviewer]:
    """The same interviewers, each with `candidates`: how many applied. Counted in the index alone."""
    with scope.everything(
        "the interviewers counted for are in scope already; another filter would miss the index"
    ):
        real = Application.objects.filter(interviewer_id=OuterRef("pk"), is_test=False)
        each = real.order_by().values("interviewer_id")
    counted = Subquery(each.annotate(n=Count("*")).values("n"), output_field=IntegerField())
    rows: QuerySet[Interviewer] = interviewers.annotate(candidates=Coalesce(counted, 0))
    return rows


def has_any(interviewer: Interviewer) -> bool:
    """Whether anybody has applied."""
    return Application.objects.filter(interviewer_id=interviewer.id, is_test=False).exists()
