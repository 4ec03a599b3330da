"""What `plan_interviewer` is given and what it gives back."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from greenroom.skills.contract import Given
from greenroom.skills.evidence import Span


class JobToPlan(Given):
    """language: ISO 639-1 of the interview, "" for the job description's own."""

    job_description: str
    instructions: str = ""
    language: str = ""


class Requirement(Given):
    """quote: the words of the job description it came from, exactly."""

    text: str
    kind: Literal["must", "nice", "responsibility", "skill"]
    quote: Span


class PlannedQualification(Given):
    """Pass or fail, read from the resume. text: as a yes/no statement about the candidate."""

    text: str
    quote: Span | None = None


class PlannedCriterion(Given):
    """Scored 1 to 5 from the resume. anchors: "1" and "5"."""

    text: str
    anchors: dict[str, str]
    weight: float = Field(default=1, ge=0, le=5)
    quote: Span | None = None


class PlannedQuestion(Given):
    """An interview question. anchors: "1" and "5". key_points: 2 to 6 things a full answer names."""

    text: str
    topic: str
    anchors: dict[str, str]
    key_points: list[str]
    weight: float = Field(default=1, ge=0, le=5)
    min_follow_ups: int = Field(default=0, ge=0, le=5)
    max_follow_ups: int = Field(default=2, ge=0, le=5)
    quote: Span | None = None


class PlanWarning(Given):
    """Wording that is likely unlawful to ask or biased, and what to write instead."""

    quote: Span
    problem: str
    suggestion: str


class InterviewerPlan(Given):
    """The interviewer a job description asks for.

    quotes are spans of the job description. title: at most 120 characters. language: ISO 639-1.
    location, seniority, pay: as the job description states them, "" where it does not.
    questions: 5 to 8. notes: what of the wishes was not followed and why, for the recruiter to read.
    """

    title: str
    language: str
    seniority: str = ""
    location: str = ""
    pay: str = ""
    requirements: list[Requirement]
    qualifications: list[PlannedQualification]
    criteria: list[PlannedCriterion]
    questions: list[PlannedQuestion]
    warnings: list[PlanWarning] = []
    notes: list[str] = []
