"""The whole workflow of a plan: stages, and what each of them asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from greenroom.skills.evidence import Span
from greenroom.skills.plan_interviewer.bank import Bank
from greenroom.skills.plan_interviewer.checks import Check, checks
from greenroom.skills.plan_interviewer.cues import Reading
from greenroom.skills.plan_interviewer.instructions import MOST_ASKED_FOR, Wishes
from greenroom.skills.plan_interviewer.placing import place, strict_qualifications
from greenroom.skills.plan_interviewer.scenario import scenario
from greenroom.skills.plan_interviewer.schema import (
    PlannedCheck,
    PlannedField,
    PlannedQualification,
    Requirement,
)
from greenroom.skills.plan_interviewer.stages import Setting, is_hourly, kinds_of, stages
from greenroom.skills.plan_interviewer.tags import tags
from greenroom.skills.plan_interviewer.workflow_words import wording


@dataclass(frozen=True)
class Read:
    """What was read of a job description, ready to be made into a workflow.

    decisive: what of the needed is asked for by itself, not as one of several that will do.
    """

    title: str
    pay: str
    needed: Sequence[Requirement]
    decisive: Sequence[Requirement]
    conditions: tuple[str, Span] | None
    words: Reading
    bank: Bank
    bound: bool


def workflow(job: Read, qualifications: Sequence[PlannedQualification], wishes: Wishes) -> dict[str, Any]:
    """The parts of an InterviewerPlan that make its workflow, and the notes on them under "notes"."""
    said = wording(job.bank.language)
    found = checks(job.decisive, job.conditions, job.words, job.bank, said, bound=job.bound)
    setting = Setting(
        found=found,
        hourly=is_hourly(job.title, job.pay),
        flow=wishes.flow,
        strict=bool(wishes.strictness),
    )
    kinds = kinds_of(setting)
    qualified = strict_qualifications(qualifications, wishes, said.language)
    read = [made.quote.text for made in qualified if made.quote and "resume" in kinds]
    placed = place(found, kinds, wishes, said, read)
    made, notes = stages(kinds, setting, placed, qualified, said)
    interview = "web_interview" in kinds
    return {
        "qualifications": qualified,
        "stages": made,
        "form": [_field(check) for check in placed.form],
        "sms": [_check(check) for check in placed.sms],
        "structured": [_check(check) for check in placed.structured],
        "tags": tags(job.needed, found, job.conditions[0] if job.conditions and job.bound else "", said)
        if interview
        else [],
        "scenario": scenario(job.title or said.words["stage_scenario"], job.needed, said, bound=job.bound)
        if "scenario" in kinds
        else None,
        "notes": [
            *notes,
            *(said.words["note_not_in_job"].format(text=subject) for subject in placed.unknown),
            *_too_many(wishes, said.words),
            *(said.words["note_unread"].format(text=clause) for clause in wishes.unread[:_MOST_UNREAD]),
        ],
    }


_MOST_UNREAD = 6


def _too_many(wishes: Wishes, words: Any) -> list[str]:
    if wishes.wanted is None or wishes.wanted <= MOST_ASKED_FOR:
        return []
    return [words["note_length"].format(most=MOST_ASKED_FOR, wanted=wishes.wanted)]


def _check(check: Check) -> PlannedCheck:
    return PlannedCheck(
        text=check.text, expects=check.expects, is_dealbreaker=check.is_dealbreaker, quote=check.quote
    )


def _field(check: Check) -> PlannedField:
    return PlannedField(
        text=check.text,
        expects=check.expects,
        is_dealbreaker=check.is_dealbreaker,
        quote=check.quote,
        is_required=check.is_required,
    )
