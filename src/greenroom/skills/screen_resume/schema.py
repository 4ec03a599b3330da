"""What `screen_resume` is given and what it gives back."""

from __future__ import annotations

from pydantic import Field

from greenroom.skills.contract import Given
from greenroom.skills.evidence import Span


class Criterion(Given):
    """Something to look for in a resume.

    anchors: what a score of "1" and of "5" means; either may be missing. weight: 0 to 5.
    """

    text: str
    anchors: dict[str, str] = {}
    weight: float = Field(default=1, ge=0, le=5)


class ResumeToScreen(Given):
    """qualifications are passed or failed, criteria are scored 1 to 5. text: the resume's visible text.

    as_of: the day, YYYY-MM-DD, on which a job that lasts until "present" is counted; "" counts it until the
    latest date the resume names, so that the same input gives the same output on any day.
    """

    job: str
    qualifications: list[str] = []
    criteria: list[Criterion] = []
    text: str
    as_of: str = Field(default="", pattern=r"^(\d{4}-\d{2}-\d{2})?$")


class QualificationResult(Given):
    """passed: None where the resume neither shows it nor speaks against it; a person has to look."""

    text: str
    passed: bool | None
    confidence: float = Field(ge=0, le=1)
    reason: str = ""
    evidence: list[Span] = []


class CriterionResult(Given):
    """score: 1.0 to 5.0, None where the resume says nothing about it."""

    text: str
    score: float | None = Field(default=None, ge=1, le=5)
    confidence: float = Field(ge=0, le=1)
    reason: str = ""
    evidence: list[Span] = []


class ResumeScreening(Given):
    """Results in the order of the input. eligible: no qualification failed."""

    qualifications: list[QualificationResult]
    criteria: list[CriterionResult]
    eligible: bool
