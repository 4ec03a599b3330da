"""Reading the outbox."""

from __future__ import annotations

from uuid import UUID

from greenroom.accounts.models import Member
from greenroom.core.cursors import Order, Page, page
from greenroom.core.errors import NotFound
from greenroom.outreach.models import Message

NEWEST_FIRST = Order("created_at", descending=True)


def get_for(member: Member, message_id: UUID) -> Message:
    """A message of the member's workspace. Messages that belong to none are nobody's to read."""
    found = Message.objects.filter(id=message_id, workspace_id=member.workspace_id).first()
    if found is None:
        raise NotFound
    return found


def page_for(
    member: Member, *, state: str = "", search: str = "", after: str = "", before: str = "", size: int = 50
) -> Page[Message]:
    """The workspace's messages, newest first, without their bodies. search: part of a recipient's address."""
    rows = Message.objects.filter(workspace_id=member.workspace_id).defer("body", "html")
    if state in Message.State.values:
        rows = rows.filter(state=state)
    if search:
        rows = rows.filter(recipient__icontains=search)
    return page(rows, NEWEST_FIRST, size=size, after=after, before=before)
