"""Holding an interview. Every turn is kept before it is answered, and every reply before it is shown."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from greenroom.candidates.actions import applications, attempts
from greenroom.candidates.models import Attempt, AttemptQuestion
from greenroom.conversations import engine, events
from greenroom.conversations.actions import resume_asks
from greenroom.conversations.actions.hearing import Ear
from greenroom.conversations.models import Conversation, Turn
from greenroom.conversations.queries import facts
from greenroom.core import clock
from greenroom.core.actors import Actor
from greenroom.core.errors import Refused
from greenroom.core.events import emit
from greenroom.core.text import clean
from greenroom.guidance.queries import personas
from greenroom.interviewers.models import QuestionVersion
from greenroom.skills.desk import judge
from greenroom.skills.models.contract import ModelFailure
from greenroom.skills.summarize.schema import TextToShorten, ToldInShort

LONGEST_TURN = 8_000  # characters
ANSWER = "answer"
"""What a candidate's turn is taken for until the engine has heard it."""


def begin(*, attempt: Attempt) -> Conversation:
    """The conversation of an open attempt; the first time, with the greeting and the first question."""
    found = Conversation.objects.filter(attempt=attempt).first()
    if found is not None:
        return found
    plan = _plan(attempt)
    state, says = engine.start(plan)
    try:
        with transaction.atomic():
            conversation = Conversation.objects.create(
                workspace_id=attempt.workspace_id, attempt=attempt, state=state.as_json()
            )
            _say(attempt, says)
            emit(events.InterviewBegun(attempt_id=attempt.id), by=_candidate(attempt))
    except IntegrityError:  # begun in another tab at the same moment
        return Conversation.objects.get(attempt=attempt)
    return conversation


def _plan(attempt: Attempt) -> engine.Plan:
    interviewer = attempt.stage.interviewer
    engines = interviewer.workspace.engines

    def shortened(text: str) -> str:
        given = TextToShorten(text=text, sentences=2, language=interviewer.language)
        try:
            short: ToldInShort = judge("summarize", given, engines=engines).output
        except ModelFailure:  # nobody waits for a greeting: its own first words say it, too
            return facts.in_two_sentences(text)
        return short.summary

    speaks = personas.speaker(interviewer.workspace_id, interviewer.persona_id)
    asked = AttemptQuestion.objects.filter(attempt=attempt).select_related("version").order_by("position")
    return engine.Plan(
        role=interviewer.title,
        company=interviewer.workspace.name,
        language=interviewer.language,
        candidate=attempt.application.candidate.name,
        persona=speaks.name,
        manner=speaks.manner,
        instructions=facts.style(interviewer, attempt.config),
        questions=resume_asks.woven(attempt, [_planned(row.version) for row in asked]),
        told=facts.told_before(interviewer, attempt.config, shorten=shortened),
        facts=facts.approved(interviewer, attempt.config),
    )


def _planned(version: QuestionVersion) -> engine.PlannedQuestion:
    """A question whose answer has a shape is asked again once, and only where the answer was not clear."""
    return engine.PlannedQuestion(
        id=str(version.id),
        text=version.text,
        key_points=() if version.expects else tuple(version.key_points),
        min_follow_ups=0 if version.expects else version.min_follow_ups,
        max_follow_ups=1 if version.expects else version.max_follow_ups,
        expects=version.expects,
    )


def hear(*, attempt: Attempt, text: str, key: str, seen: int | None = None) -> bool:
    """Keep what the candidate said, then reply. False when the page it was said on was behind.

    key: the sender's own id of this turn; the same key and words a second time are the same turn, kept and
    answered once. seen: how many turns the sender's page showed, None where it does not say. What is said on a
    page that another tab has overtaken is kept with the question it showed; the interview stays where it is.

    Raises Refused when there is nothing to keep, too much, or the interview is over. Raises a `ModelFailure`
    when the reply could not be made: the turn is kept, and `reply` makes up for it later.
    """
    text = clean(text).strip()
    if not text:
        raise Refused(_("Write something first, or choose “I need a moment”."), field="text")
    if len(text) > LONGEST_TURN:
        raise Refused(_("Please keep one answer under 8,000 characters."), field="text")
    try:
        kept = _keep(attempt, text, key[:40], seen)
    except Conversation.DoesNotExist:  # the first answer came before the page that asks
        begin(attempt=attempt)
        kept = _keep(attempt, text, key[:40], seen)
    _answer(attempt, kept.conversation, kept.waiting)
    return kept.turn.kind != Turn.LATE


@dataclass(frozen=True)
class _Kept:
    """waiting: what has no reply yet, in order, up to the turn that was kept."""

    turn: Turn
    conversation: Conversation
    waiting: list[Turn]


@transaction.atomic
def _keep(attempt: Attempt, text: str, key: str, seen: int | None) -> _Kept:
    conversation = _locked(attempt)
    said = list(Turn.objects.filter(attempt=attempt).order_by("position"))
    keys = {turn.key: turn for turn in said if turn.key}
    kept = keys.get(key)
    if kept is not None and kept.text != text:  # sent again after a change: other words are another turn
        key = f"{key[:23]}:{hashlib.sha256(text.encode()).hexdigest()[:16]}"
        kept = keys.get(key)
    if kept is None:
        kept = _add(attempt, conversation, said, text=text, key=key, seen=seen)
        said.append(kept)
    return _Kept(kept, conversation, _waiting(said, conversation))


def _add(
    attempt: Attempt, conversation: Conversation, said: list[Turn], *, text: str, key: str, seen: int | None
) -> Turn:
    if conversation.ended_at is not None:
        raise Refused(_("This interview is finished. What you sent before is kept."))
    applications.engage(attempt.application)
    late = seen is not None and 0 <= seen < len(said)
    question = _shown(said[:seen]) if late else engine.State.from_json(conversation.state).question_id
    turn = _turn(
        attempt,
        _after(said),
        speaker=Turn.Speaker.CANDIDATE,
        kind=Turn.LATE if late else ANSWER,
        text=text,
        question=question,
        key=key,
    )
    turn.save(force_insert=True)
    return turn


def _after(said: Sequence[Turn]) -> int:
    return said[-1].position + 1 if said else 0


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
    ear = Ear(before, engines=attempt.stage.interviewer.workspace.engines)
    state, says = engine.hear(before, turn.text, ear.hear)
    if _passed_on(before, state):
        more = facts.known(attempt.workspace_id, turn.text, before.plan.language)
        if more:
            knowing = replace(before, plan=replace(before.plan, facts=(*before.plan.facts, *more)))
            state, says = engine.hear(knowing, turn.text, ear.hear)
    with transaction.atomic():
        if not _move(conversation, state, heard=turn.position):
            return Conversation.objects.get(id=conversation.id)
        _understand(turn, kind=state.heard, question=before.question_id)
        _say(attempt, says)
        _tell(attempt, turn, before, state, engine_name=", ".join(sorted(set(ear.served))))
        if state.ended:
            _end(attempt)
    return conversation


def _passed_on(before: engine.State, after: engine.State) -> bool:
    """Whether the candidate has just asked something that nothing known so far answers."""
    return any(note.kind == "passed_on" for note in after.notes[len(before.notes) :])


def _move(conversation: Conversation, state: engine.State, *, heard: int) -> bool:
    """Bring the conversation to this state, holding its row; False, and nothing, where it has moved since read."""
    unmoved = Conversation.objects.filter(id=conversation.id, heard=conversation.heard, ended_at=None)
    after = {"state": state.as_json(), "heard": heard, "ended_at": clock.now() if state.ended else None}
    if not unmoved.update(**after):
        return False
    for name, value in after.items():
        setattr(conversation, name, value)
    return True


def _understand(turn: Turn, *, kind: str, question: str) -> None:
    """Note what the engine heard, where that is not what was written down when the turn was kept."""
    if (turn.kind, str(turn.question_id or "")) != (kind, question):
        Turn.objects.filter(id=turn.id).update(kind=kind, question_id=question or None)


def _tell(
    attempt: Attempt, turn: Turn, before: engine.State, state: engine.State, *, engine_name: str
) -> None:
    heard = events.TurnHeard(turn_id=turn.id, attempt_id=attempt.id, kind=state.heard, engine=engine_name)
    emit(heard, by=_candidate(attempt))
    for note in state.notes[len(before.notes) :]:
        emit(events.ConversationNoted(attempt_id=attempt.id, kind=note.kind), by=_candidate(attempt))
    if state.heard == "person":
        emit(
            events.PersonAskedFor(attempt_id=attempt.id, application_id=attempt.application_id),
            by=_candidate(attempt),
        )


def _end(attempt: Attempt) -> None:
    emit(
        events.InterviewEnded(attempt_id=attempt.id, turns=Turn.objects.filter(attempt=attempt).count()),
        by=_candidate(attempt),
    )
    attempts.submit(attempt=attempt)


@transaction.atomic
def finish_early(*, attempt: Attempt) -> None:
    """End at the candidate's wish, with what was said so far."""
    conversation = _locked(attempt)
    if conversation.ended_at is None:
        conversation.ended_at = clock.now()
        conversation.save(update_fields=["ended_at"])
        _end(attempt)


def _say(attempt: Attempt, says: Sequence[engine.Say]) -> None:
    last = Turn.objects.filter(attempt=attempt).aggregate(last=Max("position"))["last"]
    first = 0 if last is None else last + 1
    Turn.objects.bulk_create(
        _turn(
            attempt,
            position,
            speaker=Turn.Speaker.INTERVIEWER,
            kind=say.kind,
            text=say.text,
            question=say.question_id,
            source=say.source[:200],
        )
        for position, say in enumerate(says, first)
    )
    asked = [UUID(say.question_id) for say in says if say.kind == "question" and say.question_id]
    if asked:
        attempts.mark_asked(attempt=attempt, version_ids=asked)


def _turn(attempt: Attempt, position: int, *, question: str | None, **fields: Any) -> Turn:
    """An unsaved turn, said now."""
    at = max(0, int((clock.now() - attempt.created_at).total_seconds() * 1000))
    return Turn(
        workspace_id=attempt.workspace_id,
        attempt=attempt,
        position=position,
        question_id=UUID(question) if question else None,
        start_ms=at,
        end_ms=at,
        **fields,
    )


def _locked(attempt: Attempt) -> Conversation:
    return Conversation.objects.select_for_update(of=("self",)).get(attempt=attempt)


def _candidate(attempt: Attempt) -> Actor:
    return Actor("candidate", attempt.application.candidate_id)
