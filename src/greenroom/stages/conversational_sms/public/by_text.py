"""What the candidate's page says about their phone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from greenroom.candidates.models import Attempt
from greenroom.core import clock
from greenroom.outreach.models import Message, TextTalk
from greenroom.outreach.senders.sms import is_simulated

_CAME_BACK = {Message.State.FAILED, Message.State.UNDELIVERED}


@dataclass(frozen=True)
class ByText:
    """state: "typed" without a phone; "simulated" where no vendor is configured; "phone", "quiet", "stopped",
    "failed". due_at: when quiet hours end. may_change: whether a number can be given here. follows: whether the page
    looks for what the phone writes.
    """

    state: str
    phone: str = ""
    due_at: datetime | None = None
    may_change: bool = False
    follows: bool = False


def of(attempt: Attempt) -> ByText:
    """Where the conversation stands with the candidate's phone."""
    around = TextTalk.objects.select_related("thread", "message")
    talk = around.filter(holder_id=attempt.id, closed_at=None).first()
    simulated = is_simulated()
    if talk is None:
        return ByText("typed", may_change=not simulated or attempt.application.is_test)
    phone, message = talk.thread.phone, talk.message
    if simulated:
        return ByText("simulated", phone, follows=True)
    if talk.thread.stopped_at:
        return ByText("stopped", phone, may_change=True, follows=True)
    if message and message.state in _CAME_BACK:
        return ByText("failed", phone, may_change=True)
    if message and message.state == Message.State.WAITING and message.due_at and message.due_at > clock.now():
        return ByText("quiet", phone, message.due_at, follows=True)
    return ByText("phone", phone, may_change=True, follows=True)
