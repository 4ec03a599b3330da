"""Reading what was said."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from greenroom.conversations.models import Turn

NOT_AN_ANSWER = frozenset({"question", "repeat", "rephrase", "wait", "person", "stop", "nothing"})
"""Kinds of candidate turns that are about the interview, not an answer in it."""


def of(attempt_id: UUID) -> list[Turn]:
    """The transcript: every turn in order, with the question it belongs to."""
    return list(Turn.objects.filter(attempt_id=attempt_id).select_related("question").order_by("position"))


def answers(attempt_id: UUID) -> dict[UUID, list[tuple[UUID, str]]]:
    """What the candidate said to each question, by version id: (turn id, text) in order."""
    said: dict[UUID, list[tuple[UUID, str]]] = defaultdict(list)
    for turn in of(attempt_id):
        answered = turn.speaker == Turn.Speaker.CANDIDATE and turn.kind not in NOT_AN_ANSWER
        if answered and turn.question_id:
            said[turn.question_id].append((turn.id, turn.text))
    return dict(said)
