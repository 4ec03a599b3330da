"""Work of this kind of stage off the request."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from greenroom.core.jobs import Retry, TryAgain, every, job
from greenroom.skills.models.contract import RetryLater
from greenroom.stages.conversational_sms.actions import texting


@job(texting.ANSWER, retry=Retry(times=40, first=timedelta(seconds=5), longest=timedelta(minutes=10)))
def answer_texts(*, attempt_id: str) -> None:
    """Reply to what a phone wrote."""
    try:
        texting.answer(attempt_id=UUID(attempt_id))
    except RetryLater as busy:
        raise TryAgain(str(busy), after=timedelta(seconds=busy.after) if busy.after else None) from busy


@every(timedelta(minutes=5))
@job("stages.remind_by_text", retry=Retry(times=1))
def remind_by_text() -> None:
    """Send the reminders that are due."""
    texting.nudge_all()
