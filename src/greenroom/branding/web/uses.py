"""Which interviewers have a group."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count

from greenroom.branding.models import DesignGroup
from greenroom.interviewers.models import Interviewer

MOST_NAMED = 5


def counts() -> dict[UUID, int]:
    """How many interviewers of the workspace in scope name each group."""
    named = Interviewer.objects.exclude(brand=None).values_list("brand_id").annotate(n=Count("id"))
    return {group_id: number for group_id, number in named if group_id}


def titles(group: DesignGroup) -> list[str]:
    """The interviewers that have it, by title; "…" where there are more."""
    rows = Interviewer.objects.filter(brand=group).order_by("title", "id").values_list("title", flat=True)
    found = list(rows[: MOST_NAMED + 1])
    return [*found[:MOST_NAMED], "…"] if len(found) > MOST_NAMED else found
