"""What somebody was sent, newest first, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from greenroom.candidates.models import Application
from greenroom.evaluation.rules.masking import Mask
from greenroom.outreach.models import Message

MOST = 100
KINDS = {
    "invitation": _("Invitation"),
    "code": _("Code"),
    "reminder": _("Reminder"),
    "final_reminder": _("Last reminder"),
    "next_step": _("Next step"),
    "completion": _("Thanks"),
    "retake": _("Another go"),
    "scheduling_link": _("Choose a time"),
    "stopped": _("Stopped by a rule"),
    "help_answer": _("Answer"),
}
SECRET = frozenset({"code"})
"""Kinds whose subject is the candidate's alone: with it somebody else could be them."""
STATES = {
    "waiting": (_("Waiting"), "hollow"),
    "sent": (_("Sent"), "good"),
    "delivered": (_("Delivered"), "good"),
    "undelivered": (_("Bounced"), "bad"),
    "kept": (_("Kept here"), "look"),
    "failed": (_("Dropped"), "bad"),
    "cancelled": (_("Cancelled"), "hollow"),
}
CHANNELS = {"email": _("E-mail"), "sms": _("Text message")}


@dataclass(frozen=True, kw_only=True)
class Sent:
    """A message. at: when it went, or was written while it has not. url: where all of it is, "" for who may not."""

    kind: str
    channel: str
    state: str
    tone: str
    recipient: str
    subject: str
    at: datetime
    url: str


def history(application: Application, mask: Mask | None, *, may_open: bool) -> list[Sent]:
    """The newest hundred, in one statement. may_open: whether the reader may see the outbox."""
    rows = Message.objects.filter(about_id=application.id, workspace_id=application.workspace_id)
    newest = rows.defer("body", "html").order_by("-created_at", "-id")[:MOST]
    return [_sent(row, mask, may_open=may_open) for row in newest]


def _sent(row: Message, mask: Mask | None, *, may_open: bool) -> Sent:
    subject = "" if row.kind in SECRET else row.subject
    state, tone = STATES[row.state]
    return Sent(
        kind=str(KINDS.get(row.kind, _("Message"))),
        channel=str(CHANNELS.get(row.channel, row.channel)),
        state=str(state),
        tone=tone,
        recipient="•••" if mask else row.recipient,
        subject=mask.text(subject) if mask else subject,
        at=row.sent_at or row.created_at,
        url=reverse("outbox-message", args=[row.id]) if may_open and not mask else "",
    )
