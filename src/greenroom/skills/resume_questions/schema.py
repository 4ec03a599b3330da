"""What `resume_questions` is given and what it gives back."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from greenroom.skills.contract import Given
from greenroom.skills.evidence import Span


class ResumeToAskAbout(Given):
    """text: of the resume, as its reader sees it. duties: what it says was done in each position, as it stands there.

    requirements: of the job. asked: what the interview asks anyway. language: ISO 639-1, of the questions.
    """

    role: str
    text: str
    duties: list[str] = []
    skills: list[str] = []
    requirements: list[str] = []
    asked: list[str] = []
    count: int = Field(default=2, ge=1, le=4)
    language: str = "en"


class ResumeQuestion(Given):
    """timing: early in the interview, or towards its end. about: the words of the resume it rests on."""

    text: str
    timing: Literal["upfront", "deferred"]
    about: Span


class ResumeQuestions(Given):
    """At most `count`; fewer, or none, where a resume gives no more to ask about."""

    questions: list[ResumeQuestion]
