"""The channel "sms": whoever carries the messages, a phone that said STOP gets none."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings

from greenroom.core import clock, scope
from greenroom.outreach.contract import Receipt, Rejected, Sender
from greenroom.outreach.models import Message, TextNumber, TextThread
from greenroom.outreach.senders.sms import twilio
from greenroom.outreach.senders.sms.simulator import Simulator
from greenroom.outreach.senders.sms.stopped import Stopped

STOPPED = "This number has asked for no more messages (STOP)."
CONFIRMATION = "text_stopped"
"""The kind of the one message that may follow STOP."""


@dataclass(frozen=True)
class Texts:
    """Sends by a vendor, and keeps a thread for each phone."""

    vendor: Sender

    def send(self, message: Message) -> Receipt:
        """Raises Rejected for a phone that wants no messages, else as the vendor."""
        if message.workspace_id is None:
            return self.vendor.send(message)
        with scope.scoped(message.workspace_id):
            thread, _made = TextThread.objects.get_or_create(
                workspace_id=message.workspace_id, phone=message.recipient
            )
            if thread.stopped_at and message.kind != CONFIRMATION:
                raise Rejected(STOPPED)
            message.sender = message.sender or our_number(message.workspace_id)
            try:
                receipt = self.vendor.send(message)
            except Stopped:
                TextThread.objects.filter(id=thread.id, stopped_at=None).update(stopped_at=clock.now())
                raise
            TextThread.objects.filter(id=thread.id).update(ours=message.sender, last_at=clock.now())
        return receipt


def our_number(workspace_id: UUID) -> str:
    """What a workspace writes from: its own number, else that of the settings, else nothing."""
    own = TextNumber.objects.filter(workspace_id=workspace_id).first()
    return own.number if own else settings.TWILIO_FROM or settings.TWILIO_MESSAGING_SERVICE


def is_simulated() -> bool:
    """Whether no vendor is configured, so that messages reach only the phones of the recruiter app."""
    return twilio.from_settings() is None


def from_settings() -> Texts:
    return Texts(twilio.from_settings() or Simulator())
