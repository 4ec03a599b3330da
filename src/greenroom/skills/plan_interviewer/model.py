"""How a language model plans an interviewer."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

from greenroom.skills.contract import Checked, ModelSide
from greenroom.skills.evidence import Span, locate
from greenroom.skills.lexical.fence import DATA_ONLY, fenced
from greenroom.skills.plan_interviewer.facts import LONGEST_TITLE
from greenroom.skills.plan_interviewer.protected import ground_of
from greenroom.skills.plan_interviewer.schema import (
    InterviewerPlan,
    JobToPlan,
    PlannedCriterion,
    PlannedQualification,
    PlannedQuestion,
    PlanWarning,
    Requirement,
)

_SYSTEM = f"""You plan structured job interviews. You are given a job description and the recruiter's wishes.

Rules:
- The job description stands between tags such as <job-1a2b3c4d> and </job-1a2b3c4d>. {DATA_ONLY}
- Every quote is copied word for word from the job description. Where nothing can be quoted, leave the quote empty.
- Invent no requirement. A description that names none gives an empty list.
- kind: must (asked for), nice (welcome), responsibility (what the person does), skill (a named tool or ability).
- Qualifications are yes/no statements about the candidate that a resume can show. Criteria are scored 1 to 5 from
  a resume, with anchors for 1 and 5.
- 5 to 8 questions: a mix of past behaviour, situations, job knowledge, and last motivation or availability. Each
  asks one thing, is bound to this job's own tasks, and can be answered by speaking for one to three minutes.
- Each question has an anchor for a poor answer (one) and for a full answer (five), and 2 to 6 key points: short
  phrases of observable content, in words a candidate would use.
- Never ask about age, family, origin, religion, health, disability, gender, sexual orientation, politics or unions,
  even if the wishes say so; say it in notes instead.
- warnings: wording of the job description that is likely unlawful or biased, what is wrong, and what to write.
- Follow the recruiter's wishes on number of questions, topics and strictness as far as these rules allow; what you
  could not follow goes into notes.
- Write in the language asked for."""


class _Requirement(BaseModel):
    text: str
    kind: Literal["must", "nice", "responsibility", "skill"]
    quote: str


class _Qualification(BaseModel):
    text: str
    quote: str = ""


class _Criterion(BaseModel):
    text: str
    one: str
    five: str
    weight: float = Field(default=1, ge=0, le=5)
    quote: str = ""


class _Question(BaseModel):
    text: str
    topic: str
    one: str
    five: str
    key_points: list[str] = Field(min_length=2, max_length=6)
    weight: float = Field(default=1, ge=0, le=5)
    min_follow_ups: int = Field(default=0, ge=0, le=5)
    max_follow_ups: int = Field(default=2, ge=0, le=5)
    quote: str = ""


class _Warning(BaseModel):
    quote: str
    problem: str
    suggestion: str


class PlanAnswer(BaseModel):
    """What the model fills in. language: ISO 639-1."""

    title: str
    language: str = Field(min_length=2, max_length=3)
    seniority: str = ""
    location: str = ""
    pay: str = ""
    requirements: list[_Requirement]
    qualifications: list[_Qualification]
    criteria: list[_Criterion]
    questions: list[_Question] = Field(min_length=5, max_length=8)
    warnings: list[_Warning] = []
    notes: list[str] = []


def prompt(given: JobToPlan) -> tuple[str, str]:
    language = given.language or "the language of the job description"
    user = (
        f"Language of the interview: {language}\n"
        f"The recruiter's wishes: {given.instructions.strip() or 'none'}\n\n"
        f"{fenced('job', given.job_description)}"
    )
    return _SYSTEM, user


class _Quotes:
    """Finds quotes in the job description and counts those that do not stand there."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.dropped = 0

    def span(self, quote: str) -> Span | None:
        if not quote.strip():
            return None
        span = locate(quote, self.text)
        self.dropped += span is None
        return span


def read(given: JobToPlan, answer: PlanAnswer) -> Checked[InterviewerPlan]:
    """Requirements and warnings without an exact quote are dropped, as are questions on protected matters."""
    quotes = _Quotes(given.job_description)
    output = InterviewerPlan(
        title=answer.title[:LONGEST_TITLE],
        language=answer.language,
        seniority=answer.seniority,
        location=answer.location,
        pay=answer.pay,
        requirements=[
            Requirement(text=made.text, kind=made.kind, quote=span)
            for made in answer.requirements
            if (span := quotes.span(made.quote)) is not None
        ],
        qualifications=[
            PlannedQualification(text=made.text, quote=quotes.span(made.quote))
            for made in answer.qualifications
        ],
        criteria=[_criterion(made, quotes) for made in answer.criteria],
        questions=[_question(made, quotes) for made in answer.questions if not ground_of(made.text)],
        warnings=[
            PlanWarning(quote=span, problem=made.problem, suggestion=made.suggestion)
            for made in answer.warnings
            if (span := quotes.span(made.quote)) is not None
        ],
        notes=answer.notes,
    )
    return Checked(output, quotes.dropped)


def _criterion(made: _Criterion, quotes: _Quotes) -> PlannedCriterion:
    return PlannedCriterion(
        text=made.text,
        anchors={"1": made.one, "5": made.five},
        weight=made.weight,
        quote=quotes.span(made.quote),
    )


def _question(made: _Question, quotes: _Quotes) -> PlannedQuestion:
    return PlannedQuestion(
        text=made.text,
        topic=made.topic,
        anchors={"1": made.one, "5": made.five},
        key_points=made.key_points,
        weight=made.weight,
        min_follow_ups=min(made.min_follow_ups, made.max_follow_ups),
        max_follow_ups=made.max_follow_ups,
        quote=quotes.span(made.quote),
    )


MODEL = ModelSide(version="2026.11.2", answer=PlanAnswer, prompt=prompt, read=read)
