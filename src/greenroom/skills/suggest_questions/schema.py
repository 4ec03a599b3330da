"""What `suggest_questions` is given and what it gives back."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from greenroom.skills.contract import Given
from greenroom.skills.evidence import Span
from greenroom.skills.plan_interviewer.focus import Focus

Modality = Literal["open", "structured", "tag", "form", "sms", "qualification", "criterion"]
Shape = Literal["", "yes_no", "number", "text", "date", "fact"]


class JobToAskAbout(Given):
    """A job and what is asked so far.

    requirements: what the recruiter holds to be required, beside what the job description says. asked: the words of
    every question, statement or tag there is. language: ISO 639-1, "" for the job description's own. focus: of open
    questions.
    """

    title: str = ""
    job_description: str
    requirements: list[str] = []
    asked: list[str] = []
    modality: Modality = "open"
    count: int = Field(default=3, ge=1, le=20)
    language: str = ""
    focus: Focus = "general"


class SuggestedQuestion(Given):
    """A question, statement or tag that is not there yet.

    shape: of the answer, "" for an open one or a statement. unit: of a number. anchors: "1" and "5", of open
    questions and criteria. quote: the words of the job description it rests on; None where it is a usual one.
    """

    text: str
    topic: str
    shape: Shape = ""
    unit: str = ""
    anchors: dict[str, str] = {}
    key_points: list[str] = []
    reason: str
    quote: Span | None = None


class QuestionsSuggested(Given):
    """At most `count`, the most needed first; fewer where nothing else is worth asking."""

    questions: list[SuggestedQuestion]
