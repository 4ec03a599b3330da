"""Reading the conversations by text message."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from greenroom.accounts.models import Member
from greenroom.core.cursors import Order, Page, page
from greenroom.core.errors import NotFound
from greenroom.outreach.models import Message, ReceivedText, TextNumber, TextThread

NEWEST_FIRST = Order("last_at", descending=True)
MOST_LINES = 200


@dataclass(frozen=True)
class Line:
    """One message of a thread. theirs: the phone wrote it. state: as `Message.State`; error: in words."""

    text: str
    theirs: bool
    at: datetime
    state: str = ""
    error: str = ""
    due_at: datetime | None = None


def page_for(member: Member, *, after: str = "", before: str = "", size: int = 30) -> Page[TextThread]:
    """The workspace's threads, the one that was written in last first."""
    rows = TextThread.objects.filter(workspace_id=member.workspace_id)
    return page(rows, NEWEST_FIRST, size=size, after=after, before=before)


def get_for(member: Member, thread_id: UUID) -> TextThread:
    """A thread of the member's workspace; NotFound to others."""
    found = TextThread.objects.filter(id=thread_id, workspace_id=member.workspace_id).first()
    if found is None:
        raise NotFound
    return found


def lines(thread: TextThread) -> list[Line]:
    """What was written either way, oldest first; of a long thread the newest."""
    sent = Message.objects.filter(
        workspace_id=thread.workspace_id, recipient=thread.phone, channel="sms"
    ).exclude(state=Message.State.CANCELLED)
    ours = [
        Line(each.body, False, each.sent_at or each.created_at, each.state, each.error, each.due_at)
        for each in sent.order_by("-created_at")[:MOST_LINES]
    ]
    received = ReceivedText.objects.filter(thread=thread).order_by("-created_at")[:MOST_LINES]
    theirs = [Line(each.words, True, each.created_at) for each in received]
    return sorted([*ours, *theirs], key=lambda line: line.at)[-MOST_LINES:]


def number_of(member: Member) -> str:
    """The number that is the workspace's own, "" for none."""
    own = TextNumber.objects.filter(workspace_id=member.workspace_id).first()
    return own.number if own else ""
