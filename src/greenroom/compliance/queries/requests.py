"""Reading what people ask of their data."""

from __future__ import annotations

from uuid import UUID

from greenroom.accounts.models import Member
from greenroom.compliance.models import DataRequest
from greenroom.core.cursors import Order, Page, page
from greenroom.core.errors import NotFound

DUE_FIRST = Order("due_at")
NEWEST_FIRST = Order("created_at", descending=True)


def get_for(member: Member, request_id: UUID) -> DataRequest:
    """A request of the member's workspace. Raises NotFound to a stranger."""
    found = (
        DataRequest.objects.filter(id=request_id, workspace_id=member.workspace_id)
        .select_related("taken_by__user")
        .first()
    )
    if found is None:
        raise NotFound
    return found


def queue(
    member: Member, *, settled: bool = False, after: str = "", before: str = "", size: int = 50
) -> Page[DataRequest]:
    """What waits, the soonest due first; settled: what was answered, the newest first."""
    rows = DataRequest.objects.filter(workspace_id=member.workspace_id, ended_at__isnull=not settled)
    order = NEWEST_FIRST if settled else DUE_FIRST
    return page(rows.select_related("taken_by__user"), order, size=size, after=after, before=before)


def of_subject(subject_id: UUID) -> list[DataRequest]:
    """What somebody has asked, newest first."""
    return list(DataRequest.objects.filter(subject_id=subject_id).order_by("-created_at", "-id"))


def objections(member: Member) -> list[DataRequest]:
    """Objections that wait for a person, the oldest first."""
    rows = DataRequest.objects.filter(
        workspace_id=member.workspace_id, kind=DataRequest.Kind.OBJECT, ended_at=None
    )
    return list(rows.order_by("created_at", "id"))
