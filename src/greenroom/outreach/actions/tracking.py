"""What became of messages, as their vendors tell. Told twice or out of order, it comes to the same."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import nullcontext
from uuid import UUID

from django.db import transaction

from greenroom.core import clock, scope
from greenroom.core.events import emit
from greenroom.outreach.actions.suppressions import Held, suppress
from greenroom.outreach.events import MessageCameBack, MessageDelivered
from greenroom.outreach.models import Message, Suppression
from greenroom.outreach.rules.news import News, Outcome

State = Message.State
Reason = Suppression.Reason
SUPPRESSES = {
    Outcome.NOBODY_THERE: Reason.BOUNCED,
    Outcome.COMPLAINED: Reason.COMPLAINED,
    Outcome.UNSUBSCRIBED: Reason.UNSUBSCRIBED,
}
BACK = frozenset({Outcome.CAME_BACK, Outcome.NOBODY_THERE})


def hear(news: Iterable[News], *, vendor: str) -> None:
    """Note what became of each message that is ours; what is not ours is let pass."""
    for each in news:
        message = _message(each, vendor)
        if message is not None:
            with scope.scoped(message.workspace_id) if message.workspace_id else nullcontext():
                _note(message.id, each)


def _message(news: News, vendor: str) -> Message | None:
    try:
        return Message.objects.filter(id=UUID(news.ours)).first()
    except ValueError:
        found = Message.objects.filter(vendor=vendor, vendor_id=news.vendor_id)
        return found.first() if news.vendor_id else None


@transaction.atomic
def _note(message_id: UUID, news: News) -> None:
    message = Message.objects.select_for_update(no_key=True).get(id=message_id)
    state = _state(message, news)
    if state is not None:
        message.state, message.told_at = state, news.at or clock.now()
        message.error = news.said[:300] if state == State.UNDELIVERED else ""
        message.save(update_fields=["state", "told_at", "error"])
        kind = MessageCameBack if state == State.UNDELIVERED else MessageDelivered
        emit(kind(message_id=message.id, channel=message.channel))
    if news.outcome in SUPPRESSES and message.workspace_id is not None:
        held = Held(message.workspace_id, message.channel, message.recipient, "")
        suppress(held, reason=SUPPRESSES[news.outcome])


def _state(message: Message, news: News) -> Message.State | None:
    """The state it is in from now on, None where that does not change. What came back stays so."""
    if news.outcome in BACK and message.state != State.UNDELIVERED:
        return State.UNDELIVERED
    if news.outcome == Outcome.DELIVERED and message.state not in {State.DELIVERED, State.UNDELIVERED}:
        return State.DELIVERED
    return None
