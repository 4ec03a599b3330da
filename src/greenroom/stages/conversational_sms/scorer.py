"""Compares what was read in the messages with what was wanted."""

from __future__ import annotations

from uuid import UUID

from greenroom.candidates.models import Attempt, AttemptQuestion
from greenroom.conversations.models import Conversation, Turn
from greenroom.evaluation.contract import Findings, Judge, Quote, Scored
from greenroom.interviewers.models import QuestionVersion
from greenroom.interviewers.rules.expectations import Shape, Verdict, shape_of, verdict
from greenroom.skills.contract import Judgement
from greenroom.skills.models.contract import Usage
from greenroom.stages.conversational_sms.engine import Given, State
from greenroom.stages.verdicts import NOT_ANSWERED, Compared, by_rule, reason

VERSION = "1"
LATER = "They said no, and that this is to change. {reason}"
RANGE = "They gave a range that only partly passes. {reason}"


def check_answers(attempt: Attempt, _judge: Judge) -> Findings:
    """Passed, failed or unknown for each question that was asked, with the words that gave the answer.

    The reading was done when the message came; its engines are named beside the rules that compare.
    """
    conversation = Conversation.objects.filter(attempt=attempt).first()
    if conversation is None:
        return Findings(judgements=[by_rule(VERSION)])
    given = {each.question: each for each in State.from_json(conversation.state).given}
    texts = dict(Turn.objects.filter(attempt=attempt).values_list("id", "text"))
    rows = AttemptQuestion.objects.filter(attempt=attempt, asked=True).select_related("version")
    read_by = [
        Judgement(Compared(), engine, model, version, 0, 0, Usage())
        for engine, model, version in conversation.state["read_by"]
    ]
    return Findings(
        judgements=[*read_by, by_rule(VERSION)],
        scores=[
            _scored(row.version, given.get(str(row.version_id)), texts) for row in rows.order_by("position")
        ],
    )


def _scored(version: QuestionVersion, given: Given | None, texts: dict[UUID, str]) -> Scored:
    if given is None:
        return Scored(version.id, Verdict.UNKNOWN, None, 1.0, NOT_ANSWERED)
    found, why = decided(shape_of(version.expects), given)
    turn_id = UUID(given.turn)
    quote = Quote(given.start, given.end, texts[turn_id][given.start : given.end], turn_id=turn_id)
    return Scored(version.id, found, None, 1.0, why, quotes=[quote])


def decided(shape: Shape, given: Given) -> tuple[Verdict, str]:
    """The verdict and its reason. A no that is to change, and a range that half passes, are for a person."""
    found, why = verdict(shape, given.value), reason(shape)
    if found == Verdict.FAILED and given.later:
        return Verdict.UNKNOWN, LATER.format(reason=why)
    if given.up_to is not None and verdict(shape, given.up_to) != found:
        return Verdict.UNKNOWN, RANGE.format(reason=why)
    return found, why
