"""What this room does when it has spoken."""

from __future__ import annotations

from contextlib import suppress

from greenroom.candidates.actions import helping
from greenroom.candidates.models import Attempt
from greenroom.conversations.events import PersonAskedFor
from greenroom.conversations.models import Turn
from greenroom.core.errors import Refused
from greenroom.core.events import on


@on(PersonAskedFor)
def have_a_person_see_it(event: PersonAskedFor) -> None:
    """The words by which somebody asked in an interview come into the queue, as those of the help page do."""
    attempt = Attempt.objects.select_related("application__candidate", "application__interviewer").get(
        id=event.attempt_id
    )
    said = Turn.objects.filter(attempt=attempt, speaker=Turn.Speaker.CANDIDATE).exclude(kind=Turn.LATE)
    asked = said.filter(kind="person").order_by("-position").first()
    if asked is not None:
        with suppress(Refused):  # too often today: those before it wait already
            helping.ask(attempt.application, words=asked.text)
