"""A whole interviewer as data: what a plan, a template, a copy and an import all are.

Unknown fields are refused. What depends on a stage's kind, its config and its modalities, is checked where a
blueprint is written (`actions.blueprints`), by that kind.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

from greenroom.interviewers.rules import limits
from greenroom.interviewers.rules.context import Context
from greenroom.interviewers.rules.expectations import SHAPES, shape_of


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class QuestionPlan(_Part):
    """The words of a question; the fields are those of `models.QuestionVersion`."""

    modality: str
    text: str = Field(min_length=1, max_length=limits.LONGEST_QUESTION)
    topic: str = Field(default="", max_length=limits.LONGEST_TOPIC)
    anchors: dict[str, str] = {}
    key_points: list[str] = Field(default=[], max_length=limits.MOST_KEY_POINTS)
    weight: float = Field(default=1, ge=0, le=5)
    min_follow_ups: int = Field(default=0, ge=0, le=5)
    max_follow_ups: int = Field(default=2, ge=0, le=10)
    expects: dict[str, Any] = {}
    is_dealbreaker: bool = False
    is_required: bool = True
    instructions: str = Field(default="", max_length=5_000)
    reading_notes: str = Field(default="", max_length=5_000)
    quote: dict[str, Any] = {}

    @model_validator(mode="after")
    def _answer_has_its_shape(self) -> QuestionPlan:
        shapes = SHAPES.get(self.modality)
        if shapes is None:
            raise ValueError(f"There is no modality {self.modality!r}.")
        if shapes and shape_of(self.expects).type not in shapes:
            raise ValueError(f"An answer of this kind is not for {self.modality} questions.")
        if self.min_follow_ups > self.max_follow_ups:
            raise ValueError("The most follow-ups are not fewer than the least.")
        return self


class StagePlan(_Part):
    """One step; the fields are those of `models.Stage`."""

    kind: str
    config: dict[str, Any] = {}
    weight: float = Field(default=1, ge=0, le=5)
    enforces_dealbreakers: bool = False
    minimum_score: float | None = Field(default=None, ge=0, le=100)
    waits_for_person: bool = False
    questions: list[QuestionPlan] = Field(default=[], max_length=limits.MOST_QUESTIONS)


class Blueprint(_Part):
    """stages: in their order, none while nothing is planned. Facts about a role are "" where nothing is known."""

    title: str = Field(min_length=1, max_length=limits.LONGEST_TITLE)
    language: str = Field(default="en", max_length=12)
    location: str = Field(default="", max_length=limits.LONGEST_FACT)
    seniority: str = Field(default="", max_length=limits.LONGEST_SENIORITY)
    pay: str = Field(default="", max_length=limits.LONGEST_FACT)
    job_description: str = Field(default="", max_length=limits.LONGEST_JOB_DESCRIPTION)
    context: Context = Context()
    most_retakes: int = Field(default=0, ge=0, le=10)
    retake_cooldown_days: float = Field(default=0, ge=0)
    stages: list[StagePlan] = Field(default=[], max_length=limits.MOST_STAGES)
