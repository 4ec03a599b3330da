"""Reading what was said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from greenroom.conversations.engine import NOT_AN_ANSWER
from greenroom.conversations.models import Turn

UNSURE = 0.6
"""Below this confidence of the recogniser, what was heard is marked as such."""


def is_unsure(turn: Turn) -> bool:
    """Whether the recogniser was unsure of these words and the candidate has not put them right."""
    return turn.confidence is not None and turn.confidence < UNSURE and not turn.heard_as


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


def unheard(said: Sequence[Turn]) -> list[Turn]:
    """What the interviewer said since the candidate's last words and was not spoken to its end, in order."""
    mine = [place for place, turn in enumerate(said) if turn.speaker == Turn.Speaker.CANDIDATE]
    return [turn for turn in said[mine[-1] + 1 if mine else 0 :] if turn.is_cut or not turn.is_spoken]
