"""Reading visits: the one that goes on in a browser, and a candidate's for the team."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Subquery

from greenroom.accounts.models import Member
from greenroom.candidates.models import Application
from greenroom.compliance.actions import consents
from greenroom.compliance.models import Consent
from greenroom.compliance.rules import notice
from greenroom.core import clock
from greenroom.core.errors import NotFound
from greenroom.diagnostics.models import CapturePolicy, ClientEvent, PageView, ScreenPart, Visit
from greenroom.diagnostics.queries import policies
from greenroom.diagnostics.rules.telemetry import SILENCE

MOST_SHOWN = 50
MOST_OF_A_VISIT = 2000


@dataclass(frozen=True)
class Going:
    """A visit that goes on. records_screen: whether the policy of this moment asks for the screen too."""

    visit: Visit
    records_screen: bool


def going_on(visit_id: str, application: Application) -> Going | None:
    """The visit of this candidate, unless it has ended, the policy has, or they took their agreement back."""
    policy = CapturePolicy.objects.filter(workspace_id=OuterRef("workspace_id"), records_visits=True)
    agreed = Consent.objects.filter(
        subject_id=OuterRef("application_id"),
        purpose="interview",
        withdrawn_at=None,
        version__endswith=notice.CAPTURE,
    )
    visit = (
        Visit.objects.filter(
            Exists(agreed),
            id=visit_id,
            application_id=application.id,
            seen_at__gt=clock.now() - SILENCE,
        )
        .annotate(records_screen=Subquery(policy.values("records_screen")[:1]))
        .filter(records_screen__isnull=False)
        .first()
    )
    return Going(visit, bool(visit.records_screen)) if visit else None


def may_begin(application: Application) -> CapturePolicy | None:
    """The policy under which a visit of this candidate may be captured; None where it may not."""
    policy = policies.of_workspace(application.workspace_id)
    if not policy.records_visits or not consents.agreed_to_capture(application.id):
        return None
    return policy


@dataclass(frozen=True)
class Told:
    """A visit with everything it holds but the screen, oldest first."""

    visit: Visit
    pages: list[PageView]
    events: list[ClientEvent]
    parts: list[ScreenPart]


def of_application(application: Application) -> list[Told]:
    """The newest visits, newest first, with so much of each as a page can show."""
    rows = Visit.objects.filter(application=application).order_by("-created_at", "-id")
    pages = PageView.objects.order_by("at", "id")[:MOST_OF_A_VISIT]
    events = ClientEvent.objects.order_by("at", "page_key", "number")[:MOST_OF_A_VISIT]
    visits = rows.prefetch_related(
        Prefetch("pages", pages, to_attr="first_pages"),
        Prefetch("events", events, to_attr="first_events"),
        "parts",
    )[:MOST_SHOWN]
    return [_told(visit) for visit in visits]


def _told(visit: Visit) -> Told:
    pages = cast("list[PageView]", visit.first_pages)  # type: ignore[attr-defined]  # fetched above
    events = cast("list[ClientEvent]", visit.first_events)  # type: ignore[attr-defined]  # fetched above
    return Told(visit, pages, in_order(events), list(visit.parts.all()))


def in_order(events: Iterable[ClientEvent]) -> list[ClientEvent]:
    """As they happened. Within a page their numbers say so; the time of a batch that was late is only nearly right."""
    latest: dict[str, datetime] = {}
    for event in sorted(events, key=lambda event: (event.page_key, event.number)):
        event.at = latest[event.page_key] = max(event.at, latest.get(event.page_key, event.at))
    return sorted(events, key=lambda event: (event.at, event.page_key, event.number))


def get_for(member: Member, application: Application, visit_id: UUID) -> Visit:
    """Raises NotFound for a visit of somebody else."""
    rows = Visit.objects.filter(workspace_id=member.workspace_id, application=application)
    visit = rows.filter(id=visit_id).first()
    if visit is None:
        raise NotFound
    return visit


def parts_of(visit: Visit) -> list[ScreenPart]:
    """The screen recording in the order it was made."""
    rows = ScreenPart.objects.filter(visit=visit).select_related("file")
    return list(rows.order_by("began_at", "page_key", "number"))
