"""What `score_answer` is given and what it gives back."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from greenroom.skills.contract import Given
from greenroom.skills.evidence import Span


class GradedExample(Given):
    """An answer that a person has already scored, 1.0 to 5.0."""

    text: str
    score: float = Field(ge=1, le=5)


class Rubric(Given):
    """What a good answer to one question is.

    anchors: what a score means, by score ("1" to "5"); any of them may be missing.
    key_points: what a full answer names. language: ISO 639-1, "" to detect it.
    """

    question: str
    anchors: dict[str, str] = {}
    key_points: list[str] = []
    reference_answer: str = ""
    language: str = ""
    examples: list[GradedExample] = []


class AnswerToScore(Given):
    """unsure: stretches of the answer (start, end) that the recogniser was unsure of; they cost nothing."""

    rubric: Rubric
    answer: str
    unsure: list[tuple[int, int]] = []


class PointCovered(Given):
    """One key point and the words that make it; None where the answer does not."""

    point: str
    span: Span | None = None


class AnswerScore(Given):
    """The score of one answer to one question.

    score: 1.0 to 5.0, None exactly when the verdict is another than scored. unheard: there may be an answer in what
    was hard to hear. confidence: 0 to 1.
    reason: one or two sentences for the recruiter, in the interview's language where the engine speaks it.
    evidence: spans of the answer, in order; at least one when scored.
    points: every key point of the rubric, in its order.
    """

    verdict: Literal["scored", "not_addressed", "unheard"]
    score: float | None = Field(default=None, ge=1, le=5)
    confidence: float = Field(ge=0, le=1)
    reason: str
    evidence: list[Span] = []
    points: list[PointCovered] = []
