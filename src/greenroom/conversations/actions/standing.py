"""The row an interview stands in, and who acts on it."""

from __future__ import annotations

from greenroom.candidates.models import Attempt
from greenroom.conversations import engine
from greenroom.conversations.models import Conversation
from greenroom.core import clock
from greenroom.core.actors import Actor


def locked(attempt: Attempt) -> Conversation:
    """The conversation, held until the transaction ends. Raises Conversation.DoesNotExist before it has begun."""
    return Conversation.objects.select_for_update(of=("self",), no_key=True).get(attempt=attempt)


def candidate(attempt: Attempt) -> Actor:
    return Actor("candidate", attempt.application.candidate_id)


def move(conversation: Conversation, state: engine.State, *, heard: int) -> bool:
    """Bring the conversation to this state, holding its row; False, and nothing, where it has moved since read."""
    unmoved = Conversation.objects.filter(id=conversation.id, moves=conversation.moves, ended_at=None)
    after = {
        "state": state.as_json(),
        "heard": heard,
        "moves": conversation.moves + 1,
        "ended_at": clock.now() if state.ended else None,
    }
    if not unmoved.update(**after):
        return False
    for name, value in after.items():
        setattr(conversation, name, value)
    return True
