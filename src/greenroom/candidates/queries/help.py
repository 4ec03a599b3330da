"""Reading who asks for a person."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from greenroom.accounts.models import Member
from greenroom.candidates.models import Application, HelpRequest
from greenroom.core.cursors import Order, Page, page
from greenroom.core.errors import NotFound

WAITING = (HelpRequest.State.OPEN, HelpRequest.State.TAKEN)
OLDEST_FIRST = Order("created_at")
NEWEST_FIRST = Order("created_at", descending=True)
AROUND = ("interviewer", "application__candidate", "taken_by__user")


def get_for(member: Member, request_id: UUID) -> HelpRequest:
    """A request with who asks and what about. Raises NotFound to a stranger."""
    rows = HelpRequest.objects.filter(id=request_id, workspace_id=member.workspace_id)
    found = rows.select_related(*AROUND).first()
    if found is None:
        raise NotFound
    return found


def queue(
    member: Member, *, settled: bool = False, after: str = "", before: str = "", size: int = 50
) -> Page[HelpRequest]:
    """Who waits, the longest first; settled: who was answered, the newest first."""
    rows = _real(member).select_related(*AROUND)
    rows = rows.exclude(state__in=WAITING) if settled else rows.filter(state__in=WAITING)
    order = NEWEST_FIRST if settled else OLDEST_FIRST
    return page(rows, order, size=size, after=after, before=before)


def waiting_count(member: Member) -> int:
    """How many nobody has answered yet."""
    return _real(member).filter(state__in=WAITING).count()


def _real(member: Member) -> QuerySet[HelpRequest]:
    """Without what members ask who try an interviewer out."""
    rows = HelpRequest.objects.filter(workspace_id=member.workspace_id)
    return rows.exclude(application__is_test=True)


def of_application(application: Application) -> list[HelpRequest]:
    """What this candidate has asked in this interviewer, newest first."""
    return list(HelpRequest.objects.filter(application=application).order_by("-created_at", "-id"))
