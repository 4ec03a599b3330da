"""Conversations of a stage: every message is kept before it is answered, and every reply before it is shown.

A kind says how a conversation opens and what is replied; this module keeps it, once, whoever asks and however often.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from greenroom.candidates.actions import applications, attempts
from greenroom.candidates.models import Attempt
from greenroom.conversations.models import Conversation, Turn
from greenroom.core import clock
from greenroom.core.errors import Refused
from greenroom.core.text import clean
from greenroom.stages import turns
from greenroom.stages.turns import Said

LONGEST = 4_000  # characters of one message
MESSAGE = "message"
"""What a candidate's turn is taken for until it has been answered."""
REMINDER = "reminder"
"""The kind of a turn that puts the open question once more. A page that does not show it is not behind."""


@dataclass(frozen=True)
class Opening:
    """How a conversation begins; ended: there is nothing to talk about."""

    state: dict[str, Any]
    says: Sequence[Said] = ()
    ended: bool = False


@dataclass(frozen=True)
class Reply:
    """What follows a message. heard: what it was taken for. question: the version it belongs to."""

    state: dict[str, Any]
    says: Sequence[Said]
    heard: str
    question: str | None = None
    ended: bool = False


Respond = Callable[[dict[str, Any], Turn], Reply]


def begin(attempt: Attempt, opening: Callable[[], Opening]) -> Conversation:
    """The conversation of an open attempt, opened the first time."""
    found = Conversation.objects.filter(attempt=attempt).first()
    if found is not None:
        return found
    first = opening()
    try:
        with transaction.atomic():
            conversation = Conversation.objects.create(
                workspace_id=attempt.workspace_id, attempt=attempt, state=first.state
            )
            _say(attempt, first.says)
            if first.ended:
                finish(attempt)
    except IntegrityError:  # begun in another tab at the same moment
        return Conversation.objects.get(attempt=attempt)
    return conversation


@transaction.atomic
def keep(attempt: Attempt, *, text: str, key: str, seen: int | None = None) -> bool:
    """Keep a message; the same key and words again are the same message. False where its page was behind.

    seen: how many turns that page showed. What was written on a page that another tab has overtaken is kept as it
    was meant, and not answered. Raises Refused for nothing, too much, and what comes after the end.
    """
    text = clean(text).strip()
    if not text:
        raise Refused(_("Write something first."), field="answer")
    if len(text) > LONGEST:
        raise Refused(_("Please keep one message under 4,000 characters."), field="answer")
    conversation = Conversation.objects.select_for_update(of=("self",), no_key=True).get(attempt=attempt)
    said = list(Turn.objects.filter(attempt=attempt).order_by("position"))
    keys = {turn.key: turn for turn in said if turn.key}
    key, standing = key[:40], keys.get(key[:40])
    if standing is not None and standing.text != text:  # sent again after a change: another message
        key = f"{key[:23]}:{hashlib.sha256(text.encode()).hexdigest()[:16]}"
        standing = keys.get(key)
    if standing is not None:
        return standing.kind != Turn.LATE
    if conversation.ended_at is not None:
        raise Refused(_("This step is finished, so these words were not sent. What you sent before is kept."))
    late = seen is not None and seen >= 0 and any(turn.kind != REMINDER for turn in said[seen:])
    shown = _shown(said[:seen]) if late else None
    turns.add(attempt, [turns.answers(text, kind=Turn.LATE if late else MESSAGE, question=shown, key=key)])
    applications.engage(attempt.application)
    return not late


@transaction.atomic
def remind(attempt: Attempt, text: str) -> Turn | None:
    """Say something while nothing waits for a reply; None where a message has come meanwhile, or the end."""
    conversation = Conversation.objects.select_for_update(of=("self",), no_key=True).get(attempt=attempt)
    if conversation.ended_at is not None or waiting(conversation):
        return None
    return turns.add(attempt, [turns.asks(text, kind=REMINDER)])[0]


def _shown(said: Sequence[Turn]) -> str | None:
    asked = [turn for turn in said if turn.speaker == Turn.Speaker.INTERVIEWER and turn.question_id]
    return str(asked[-1].question_id) if asked else None


def waiting(conversation: Conversation) -> list[Turn]:
    """Messages nobody has answered yet, in order."""
    rows = Turn.objects.filter(
        attempt_id=conversation.attempt_id,
        speaker=Turn.Speaker.CANDIDATE,
        position__gt=conversation.heard,
    )
    return list(rows.exclude(kind=Turn.LATE).order_by("position"))


def answer(attempt: Attempt, respond: Respond) -> None:
    """Answer what waits for a reply, in order. `respond` judges outside any transaction and may be called in vain.

    Raises a `ModelFailure` of `respond`: the message is kept, and the next call makes up for it.
    """
    conversation = Conversation.objects.get(attempt=attempt)
    for turn in waiting(conversation):
        while conversation.heard < turn.position and conversation.ended_at is None:
            reply = respond(conversation.state, turn)
            conversation = _keep_reply(attempt, conversation, turn, reply)


@transaction.atomic
def _keep_reply(attempt: Attempt, conversation: Conversation, turn: Turn, reply: Reply) -> Conversation:
    """Keep it unless another request was faster; the conversation as it stands then."""
    unmoved = Conversation.objects.filter(id=conversation.id, heard=conversation.heard, ended_at=None)
    ended_at = clock.now() if reply.ended else None
    if unmoved.update(state=reply.state, heard=turn.position, ended_at=ended_at):
        Turn.objects.filter(id=turn.id).update(
            kind=reply.heard, question_id=UUID(reply.question) if reply.question else None
        )
        _say(attempt, reply.says)
        if reply.ended:
            attempts.submit(attempt=attempt)
    return Conversation.objects.get(id=conversation.id)


@transaction.atomic
def finish(attempt: Attempt, *, says: Sequence[Said] = (), **more_state: Any) -> None:
    """End a conversation with what stands; nothing the second time. more_state: kept in its state."""
    conversation = Conversation.objects.select_for_update(of=("self",), no_key=True).get(attempt=attempt)
    if conversation.ended_at is not None:
        return
    conversation.state = {**conversation.state, **more_state}
    conversation.ended_at = clock.now()
    conversation.save(update_fields=["state", "ended_at"])
    _say(attempt, says)
    attempts.submit(attempt=attempt)


def _say(attempt: Attempt, says: Sequence[Said]) -> None:
    turns.add(attempt, says)
    asked = [UUID(said.question) for said in says if said.kind == turns.QUESTION and said.question]
    if asked:
        attempts.mark_asked(attempt=attempt, version_ids=asked)
