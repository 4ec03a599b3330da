"""What an attempt holds for a skill to read."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from greenroom.candidates.models import Attempt
from greenroom.conversations.models import Turn
from greenroom.conversations.queries.turns import is_unsure
from greenroom.core import clock
from greenroom.evaluation.contract import Quote
from greenroom.skills.evidence import Span
from greenroom.skills.find_highlights.schema import Said


def candidate_turns(attempt_id: UUID) -> list[Turn]:
    """What the candidate said, in order, with the question each answers."""
    rows = Turn.objects.filter(attempt_id=attempt_id, speaker=Turn.Speaker.CANDIDATE).select_related(
        "question"
    )
    return [turn for turn in rows.order_by("position") if turn.text.strip()]


def clearly_heard(turns: list[Turn]) -> list[Turn]:
    """Without what the recogniser was unsure of and the candidate has not put right: nobody is held to it."""
    return [turn for turn in turns if not is_unsure(turn)]


def as_said(turns: list[Turn]) -> list[Said]:
    return [
        Said(turn=str(turn.id), question=turn.question.text if turn.question else "", text=turn.text)
        for turn in turns
    ]


def held_on(attempt: Attempt) -> date:
    return (attempt.submitted_at or clock.now()).date()


def quote(turn_id: str, span: Span) -> Quote:
    return Quote(span.start, span.end, span.text, turn_id=UUID(turn_id))
