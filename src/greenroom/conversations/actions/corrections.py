"""Mending what was misheard."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from greenroom.candidates.models import Attempt
from greenroom.conversations import engine, events
from greenroom.conversations.actions import standing
from greenroom.conversations.models import Conversation, Turn
from greenroom.core.errors import NotFound, Refused
from greenroom.core.events import emit
from greenroom.core.text import clean

LONGEST = 8_000  # characters


@transaction.atomic
def correct(*, attempt: Attempt, turn_id: UUID, text: str) -> Turn:
    """Put the candidate's words right in a turn that they spoke; the recogniser's are kept beside them.

    Correcting back to the recogniser's words leaves no correction. What was asked since stays as it was asked.

    Raises NotFound for a turn that is not theirs, and Refused where it was typed, where nothing would be left or too
    much, and once the interview is over.
    """
    text = clean(text).strip()
    try:
        conversation = standing.locked(attempt)
        turn = Turn.objects.get(id=turn_id, attempt=attempt, speaker=Turn.Speaker.CANDIDATE)
    except (Conversation.DoesNotExist, Turn.DoesNotExist) as missing:
        raise NotFound from missing
    _check(conversation, turn, text)
    if text == turn.text:
        return turn
    state = engine.corrected(engine.State.from_json(conversation.state), turn.text, text)
    standing.move(conversation, state, heard=conversation.heard)
    heard = turn.heard_as or turn.text
    turn.text, turn.heard_as = text, "" if text == heard else heard
    turn.save(update_fields=["text", "heard_as"])
    emit(events.TurnCorrected(turn_id=turn.id, attempt_id=attempt.id), by=standing.candidate(attempt))
    return turn


def _check(conversation: Conversation, turn: Turn, text: str) -> None:
    if conversation.ended_at is not None:
        raise Refused(_("This interview is finished. What you sent before is kept."))
    if not turn.is_spoken:
        raise Refused(_("Only what you said aloud can be corrected."), field="text")
    if not text:
        raise Refused(_("Write what you said, or leave it as it is."), field="text")
    if len(text) > LONGEST:
        raise Refused(_("Please keep one answer under 8,000 characters."), field="text")
