"""Structured answers: pay, notice, start, right to work and hours wherever said, and what was asked outright."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from greenroom.candidates.models import Attempt, AttemptQuestion
from greenroom.conversations.queries.turns import UNSURE, is_unsure
from greenroom.evaluation.contract import Findings, Heard, Judge
from greenroom.evaluation.evaluators.reading import as_said, candidate_turns, held_on, quote
from greenroom.interviewers.models import QuestionVersion
from greenroom.interviewers.rules.expectations import Choice, Number, Operator, Shape, YesNo, shape_of
from greenroom.skills.judge_structured.confirmations import is_confirmation
from greenroom.skills.judge_structured.schema import (
    STANDARD_ANSWERS,
    AnswerJudged,
    AnswersJudged,
    AnswersToJudge,
    Expected,
    WantedAnswer,
)

ASKED = "asked-"
CONFIRMED = "confirm-"
"""How the names of tags begin that answer a question of the stage; its version's id follows."""


def judge_structured(attempt: Attempt, judge: Judge) -> Findings:
    """Each answer as a tag with a typed value, in the words it was given in."""
    turns = candidate_turns(attempt.id)
    wanted = [*STANDARD_ANSWERS, *_asked(attempt)]
    given = AnswersToJudge(
        language=attempt.stage.interviewer.language,
        as_of=held_on(attempt),
        wanted=wanted,
        said=as_said(turns),
    )
    result = judge("judge_structured", given)
    output: AnswersJudged = result.output
    labels = {each.name: each.label for each in wanted}
    unsure = {turn.id for turn in turns if is_unsure(turn)}
    return Findings(
        judgements=[result],
        tags=[_tag(answer, labels[answer.name], unsure) for answer in output.answers],
        about={"wanted": len(wanted)},
    )


def _tag(answer: AnswerJudged, label: str, unsure: set[UUID]) -> Heard:
    """Words that were hard to hear make no answer fail."""
    heard_well = UUID(answer.turn) not in unsure
    return Heard(
        name=answer.name,
        label=label,
        value=answer.value,
        confidence=answer.confidence if heard_well else min(answer.confidence, UNSURE / 2),
        quote=quote(answer.turn, answer.span),
        typed={
            **answer.typed.model_dump(mode="json"),
            "passes": answer.passes if heard_well or answer.passes else None,
        },
    )


def _asked(attempt: Attempt) -> list[WantedAnswer]:
    """The questions of the attempt that were put and have an answer of a shape."""
    rows = AttemptQuestion.objects.filter(
        attempt=attempt,
        asked=True,
        version__modality__in=(QuestionVersion.Modality.STRUCTURED, QuestionVersion.Modality.SMS),
    )
    versions = [row.version for row in rows.select_related("version").order_by("position")]
    return [
        wanted for version in versions if (wanted := _wanted(version, shape_of(version.expects))) is not None
    ]


def _wanted(version: QuestionVersion, shape: Shape) -> WantedAnswer | None:
    named: dict[str, Any] = {
        "name": f"{CONFIRMED if is_confirmation(version.text) else ASKED}{version.id.hex}",
        "label": version.text[:80],
        "asked": version.text,
    }
    match shape:
        case YesNo():
            return WantedAnswer(**named, kind="yes_no", expected=Expected(wanted=shape.wanted))
        case Number():
            return WantedAnswer(**named, kind="number", unit=shape.unit, expected=_amount(shape))
        case Choice():
            return WantedAnswer(
                **named, kind="choice", options=shape.options, expected=Expected(any_of=shape.wanted)
            )
        case _:
            return None


def _amount(shape: Number) -> Expected:
    """A least or a most amount; the other comparisons are left to the scorecard, which names its own."""
    match shape.operator:
        case Operator.AT_LEAST:
            return Expected(least=shape.wanted)
        case Operator.AT_MOST:
            return Expected(most=shape.wanted)
        case Operator.EQUAL:
            return Expected(least=shape.wanted, most=shape.wanted)
        case _:
            return Expected()
