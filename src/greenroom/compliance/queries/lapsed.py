"""Whose days are over: nothing of theirs was active for as long as they were told that it is kept.

This room lies below the one that knows people, and names its tables by label as `Holding.tables` does.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.timezone import get_default_timezone

from greenroom.accounts.models import Workspace
from greenroom.compliance.models import Consent, DataRequest, RetentionRun
from greenroom.compliance.rules import notice
from greenroom.compliance.rules.keeping import AHEAD, over_before
from greenroom.core import clock


def rows(label: str) -> Any:
    """All rows of a table of the people's room, within the scope."""
    return apps.get_model("candidates", label).objects.all()


def today() -> date:
    """On the clock of the house: a workspace has none of its own."""
    return clock.now().astimezone(get_default_timezone()).date()


def people(workspace: Workspace, *, day: date) -> QuerySet[Any]:
    """Candidates of the workspace in scope who are no longer kept on this day.

    Somebody stays as a whole until all their applications are old, and while they wait for an answer about their
    data. Who agreed to fewer days than the workspace keeps now has those.
    """
    young = rows("Application").filter(~_old(workspace, day), candidate=OuterRef("pk"))
    waits = DataRequest.objects.filter(subject_id=OuterRef("pk"), ended_at=None)
    applied = rows("Application").filter(candidate=OuterRef("pk"))
    found: QuerySet[Any] = rows("Candidate").filter(
        Q(created_at__lt=_before(day, workspace.keep_days)) | Exists(applied), ~Exists(young), ~Exists(waits)
    )
    return found


def _old(workspace: Workspace, day: date) -> Q:
    """Of an application, whatever became of it."""
    old = _silent_since(_before(day, workspace.keep_days))
    for days, versions in _promised(workspace.keep_days).items():
        agreed = Consent.objects.filter(subject_id=OuterRef("pk"), version__in=versions, withdrawn_at=None)
        old |= _silent_since(_before(day, days)) & Q(Exists(agreed))
    return old


def _before(day: date, days: int) -> datetime:
    return over_before(day, days, zone=get_default_timezone())


def _silent_since(moment: datetime) -> Q:
    """They did nothing, began no stage and did not come back to prove their address."""
    since = {"application": OuterRef("pk"), "created_at__gte": moment}
    begun, came = (Exists(rows(label).filter(**since)) for label in ("Attempt", "EmailCode"))
    return Q(last_engaged_at__lt=moment) & ~Q(begun) & ~Q(came)


def _promised(most: int) -> dict[int, list[str]]:
    """Versions of notices that people agreed to, by their days where those are fewer than `most`."""
    found: dict[int, list[str]] = {}
    for version in Consent.objects.filter(withdrawn_at=None).values_list("version", flat=True).distinct():
        days = notice.days_of(version)
        if days is not None and days < most:
            found.setdefault(days, []).append(version)
    return found


@dataclass(frozen=True)
class Coming:
    """How many will go in the coming days, and the first day on which somebody does."""

    people: int = 0
    first: date | None = None


def coming(workspace: Workspace) -> Coming:
    """What the daily run will find within `AHEAD` days from now."""
    now = today()
    days = [now + timedelta(days=ahead) for ahead in range(AHEAD + 1)]
    number = people(workspace, day=days[-1]).count()
    if not number:
        return Coming()
    first = next(day for day in days if day == days[-1] or people(workspace, day=day).exists())
    return Coming(number, first)


def last_run(workspace_id: UUID) -> RetentionRun | None:
    """The newest that is through."""
    return (
        RetentionRun.objects.filter(workspace_id=workspace_id, ended_at__isnull=False)
        .order_by("-day")
        .first()
    )
