"""Holding an interview. Every turn is kept before it is answered, and every reply before it is shown."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from greenroom.candidates.actions import applications, attempts
from greenroom.candidates.models import Attempt, AttemptQuestion
from greenroom.conversations import engine, events
from greenroom.conversations.models import Conversation, Turn
from greenroom.conversations.queries import facts
from greenroom.core import clock
from greenroom.core.actors import Actor
from greenroom.core.errors import Refused
from greenroom.core.events import emit
from greenroom.core.text import clean
from greenroom.skills.desk import judge
from greenroom.skills.next_turn.schema import NextTurn, Situation

LONGEST_TURN = 8_000  # characters


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
    asked = AttemptQuestion.objects.filter(attempt=attempt).select_related("version").order_by("position")
    return engine.Plan(
        role=interviewer.title,
        company=interviewer.workspace.name,
        language=interviewer.language,
        candidate=attempt.application.candidate.name,
        questions=tuple(
            engine.PlannedQuestion(
                id=str(row.version_id),
                text=row.version.text,
                key_points=tuple(row.version.key_points),
                min_follow_ups=row.version.min_follow_ups,
                max_follow_ups=row.version.max_follow_ups,
            )
            for row in asked
        ),
        facts=facts.approved(interviewer),
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
    turn = _keep(attempt, text, key[:40], seen)
    reply(attempt=attempt)
    return turn.kind != Turn.LATE


@transaction.atomic
def _keep(attempt: Attempt, text: str, key: str, seen: int | None) -> Turn:
    conversation = _locked(attempt)
    said = Turn.objects.filter(attempt=attempt)
    kept = said.filter(key=key).first()
    if kept is not None and kept.text != text:  # sent again after a change: other words are another turn
        key = f"{key[:23]}:{hashlib.sha256(text.encode()).hexdigest()[:16]}"
        kept = said.filter(key=key).first()
    if kept is not None:
        return kept
    if conversation.ended_at is not None:
        raise Refused(_("This interview is finished. What you sent before is kept."))
    applications.engage(attempt.application)
    late = seen is not None and 0 <= seen < said.count()
    question = _shown(attempt, seen) if late else engine.State.from_json(conversation.state).question_id
    kind = Turn.LATE if late else "answer"
    return _write(attempt, speaker=Turn.Speaker.CANDIDATE, kind=kind, text=text, question=question, key=key)


def _shown(attempt: Attempt, seen: int | None) -> str:
    """The question that a page with the first `seen` turns asks."""
    last = (
        Turn.objects.filter(attempt=attempt, speaker=Turn.Speaker.INTERVIEWER, position__lt=seen)
        .order_by("-position")
        .first()
    )
    return str(last.question_id) if last and last.question_id else ""


def reply(*, attempt: Attempt) -> None:
    """Answer what the candidate said and nobody has answered yet, in order. Nothing to answer is fine."""
    while True:
        conversation = Conversation.objects.get(attempt=attempt)
        waiting = (
            Turn.objects.filter(
                attempt=attempt, speaker=Turn.Speaker.CANDIDATE, position__gt=conversation.heard
            )
            .exclude(kind=Turn.LATE)
            .order_by("position")
            .first()
        )
        if waiting is None or conversation.ended_at is not None:
            return
        _reply_to(attempt, conversation, waiting)


def _reply_to(attempt: Attempt, conversation: Conversation, turn: Turn) -> None:
    """Judge outside any transaction, then keep the reply unless another request was faster."""
    engines = attempt.stage.interviewer.workspace.engines
    served: list[str] = []

    def ask(situation: Situation) -> NextTurn:
        made = judge("next_turn", situation, engines=engines)
        served.append(made.engine)
        output: NextTurn = made.output
        return output

    before = engine.State.from_json(conversation.state)
    state, says = engine.hear(before, turn.text, ask)
    with transaction.atomic():
        current = _locked(attempt)
        if current.heard >= turn.position or current.ended_at is not None:
            return
        current.state, current.heard = state.as_json(), turn.position
        if state.ended:
            current.ended_at = clock.now()
        current.save(update_fields=["state", "heard", "ended_at"])
        Turn.objects.filter(id=turn.id).update(kind=state.heard, question_id=before.question_id)
        _say(attempt, says)
        _tell(attempt, turn, before, state, engine_name=", ".join(sorted(set(served))))
        if state.ended:
            _end(attempt)


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
    asked = []
    for say in says:
        _write(
            attempt,
            speaker=Turn.Speaker.INTERVIEWER,
            kind=say.kind,
            text=say.text,
            question=say.question_id,
            source=say.source,
        )
        if say.kind == "question" and say.question_id:
            asked.append(UUID(say.question_id))
    if asked:
        attempts.mark_asked(attempt=attempt, version_ids=asked)


def _write(
    attempt: Attempt,
    *,
    speaker: str,
    kind: str,
    text: str,
    question: str | None,
    key: str | None = None,
    source: str = "",
) -> Turn:
    last = Turn.objects.filter(attempt=attempt).aggregate(last=Max("position"))["last"]
    at = int((clock.now() - attempt.created_at).total_seconds() * 1000)
    turn: Turn = Turn.objects.create(
        workspace_id=attempt.workspace_id,
        attempt=attempt,
        position=0 if last is None else last + 1,
        speaker=speaker,
        kind=kind,
        text=text,
        question_id=question or None,
        start_ms=max(at, 0),
        end_ms=max(at, 0),
        key=key,
        source=source[:200],
    )
    return turn


def _locked(attempt: Attempt) -> Conversation:
    return Conversation.objects.select_for_update(of=("self",)).get(attempt=attempt)


def _candidate(attempt: Attempt) -> Actor:
    return Actor("candidate", attempt.application.candidate_id)
