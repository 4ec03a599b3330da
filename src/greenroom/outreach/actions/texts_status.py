"""What a vendor tells later of a text message it took."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from greenroom.core import clock, scope
from greenroom.core.events import emit
from greenroom.outreach.contract import RetryLater
from greenroom.outreach.events import MessageCameBack, MessageDelivered
from greenroom.outreach.models import Message, TextThread
from greenroom.outreach.senders.sms.twilio.refusals import UNSUBSCRIBED, in_words

NOTE = "outreach.note_text_status"
State = Message.State
_TOLD = {
    "sent": State.SENT,
    "delivered": State.DELIVERED,
    "read": State.DELIVERED,
    "undelivered": State.UNDELIVERED,
    "failed": State.FAILED,
}
"""Others, such as "queued", say nothing that the row does not."""


@transaction.atomic
def told(*, message_id: UUID, vendor_id: str, status: str, code: int = 0) -> None:
    """Note it, forward only: what was delivered or came back stays so, whatever arrives later or twice.

    Raises RetryLater while the message is still being handed over: whoever does that has the first word.
    """
    message = (
        Message.objects.select_for_update(of=("self",), no_key=True)
        .filter(id=message_id, channel="sms")
        .first()
    )
    if message is None or message.vendor_id not in {"", vendor_id}:
        return
    if not message.vendor_id:
        message.vendor_id = vendor_id
        message.save(update_fields=["vendor_id"])
    state = _TOLD.get(status)
    if message.state == State.SENT and state not in {None, State.SENT}:
        _settle(message, State(state), code)


def is_being_handed_over(message_id: UUID) -> bool:
    return (
        Message.objects.filter(id=message_id, channel="sms", state=State.WAITING).exclude(vendor="").exists()
    )


def note(*, message_id: UUID, vendor_id: str, status: str, code: int = 0) -> None:
    """As `told`, once the message has been handed over. Raises RetryLater before."""
    told(message_id=message_id, vendor_id=vendor_id, status=status, code=code)
    if status in _TOLD and is_being_handed_over(message_id):
        raise RetryLater("The message is still being handed over.")


def _settle(message: Message, state: Message.State, code: int) -> None:
    message.state, message.told_at = state, clock.now()
    message.error = in_words(code) if code and state != State.DELIVERED else ""
    message.save(update_fields=["state", "told_at", "error"])
    if message.workspace_id is None:
        return
    with scope.scoped(message.workspace_id):
        if code == UNSUBSCRIBED:
            stopped = TextThread.objects.filter(phone=message.recipient, stopped_at=None)
            stopped.update(stopped_at=clock.now())
        happened = MessageDelivered if state == State.DELIVERED else MessageCameBack
        emit(happened(message_id=message.id, channel=message.channel))


def seen(*, workspace_id: UUID, phone: str) -> None:
    """Messages to a simulated phone are delivered once somebody has looked at it."""
    shown = Message.objects.filter(
        workspace_id=workspace_id, recipient=phone, channel="sms", vendor="simulator", state=State.SENT
    )
    for message in shown:
        told(message_id=message.id, vendor_id=message.vendor_id, status="delivered")
