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
    """A message. at: when it went, or was written while it has not. url: where all of it is, "" for the blind."""

    kind: str
    channel: str
    state: str
    tone: str
    recipient: str
    subject: str
    at: datetime
    url: str


def history(application: Application, mask: Mask | None) -> list[Sent]:
    """The newest hundred, in one statement."""
    rows = Message.objects.filter(about_id=application.id, workspace_id=application.workspace_id)
    newest = rows.defer("body", "html").order_by("-created_at", "-id")[:MOST]
    return [_sent(row, mask) for row in newest]


def _sent(row: Message, mask: Mask | None) -> Sent:
    state, tone = STATES[row.state]
    return Sent(
        kind=str(KINDS.get(row.kind, _("Message"))),
        channel=str(CHANNELS.get(row.channel, row.channel)),
        state=str(state),
        tone=tone,
        recipient="•••" if mask else row.recipient,
        subject=mask.text(row.subject) if mask else row.subject,
        at=row.sent_at or row.created_at,
        url="" if mask else reverse("outbox-message", args=[row.id]),
    )
