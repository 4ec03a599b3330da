"""Compares what was given in a form with what was wanted. Nothing is judged: the same answers always pass alike."""

from __future__ import annotations

from uuid import UUID

from greenroom.candidates.models import Attempt
from greenroom.conversations.models import Turn
from greenroom.evaluation.contract import Findings, Judge, Quote, Scored
from greenroom.interviewers.rules.expectations import Verdict, verdict
from greenroom.stages.form import queries
from greenroom.stages.form.queries import Item
from greenroom.stages.verdicts import NOT_ANSWERED, by_rule, reason

VERSION = "1"


def check_answers(attempt: Attempt, _judge: Judge) -> Findings:
    """Passed, failed or unknown for each question, with the whole answer as its quote."""
    said = Turn.objects.filter(attempt=attempt, speaker=Turn.Speaker.CANDIDATE).exclude(question=None)
    answered: dict[UUID, Turn] = {turn.question_id: turn for turn in said if turn.question_id}
    return Findings(
        judgements=[by_rule(VERSION)],
        scores=[_scored(item, answered.get(item.version.id)) for item in queries.items(attempt)],
    )


def _scored(item: Item, turn: Turn | None) -> Scored:
    if turn is None or not item.is_answered:
        return Scored(item.version.id, Verdict.UNKNOWN, None, 1.0, NOT_ANSWERED)
    return Scored(
        question_id=item.version.id,
        verdict=verdict(item.shape, item.value),
        score=None,
        confidence=1.0,
        reason=reason(item.shape),
        quotes=[Quote(0, len(turn.text), turn.text, turn_id=turn.id)],
    )
