"""What `plan_interviewer` is given and what it gives back."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from greenroom.skills.contract import Given
from greenroom.skills.evidence import Span
from greenroom.skills.plan_interviewer.focus import Focus

Kind = Literal["resume", "form", "conversational_sms", "web_interview", "scenario"]


class JobToPlan(Given):
    """job_description: or job copy, intake notes, the transcript of a talk about the role.
    language: ISO 639-1 of the interview, "" for the job description's own. focus: of its questions."""

    job_description: str
    instructions: str = ""
    language: str = ""
    focus: Focus = "general"


class Requirement(Given):
    """quote: the words of the job description it came from, exactly."""

    text: str
    kind: Literal["must", "nice", "responsibility", "skill"]
    quote: Span


class PlannedQualification(Given):
    """Pass or fail, read from the resume. text: as a yes/no statement about the candidate.

    is_dealbreaker: whether failing it would end an application at a stage that enforces dealbreakers.
    """

    text: str
    quote: Span | None = None
    is_dealbreaker: bool = False


class PlannedCriterion(Given):
    """Scored 1 to 5 from the resume, or in a scenario. anchors: "1" and "5". key_points: of a scenario only."""

    text: str
    anchors: dict[str, str]
    weight: float = Field(default=1, ge=0, le=5)
    quote: Span | None = None
    key_points: list[str] = []


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


class PlannedCheck(Given):
    """A question with a right answer: by SMS (yes_no, number) or in the interview (also choice).

    expects: a shape (see `shapes`).
    """

    text: str
    expects: dict[str, Any]
    is_dealbreaker: bool = False
    quote: Span | None = None


class PlannedField(PlannedCheck):
    """A question of a form. expects: yes_no, number, choice, text, date or file."""

    is_required: bool = True


class PlannedTag(Given):
    """A fact to listen for in the interview; never asked, never scored. expects: a fact."""

    text: str
    instructions: str
    expects: dict[str, Any]


class PlannedScenario(Given):
    """A task done together with an AI. criteria: how it is scored, with key points."""

    title: str
    goal: str
    scenario: str
    deliverable: str
    criteria: list[PlannedCriterion]


class PlannedSection(Given):
    """What the job description says of one subject. text: its words, put together from the quotes."""

    text: str = ""
    quotes: list[Span] = []


class PlannedContext(Given):
    """company, role, process: as the job description words them. style: as the instructions word it."""

    company: PlannedSection = PlannedSection()
    role: PlannedSection = PlannedSection()
    process: PlannedSection = PlannedSection()
    style: str = ""


class PlannedStage(Given):
    """One step of the workflow.

    config: by the names of the published API where it has one; what is not in it is left to the defaults.
    enforces_dealbreakers: whether a failed dealbreaker ends the application here. minimum_score: 0 to 100, None for
    none. waits_for_person: nobody goes on from here until a person lets them. reason: one short sentence.
    """

    kind: Kind
    config: dict[str, Any] = {}
    enforces_dealbreakers: bool = False
    minimum_score: float | None = Field(default=None, ge=0, le=100)
    waits_for_person: bool = False
    reason: str = ""


class PlanWarning(Given):
    """Wording that is likely unlawful to ask or biased, and what to write instead."""

    quote: Span
    problem: str
    suggestion: str


class InterviewerPlan(Given):
    """The interviewer a job description asks for.

    quotes are spans of the job description. title: at most 120 characters. language: ISO 639-1.
    location, seniority, pay: as the job description states them, "" where it does not.
    questions: 5 to 8, or as many as the instructions ask for. stages: in their order, each kind once; qualifications
    and criteria belong to the resume, questions, structured and tags to the interview, and form, sms and scenario to
    the stages of that name; what belongs to a stage that is not planned is empty, but for qualifications and criteria.
    notes: what of the wishes was not followed and why, and what is enforced, for the recruiter to read.
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
    stages: list[PlannedStage] = []
    form: list[PlannedField] = []
    sms: list[PlannedCheck] = []
    structured: list[PlannedCheck] = []
    tags: list[PlannedTag] = []
    scenario: PlannedScenario | None = None
    context: PlannedContext = PlannedContext()
    warnings: list[PlanWarning] = []
    notes: list[str] = []
