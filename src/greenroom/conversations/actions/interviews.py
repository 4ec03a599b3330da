"""Holding an interview. Every turn is kept before it is answered, and every reply before it is shown."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from greenroom.candidates.actions import applications, attempts
from greenroom.candidates.models import Attempt
from greenroom.conversations import engine, events
from greenroom.conversations.actions import planning, saying, standing
from greenroom.conversations.actions.hearing import Ear
from greenroom.conversations.actions.saying import Uttered
from greenroom.conversations.models import Conversation, Turn
from greenroom.conversations.queries import facts, held
from greenroom.conversations.queries import turns as transcripts
from greenroom.core import clock
from greenroom.core.errors import Refused
from greenroom.core.events import emit
from greenroom.core.text import clean

LONGEST_TURN = 8_000  # characters
ANSWER = "answer"
"""What a candidate's turn is taken for until the engine has heard it."""


def begin(*, attempt: Attempt) -> Conversation:
    """The conversation of an open attempt; the first time, with the greeting and the first question."""
    found = Conversation.objects.filter(attempt=attempt).first()
    if found is not None:
        return found
    plan = planning.plan(attempt)
    state, says = engine.start(plan)
    try:
        with transaction.atomic():
            conversation = Conversation.objects.create(
                workspace_id=attempt.workspace_id, attempt=attempt, state=state.as_json()
            )
            saying.say(attempt, says)
            emit(events.InterviewBegun(attempt_id=attempt.id), by=standing.candidate(attempt))
    except IntegrityError:  # begun in another tab at the same moment
        return Conversation.objects.get(attempt=attempt)
    return conversation


def hear(
    *,
    attempt: Attempt,
    text: str,
    key: str,
    seen: int | None = None,
    start_ms: int | None = None,
    end_ms: int | None = None,
    confidence: float | None = None,
) -> bool:
    """Keep what the candidate said, then reply. False when the page it was said on was behind.

    key: the sender's own id of this turn; the same key and words a second time are the same turn, kept and
    answered once. seen: how many turns the sender's page showed, None where it does not say. What is said on a
    page that another tab has overtaken is kept with the question it showed; the interview stays where it is.
    start_ms, end_ms: when it was spoken, since the attempt began; None for what was typed. confidence: of the
    recogniser, 0 to 1.

    Raises Refused when there is nothing to keep, too much, or the interview is over. Raises a `ModelFailure`
    when the reply could not be made: the turn is kept, and `reply` makes up for it later.
    """
    text = clean(text).strip()
    if not text:
        raise Refused(_("Write something first, or choose “I need a moment”."), field="text")
    if len(text) > LONGEST_TURN:
        raise Refused(_("Please keep one answer under 8,000 characters."), field="text")
    uttered = Uttered(
        text=text, key=key[:40], seen=seen, start_ms=start_ms, end_ms=end_ms, confidence=confidence
    )
    try:
        kept = _keep(attempt, uttered)
    except Conversation.DoesNotExist:  # the first answer came before the page that asks
        begin(attempt=attempt)
        kept = _keep(attempt, uttered)
    _answer(attempt, kept.conversation, kept.waiting)
    return kept.turn.kind != Turn.LATE


@dataclass(frozen=True)
class _Kept:
    """waiting: what has no reply yet, in order, up to the turn that was kept."""

    turn: Turn
    conversation: Conversation
    waiting: list[Turn]


@transaction.atomic
def _keep(attempt: Attempt, uttered: Uttered) -> _Kept:
    conversation = standing.locked(attempt)
    said = list(Turn.objects.filter(attempt=attempt).order_by("position"))
    keys = {turn.key: turn for turn in said if turn.key}
    kept = keys.get(uttered.key)
    if kept is not None and (kept.heard_as or kept.text) != uttered.text:
        # sent again after a change: other words are another turn
        digest = hashlib.sha256(uttered.text.encode()).hexdigest()[:16]
        uttered = replace(uttered, key=f"{uttered.key[:23]}:{digest}")
        kept = keys.get(uttered.key)
    if kept is None:
        kept = _add(attempt, conversation, said, uttered)
        said.append(kept)
    return _Kept(kept, conversation, _waiting(said, conversation))


def _add(attempt: Attempt, conversation: Conversation, said: list[Turn], uttered: Uttered) -> Turn:
    if conversation.ended_at is not None:
        raise Refused(_("This interview is finished. What you sent before is kept."))
    applications.engage(attempt.application)
    seen = uttered.seen
    late = seen is not None and 0 <= seen < len(said)
    question = _shown(said[:seen]) if late else engine.State.from_json(conversation.state).question_id
    turn = saying.turn(
        attempt,
        saying.after(said),
        speaker=Turn.Speaker.CANDIDATE,
        kind=Turn.LATE if late else ANSWER,
        text=uttered.text,
        question=question,
        key=uttered.key,
        **uttered.timed(),
    )
    turn.save(force_insert=True)
    return turn


def _shown(said: Sequence[Turn]) -> str:
    """The question that a page with these turns asks."""
    asked = [turn for turn in said if turn.speaker == Turn.Speaker.INTERVIEWER]
    return str(asked[-1].question_id) if asked and asked[-1].question_id else ""


def _waiting(said: Sequence[Turn], conversation: Conversation) -> list[Turn]:
    """The candidate's turns nobody has answered yet, in order."""
    return [
        turn
        for turn in said
        if turn.speaker == Turn.Speaker.CANDIDATE
        and turn.position > conversation.heard
        and turn.kind != Turn.LATE
    ]


def reply(*, attempt: Attempt) -> None:
    """Answer what the candidate said and nobody has answered yet, in order. Nothing to answer is fine."""
    conversation = Conversation.objects.get(attempt=attempt)
    later = Turn.objects.filter(attempt=attempt, position__gt=conversation.heard).order_by("position")
    _answer(attempt, conversation, _waiting(list(later), conversation))


def _answer(attempt: Attempt, conversation: Conversation, waiting: Sequence[Turn]) -> None:
    """Answer these turns. Another request may be doing the same: what it has answered is left alone."""
    for turn in waiting:
        while conversation.heard < turn.position and conversation.ended_at is None:
            conversation = _reply_to(attempt, conversation, turn)


def _reply_to(attempt: Attempt, conversation: Conversation, turn: Turn) -> Conversation:
    """Judge outside any transaction, then keep the reply unless another request was faster.

    Gives the conversation as it stands then.
    """
    before = engine.State.from_json(conversation.state)
    if before.plan.is_timed:
        before = replace(before, used=held.seconds_used(attempt.id))
    ear = Ear(before, engines=attempt.stage.interviewer.workspace.engines)
    state, says = engine.hear(before, turn.text, ear.hear)
    if _passed_on(before, state):
        more = facts.known(attempt.workspace_id, turn.text, before.language)
        if more:
            knowing = replace(before, plan=replace(before.plan, facts=(*before.plan.facts, *more)))
            state, says = engine.hear(knowing, turn.text, ear.hear)
    with transaction.atomic():
        if not standing.move(conversation, state, heard=turn.position):
            return Conversation.objects.get(id=conversation.id)
        _understand(turn, kind=state.heard, question=before.question_id)
        saying.say(attempt, says)
        _tell(attempt, turn, before, state, engine_name=", ".join(sorted(set(ear.served))))
        if state.ended:
            _end(attempt)
    return conversation


def _passed_on(before: engine.State, after: engine.State) -> bool:
    """Whether the candidate has just asked something that nothing known so far answers."""
    return any(note.kind == "passed_on" for note in after.notes[len(before.notes) :])


def _understand(turn: Turn, *, kind: str, question: str) -> None:
    """Note what the engine heard, where that is not what was written down when the turn was kept."""
    if (turn.kind, str(turn.question_id or "")) != (kind, question):
        Turn.objects.filter(id=turn.id).update(kind=kind, question_id=question or None)


def _tell(
    attempt: Attempt, turn: Turn, before: engine.State, state: engine.State, *, engine_name: str
) -> None:
    heard = events.TurnHeard(turn_id=turn.id, attempt_id=attempt.id, kind=state.heard, engine=engine_name)
    emit(heard, by=standing.candidate(attempt))
    for note in state.notes[len(before.notes) :]:
        emit(events.ConversationNoted(attempt_id=attempt.id, kind=note.kind), by=standing.candidate(attempt))
    if state.heard == "person":
        emit(
            events.PersonAskedFor(attempt_id=attempt.id, application_id=attempt.application_id),
            by=standing.candidate(attempt),
        )


def _end(attempt: Attempt) -> None:
    emit(
        events.InterviewEnded(attempt_id=attempt.id, turns=Turn.objects.filter(attempt=attempt).count()),
        by=standing.candidate(attempt),
    )
    attempts.submit(attempt=attempt)


@transaction.atomic
def finish_early(*, attempt: Attempt) -> None:
    """End at the candidate's wish, with what was said so far."""
    conversation = standing.locked(attempt)
    if conversation.ended_at is None:
        conversation.ended_at = clock.now()
        conversation.save(update_fields=["ended_at"])
        _end(attempt)


@transaction.atomic
def silence(*, attempt: Attempt, key: str) -> bool:
    """Nothing was said for as long as patience goes: keep what the interviewer says to that.

    key: of this silence; the same key twice is one silence. False, and nothing said, where that is known, where an
    answer still waits for its reply, and where the interview is paused or over. The interview has begun.
    """
    conversation = standing.locked(attempt)
    said = list(Turn.objects.filter(attempt=attempt).order_by("position"))
    known = any(turn.key == key[:40] for turn in said)
    if known or conversation.ended_at is not None or _waiting(said, conversation):
        return False
    state, says = engine.hear_silence(engine.State.from_json(conversation.state))
    if not says or not standing.move(conversation, state, heard=conversation.heard):
        return False
    saying.say(attempt, says, key=key[:40])
    if state.ended:
        _end(attempt)
    return True


@dataclass(frozen=True)
class Joined:
    """What to say to somebody who is on the line. recap: to who returns, "" for who is new; it is kept nowhere.

    turns: after it, what was kept for them and not heard to its end.
    """

    recap: str
    turns: tuple[Turn, ...]


def join(*, attempt: Attempt) -> Joined:
    """Begin the interview, or take it up where it was, on any device. Changes nothing the second time.

    Call `reply` first: what waits for one is then part of it.
    """
    conversation = begin(attempt=attempt)
    said = list(Turn.objects.filter(attempt=attempt).order_by("position"))
    state = engine.State.from_json(conversation.state)
    if state.ended or conversation.ended_at is not None:
        return Joined(_spoken_recap(engine.resume(replace(state, phase="over"))), ())
    unheard = tuple(transcripts.unheard(said))
    if len(unheard) == len(said):
        return Joined("", unheard)
    if state.paused:  # somebody is there again, and silence is met with patience again
        standing.move(conversation, replace(state, paused=False, silences=0), heard=conversation.heard)
    return Joined(_spoken_recap(engine.welcome(state) if unheard else engine.resume(state)), unheard)


def _spoken_recap(says: Sequence[engine.Say]) -> str:
    return " ".join(each.text for each in says)


def spoken(*, attempt: Attempt, turn_id: UUID, start_ms: int, end_ms: int, whole: bool) -> None:
    """When a line of the interviewer was heard, in milliseconds since the attempt began; the last report stands.

    not whole: the candidate spoke over it, or the line broke.
    """
    start = max(0, start_ms)
    line = Turn.objects.filter(id=turn_id, attempt=attempt, speaker=Turn.Speaker.INTERVIEWER)
    line.update(is_spoken=True, is_cut=not whole, start_ms=start, end_ms=max(start, end_ms))
