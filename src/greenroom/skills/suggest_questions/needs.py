"""What a job asks for, with the words that say so, and whether a question asks for it already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from greenroom.skills.evidence import Span, locate
from greenroom.skills.lexical import coverage
from greenroom.skills.plan_interviewer import SKILL as PLAN
from greenroom.skills.plan_interviewer.schema import InterviewerPlan, JobToPlan
from greenroom.skills.suggest_questions.schema import JobToAskAbout

_ASKED = 0.6


@dataclass(frozen=True)
class Need:
    """text: as the job says it. kind: as in `plan_interviewer`. quote: None where only the recruiter names it."""

    text: str
    kind: str
    quote: Span | None


def planned(given: JobToAskAbout) -> InterviewerPlan:
    return PLAN.builtin(JobToPlan(job_description=given.job_description, language=given.language))


def needs(given: JobToAskAbout, plan: InterviewerPlan) -> list[Need]:
    """The recruiter's requirements first, then those of the job description that say something else."""
    named = [
        Need(text, "must", locate(text, given.job_description)) for text in given.requirements if text.strip()
    ]
    told = [need.text for need in named]
    found = [Need(need.text, need.kind, need.quote) for need in plan.requirements]
    return named + [need for need in found if not is_asked(need.text, told, plan.language)]


def is_asked(subject: str, asked: Sequence[str], language: str) -> bool:
    """Whether most of what a subject's words say stands in one of the questions."""
    return any(coverage(subject, text, language) >= _ASKED for text in asked)
