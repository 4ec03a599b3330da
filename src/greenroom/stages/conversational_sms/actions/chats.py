"""Holding a conversation by text message."""

from __future__ import annotations

from typing import Any

from greenroom.candidates.models import Attempt, AttemptQuestion
from greenroom.conversations.models import Conversation, Turn
from greenroom.conversations.queries import facts
from greenroom.core import clock
from greenroom.interviewers.models import QuestionVersion
from greenroom.interviewers.rules.expectations import Number, shape_of
from greenroom.skills.desk import judge
from greenroom.skills.next_turn.schema import Exchange, NextTurn, Situation
from greenroom.skills.read_answer import schema
from greenroom.stages import exchange, turns
from greenroom.stages.conversational_sms import engine
from greenroom.stages.conversational_sms.config import ConversationalSMSConfig
from greenroom.stages.exchange import Opening, Reply


def begin(attempt: Attempt) -> Conversation:
    """The conversation of an open attempt; the first time with the first messages."""
    return exchange.begin(attempt, lambda: _opening(attempt))


def _opening(attempt: Attempt) -> Opening:
    state, says = engine.start(plan(attempt))
    return Opening({**state.as_json(), "read_by": []}, list(map(_said, says)), state.ended)


def hear(attempt: Attempt, *, text: str, key: str, seen: int | None = None) -> bool:
    """Keep a message, then reply. Raises as `exchange.keep` and `exchange.answer` do."""
    begin(attempt)
    in_time = exchange.keep(attempt, text=text, key=key, seen=seen)
    reply(attempt)
    return in_time


def reply(attempt: Attempt) -> None:
    """Answer what waits for a reply; nothing to answer is fine."""
    planned = plan(attempt)
    exchange.answer(attempt, lambda state, turn: _respond(attempt, planned, state, turn))


def plan(attempt: Attempt) -> engine.Plan:
    """What is asked, from the questions and settings the attempt began with."""
    interviewer = attempt.stage.interviewer
    rows = AttemptQuestion.objects.filter(attempt=attempt).select_related("version").order_by("position")
    return engine.Plan(
        role=interviewer.title,
        company=interviewer.workspace.name,
        candidate=attempt.application.candidate.name,
        language=interviewer.language,
        questions=tuple(_asked(row.version) for row in rows),
        intro=ConversationalSMSConfig(**attempt.config).intro_message,
    )


def _asked(version: QuestionVersion) -> engine.Asked:
    shape = shape_of(version.expects)
    if isinstance(shape, Number):
        return engine.Asked(str(version.id), version.text, "number", shape.unit)
    return engine.Asked(str(version.id), version.text, "yes_no")


def _respond(attempt: Attempt, planned: engine.Plan, kept: dict[str, Any], turn: Turn) -> Reply:
    engines = attempt.stage.interviewer.workspace.engines
    read_by: list[list[str]] = list(kept["read_by"])

    def read(asked: engine.Asked, words: str) -> schema.AnswerRead:
        shape = schema.Number(unit=asked.unit) if asked.shape == "number" else schema.YesNo()
        given = schema.AnswerToRead(
            question=asked.text,
            shape=shape,
            words=words,
            language=planned.language,
            as_of=clock.now().date(),
        )
        made = judge("read_answer", given, engines=engines)
        if [made.engine, made.model, made.version] not in read_by:
            read_by.append([made.engine, made.model, made.version])
        output: schema.AnswerRead = made.output
        return output

    def tell(asked: engine.Asked, words: str) -> engine.Told:
        return _told(attempt, planned, asked, words)

    before = engine.State.from_json(kept)
    heard = engine.hear(planned, before, turn.text, turn=str(turn.id), read=read, tell=tell)
    return Reply(
        state={**heard.state.as_json(), "read_by": read_by},
        says=list(map(_said, heard.says)),
        heard=heard.kind,
        question=heard.question or None,
        ended=heard.state.ended,
    )


def _told(attempt: Attempt, planned: engine.Plan, asked: engine.Asked, words: str) -> engine.Told:
    """What the facts of the interviewer say to a question back."""
    interviewer = attempt.stage.interviewer
    situation = Situation(
        role=planned.role,
        company=planned.company,
        language=planned.language,
        question=asked.text,
        exchanges=[Exchange(speaker="candidate", text=words)],
        facts=list(facts.approved(interviewer)),
    )
    found: NextTurn = judge("next_turn", situation, engines=interviewer.workspace.engines).output
    return engine.Told(found.text, found.source) if found.source else engine.Told()


def _said(say: engine.Say) -> turns.Said:
    return turns.asks(say.text, kind=say.kind, question=say.question or None, source=say.source)
