"""What a conversation by text message is charged for."""

from __future__ import annotations

from decimal import Decimal

from greenroom.candidates.models import Attempt
from greenroom.conversations.models import Turn
from greenroom.outreach.models import TextTalk
from greenroom.outreach.senders.sms import segments
from greenroom.stages.exchange import REMINDER


def messages(attempt: Attempt) -> Decimal:
    """Those we sent, as carriers count them; what candidates send is theirs. On a page each of ours is one."""
    said = Turn.objects.filter(attempt=attempt, speaker=Turn.Speaker.INTERVIEWER).order_by("position")
    talk = TextTalk.objects.filter(holder_id=attempt.id).first()
    if talk is None:
        return Decimal(said.count())
    fresh = said.filter(position__gt=talk.said_to).exclude(kind=REMINDER)
    last = "\n\n".join(turn.text for turn in fresh)  # goes out after this
    return Decimal(talk.parts + (segments.count(last).parts if last else 0))
