"""The shape in which a language model plans an interviewer. It quotes words; it counts no characters."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

from greenroom.skills.plan_interviewer.schema import Kind


class AnsweredRequirement(BaseModel):
    text: str
    kind: Literal["must", "nice", "responsibility", "skill"]
    quote: str


class AnsweredQualification(BaseModel):
    text: str
    quote: str = ""
    is_dealbreaker: bool = False


class AnsweredCriterion(BaseModel):
    text: str
    one: str
    five: str
    weight: float = Field(default=1, ge=0, le=5)
    quote: str = ""
    key_points: list[str] = Field(default=[], max_length=6)


class AnsweredQuestion(BaseModel):
    text: str
    topic: str
    one: str
    five: str
    key_points: list[str] = Field(min_length=2, max_length=6)
    weight: float = Field(default=1, ge=0, le=5)
    min_follow_ups: int = Field(default=0, ge=0, le=5)
    max_follow_ups: int = Field(default=2, ge=0, le=5)
    quote: str = ""


class AnsweredCheck(BaseModel):
    """at_least and unit: of a number. options and passing: of a choice. wanted_yes: of yes_no, which answer passes."""

    text: str = Field(min_length=1, max_length=600)
    type: Literal["yes_no", "number", "choice", "text", "date", "file"]
    wanted_yes: bool | None = None
    at_least: float | None = None
    unit: str = ""
    options: list[str] = Field(default=[], max_length=20)
    passing: list[str] = Field(default=[], max_length=20)
    is_dealbreaker: bool = False
    is_required: bool = True
    quote: str = ""


class AnsweredTag(BaseModel):
    text: str = Field(min_length=1, max_length=120)
    instructions: str
    format: Literal["text", "number", "date", "freeform"] = "text"
    options: list[str] = Field(default=[], max_length=20)


class AnsweredScenario(BaseModel):
    title: str
    goal: str
    scenario: str
    deliverable: str
    criteria: list[AnsweredCriterion] = Field(min_length=2, max_length=6)


class AnsweredStage(BaseModel):
    """What is not named in the instructions stays None."""

    kind: Kind
    enforces_dealbreakers: bool = False
    minimum_score: float | None = Field(default=None, ge=0, le=100)
    waits_for_person: bool = False
    reason: str = ""
    video: bool | None = None
    phone_calls_enabled: bool | None = None
    is_multilingual: bool | None = None
    least_minutes: int | None = Field(default=None, ge=1, le=120)
    most_minutes: int | None = Field(default=None, ge=1, le=120)


class AnsweredContext(BaseModel):
    """company, role, process: quotes, in order. style: how to talk, from the instructions."""

    company: list[str] = []
    role: list[str] = []
    process: list[str] = []
    style: str = ""


class AnsweredWarning(BaseModel):
    quote: str
    problem: str
    suggestion: str


class PlanAnswer(BaseModel):
    """What the model fills in. language: ISO 639-1. stages: in their order, each kind once."""

    title: str
    language: str = Field(min_length=2, max_length=3)
    seniority: str = ""
    location: str = ""
    pay: str = ""
    requirements: list[AnsweredRequirement]
    qualifications: list[AnsweredQualification]
    criteria: list[AnsweredCriterion]
    questions: list[AnsweredQuestion] = Field(max_length=12)
    stages: list[AnsweredStage] = Field(default=[], max_length=5)
    form: list[AnsweredCheck] = Field(default=[], max_length=20)
    sms: list[AnsweredCheck] = Field(default=[], max_length=10)
    structured: list[AnsweredCheck] = Field(default=[], max_length=5)
    tags: list[AnsweredTag] = Field(default=[], max_length=8)
    scenario: AnsweredScenario | None = None
    context: AnsweredContext = AnsweredContext()
    warnings: list[AnsweredWarning] = []
    notes: list[str] = []
