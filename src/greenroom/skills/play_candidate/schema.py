"""What `play_candidate` is given and what it gives back."""

from __future__ import annotations

from typing import Literal

from greenroom.skills.contract import Given
from greenroom.skills.evidence import Span
from greenroom.skills.next_turn.schema import Exchange

Level = Literal["weak", "typical", "strong"]


class PartToPlay(Given):
    """A question and the candidate who is to answer it.

    anchors: what a score means, by score. key_points: what a full answer names. exchanges: those on this question
    so far, oldest first; where the last is a follow-up, the answer goes on from there. language: ISO 639-1.
    """

    role: str = ""
    question: str
    anchors: dict[str, str] = {}
    key_points: list[str] = []
    level: Level = "typical"
    language: str = "en"
    exchanges: list[Exchange] = []


class PointPlayed(Given):
    """A key point that the answer speaks to, by its index, and the words of the answer that do."""

    point: int
    span: Span


class AnswerPlayed(Given):
    """What such a candidate would say. Nobody lived it: it is for trying a rubric out, never for a candidate."""

    text: str
    points: list[PointPlayed] = []
