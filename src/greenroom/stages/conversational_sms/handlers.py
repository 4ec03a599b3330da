"""What this kind of stage does when a phone writes."""

from __future__ import annotations

from uuid import UUID

from greenroom.candidates.models import Attempt
from greenroom.core.events import on
from greenroom.outreach.events import TextArrived, TextsStarted
from greenroom.stages.conversational_sms.actions import texting


@on(TextArrived)
def take_in_what_a_phone_wrote(event: TextArrived) -> None:
    attempt = _attempt(event.holder_id)
    if attempt is not None:
        texting.take(text_id=event.text_id, attempt=attempt)


@on(TextsStarted)
def go_on_by_text(event: TextsStarted) -> None:
    attempt = _attempt(event.holder_id)
    if attempt is not None and attempt.status == Attempt.Status.OPEN:
        texting.resume(attempt)


def _attempt(holder_id: UUID | None) -> Attempt | None:
    return texting.find(holder_id) if holder_id else None
