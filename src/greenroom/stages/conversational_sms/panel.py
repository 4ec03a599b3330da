"""What the recruiter's panel shows of text messages beside the answers: how the phone can be reached."""

from __future__ import annotations

from typing import Any

from greenroom.evaluation.queries.cards import StageCard
from greenroom.outreach.models import Message, TextTalk

_CAME_BACK = {Message.State.FAILED, Message.State.UNDELIVERED}


def shows(card: StageCard) -> dict[str, Any]:
    """phone: where the questions went. stopped: it wants no more messages. problem: why the last did not arrive."""
    if card.attempt is None:
        return {}
    talks = TextTalk.objects.filter(holder_id=card.attempt.id)
    talk = talks.select_related("thread", "message").first()
    if talk is None:
        return {}
    message = talk.message
    came_back = message is not None and message.state in _CAME_BACK
    return {
        "phone": talk.thread.phone,
        "stopped": talk.thread.stopped_at is not None,
        "problem": message.error if message is not None and came_back else "",
    }
