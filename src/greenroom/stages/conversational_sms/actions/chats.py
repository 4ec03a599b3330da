"""Holding a conversation by text message, on whatever way its messages come."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from greenroom.candidates.actions import helping
from greenroom.candidates.models import Attempt, AttemptQuestion
from greenroom.candidates.rules import gate
from greenroom.conversations.models import Conversation, Turn
from greenroom.conversations.queries import facts
from greenroom.core import clock
from greenroom.core.errors import Refused
from greenroom.guidance.queries import languages, personas
from greenroom.interviewers.models import QuestionVersion
from greenroom.interviewers.rules.expectations import Number, shape_of
from greenroom.skills.desk import judge
from greenroom.skills.next_turn.schema import Exchange, NextTurn, Situation
from greenroom.skills.read_answer import schema
from greenroom.stages import exchange, turns
from greenroom.stages.conversational_sms import bursts, engine
from greenroom.stages.conversational_sms.bursts import Part
from greenroom.stages.conversational_sms.config import ConversationalSMSConfig
from greenroom.stages.conversational_sms.phrases import phrases
from greenroom.stages.conversational_sms.scorer import decided
from greenroom.stages.exchange import Opening, Reply

BY_TEXT = "text:"
"""What the keys of turns begin with that came from a phone."""

PART = "part"
"""The kind of a message that another followed before there was a reply."""


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
    for turn in Turn.objects.filter(attempt=attempt, kind__in=[engine.CALL_BACK, engine.PASSED_ON]):
        _pass_on(attempt, turn)


@transaction.atomic
def _pass_on(attempt: Attempt, turn: Turn) -> None:
    """Have a person see a wish to be called, or a question nobody here could answer: once."""
    if not Turn.objects.filter(id=turn.id, kind=turn.kind).update(kind="question"):
        return
    wants_call = turn.kind == engine.CALL_BACK and bool(attempt.application.candidate.phone)
    pass_on_to_person(attempt, turn.text, kind="call_back" if wants_call else "message")


def pass_on_to_person(attempt: Attempt, words: str, *, kind: str = "message") -> bool:
    """Have a person see these words. False where this candidate has asked too often today."""
    try:
        helping.ask(attempt.application, kind=kind, words=words)
    except Refused:
        return False
    return True


def plan(attempt: Attempt) -> engine.Plan:
    """What is asked, from the questions and settings the attempt began with."""
    interviewer = attempt.stage.interviewer
    config = ConversationalSMSConfig(**attempt.config)
    rows = AttemptQuestion.objects.filter(attempt=attempt).select_related("version").order_by("position")
    return engine.Plan(
        role=interviewer.title,
        company=interviewer.workspace.name,
        candidate=attempt.application.candidate.name,
        language=language_of(attempt),
        questions=tuple(_asked(row.version) for row in rows),
        intro=config.intro_message,
        call=config.hop_on_call_message,
        link=link(attempt, "candidate-journey"),
    )


def language_of(attempt: Attempt) -> str:
    """What we speak here: the candidate's language where interviews are held in it, else the interviewer's.

    Questions, and what else recruiters wrote, stay as they were written.
    """
    theirs, own = attempt.application.candidate.language, attempt.stage.interviewer.language
    if theirs == own or phrases(theirs).language != theirs:
        return own
    spoken = languages.of(attempt.workspace_id).get(theirs)
    return theirs if spoken is not None and spoken.is_enabled else own


def _tongues(attempt: Attempt, planned: engine.Plan) -> list[str]:
    """What candidates may write in: the language we speak with them, then that of the questions."""
    return list(dict.fromkeys([planned.language, attempt.stage.interviewer.language]))


def link(attempt: Attempt, page: str, *more: Any) -> str:
    """The whole address of a candidate's page of this interviewer."""
    interviewer = attempt.stage.interviewer
    return settings.PUBLIC_URL + reverse(page, args=[interviewer.workspace.slug, interviewer.slug, *more])


def _asked(version: QuestionVersion) -> engine.Asked:
    shape = shape_of(version.expects)
    if isinstance(shape, Number):
        return engine.Asked(str(version.id), version.text, "number", shape.unit)
    return engine.Asked(str(version.id), version.text, "yes_no")


def _respond(attempt: Attempt, planned: engine.Plan, kept: dict[str, Any], turn: Turn) -> Reply:
    before = engine.State.from_json(kept)
    if _is_followed(turn):
        return Reply(state=kept, says=[], heard=PART, question=planned.questions[before.at].id)
    read_by: list[list[str]] = list(kept["read_by"])

    def read(asked: engine.Asked, words: str) -> schema.AnswerRead:
        return _read(attempt, planned, asked, words, read_by)

    def tell(asked: engine.Asked, words: str) -> engine.Told:
        return _told(attempt, planned, asked, words)

    def heard_of(words: str, turn_id: str) -> engine.Heard:
        return engine.hear(planned, before, words, turn=turn_id, read=read, tell=tell)

    heard = bursts.together(_burst(turn), heard_of)
    if heard.kind == "stop" and (turn.key or "").startswith(BY_TEXT):  # no more texts; the page stays open
        return Reply(state={**kept, "read_by": read_by}, says=[], heard="stop", question=heard.question)
    heard = _under_the_rule(attempt, planned, heard)
    return Reply(
        state={**heard.state.as_json(), "read_by": read_by},
        says=list(map(_said, heard.says)),
        heard=heard.kind,
        question=heard.question or None,
        ended=heard.state.ended,
    )


def _is_followed(turn: Turn) -> bool:
    """Whether another message came after this one, before anything was said to it."""
    later = Turn.objects.filter(attempt_id=turn.attempt_id, position__gt=turn.position).exclude(
        kind=Turn.LATE
    )
    following = later.order_by("position").first()
    return following is not None and following.speaker == Turn.Speaker.CANDIDATE


def _burst(turn: Turn) -> list[Part]:
    """This message, after those it followed."""
    parts = [Part(str(turn.id), turn.text)]
    earlier = Turn.objects.filter(attempt_id=turn.attempt_id, position__lt=turn.position)
    for before in earlier.exclude(kind=Turn.LATE).order_by("-position")[:20]:
        if before.kind != PART:
            break
        parts.insert(0, Part(str(before.id), before.text))
    return parts


def _read(
    attempt: Attempt, planned: engine.Plan, asked: engine.Asked, words: str, read_by: list[list[str]]
) -> schema.AnswerRead:
    """In the first language in which the words say something. read_by: which engines have read so far; this one is
    added."""
    shape = schema.Number(unit=asked.unit) if asked.shape == "number" else schema.YesNo()
    first: schema.AnswerRead | None = None
    for language in _tongues(attempt, planned):
        given = schema.AnswerToRead(
            question=asked.text, shape=shape, words=words, language=language, as_of=clock.now().date()
        )
        made = judge("read_answer", given, engines=attempt.stage.interviewer.workspace.engines)
        if [made.engine, made.model, made.version] not in read_by:
            read_by.append([made.engine, made.model, made.version])
        output: schema.AnswerRead = made.output
        if output.reading != "unclear":
            return output
        first = first or output
    return first or schema.AnswerRead(reading="unclear")


def _told(attempt: Attempt, planned: engine.Plan, asked: engine.Asked, words: str) -> engine.Told:
    """What the facts of the interviewer say to a question back, in the first language that finds it there."""
    interviewer = attempt.stage.interviewer
    situation = Situation(
        role=planned.role,
        company=planned.company,
        language=planned.language,
        question=asked.text,
        exchanges=[Exchange(speaker="candidate", text=words)],
        facts=list(facts.approved(interviewer, attempt.config)),
        manner=personas.speaker(interviewer.workspace_id, interviewer.persona_id).manner,
        instructions=facts.style(interviewer, attempt.config),
    )
    for language in _tongues(attempt, planned):
        spoken = situation.model_copy(update={"language": language})
        found: NextTurn = judge("next_turn", spoken, engines=interviewer.workspace.engines).output
        if found.source:
            return engine.Told(found.text, found.source)
    return engine.Told()


def _under_the_rule(attempt: Attempt, planned: engine.Plan, heard: engine.Heard) -> engine.Heard:
    """Once a dealbreaker that the stage enforces has failed, the recruiter's words end it, where there are any."""
    words = ConversationalSMSConfig(**attempt.config).disqualification_message
    rule = gate.Rule(enforces_dealbreakers=bool(attempt.rule.get("enforces_dealbreakers")))
    if not (words and rule.enforces_dealbreakers and heard.state.given):
        return heard
    given = {each.question: each for each in heard.state.given}
    rows = AttemptQuestion.objects.filter(
        attempt=attempt, version_id__in=list(map(UUID, given))
    ).select_related("version")
    checked = [_checked(row.version, given[str(row.version_id)]) for row in rows.order_by("position")]
    if gate.outcome(rule, score=None, checked=checked).state != "stopped":
        return heard
    return engine.stopped_by_rule(planned, heard, words)


def _checked(version: QuestionVersion, given: engine.Given) -> gate.Checked:
    found, _why = decided(shape_of(version.expects), given)
    return gate.Checked(str(version.id), version.text, version.is_dealbreaker, found)


def _said(say: engine.Say) -> turns.Said:
    return turns.asks(say.text, kind=say.kind, question=say.question or None, source=say.source)
