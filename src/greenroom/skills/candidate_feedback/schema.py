"""What `candidate_feedback` is given and what it gives back."""

from __future__ import annotations

from greenroom.skills.contract import Given
from greenroom.skills.evidence import Span


class PointHeard(Given):
    """A key point of a question, and whether the answer made it."""

    point: str
    made: bool


class AnswerToPraise(Given):
    """One answer. turn: the caller's own id. question: as it was asked. text: the candidate's words."""

    turn: str
    question: str
    text: str
    points: list[PointHeard] = []


class FeedbackToWrite(Given):
    """name: how the letter greets. language: ISO 639-1, of the letter."""

    name: str
    role: str
    company: str = ""
    language: str = "en"
    answers: list[AnswerToPraise]


class Praise(Given):
    """One sentence on what went well, and the words of the candidate it rests on."""

    text: str
    turn: str
    span: Span


class FeedbackWritten(Given):
    """A letter that a recruiter reads before anybody sends it. It holds no score and no decision.

    went_well: at most 4; next_time: at most 3 sentences. text: the whole letter, in paragraphs.
    """

    went_well: list[Praise]
    next_time: list[str]
    text: str
