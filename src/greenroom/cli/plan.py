"""`greenroom plan`: the interviewer a job description asks for, as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from greenroom.media.extraction import Unreadable, extract
from greenroom.skills.contract import run
from greenroom.skills.plan_interviewer import SKILL
from greenroom.skills.plan_interviewer.schema import (
    InterviewerPlan,
    JobToPlan,
    PlannedCheck,
    PlannedCriterion,
    PlannedField,
    PlannedQuestion,
    PlannedStage,
    PlannedTag,
)

_EXAMPLE = """
\b
Example:
  greenroom plan --job warehouse.txt --instructions "SMS, then resume, then a 10-minute voice screen"
  cat job.pdf | greenroom plan --job - --instructions "6 questions; be strict on forklift licence"
"""


@click.command(epilog=_EXAMPLE)
@click.option(
    "--job", required=True, metavar="FILE", help="Job description: PDF, DOCX, ODT, RTF or text; - for input."
)
@click.option(
    "--instructions",
    default="",
    metavar="TEXT",
    help="Wishes: stages and their order, minutes, number of questions, topics, what to be strict on.",
)
def command(job: str, instructions: str) -> None:
    """Plan an interviewer from a job description.

    One JSON object goes to standard output: title, requirements with their quotes, stages with their settings,
    questions and rubrics, and warnings on wording that is likely unlawful or biased.
    """
    judged = run(SKILL, JobToPlan(job_description=document_text(job), instructions=instructions))
    made = {**as_json(judged.output), "engine": judged.engine, "ms": judged.ms}
    click.echo(json.dumps(made, ensure_ascii=False, indent=2))


def document_text(file: str) -> str:
    """The visible text of a document, "-" for standard input.

    Raises ClickException with a sentence where there is none, or it cannot be read.
    """
    try:
        found = extract(sys.stdin.buffer.read() if file == "-" else Path(file)).text
    except Unreadable as error:
        raise click.ClickException(f"{file}: {error.message}") from error
    if not found.strip():
        raise click.ClickException(f"{file}: there is no text in it.")
    return found


def as_json(plan: InterviewerPlan) -> dict[str, Any]:
    """The plan in the command line's shape: each stage with its settings and what it asks."""
    return {
        "title": plan.title,
        "language": plan.language,
        "seniority": plan.seniority,
        "location": plan.location,
        "pay": plan.pay,
        "requirements": [requirement.model_dump() for requirement in plan.requirements],
        "context": plan.context.model_dump(),
        "stages": [_stage(stage, plan) for stage in plan.stages],
        "warnings": [warning.model_dump() for warning in plan.warnings],
        "notes": plan.notes,
    }


def _stage(stage: PlannedStage, plan: InterviewerPlan) -> dict[str, Any]:
    return {**stage.model_dump(), **_ASKED[stage.kind](plan)}


def _resume(plan: InterviewerPlan) -> dict[str, Any]:
    return {
        "qualifications": [made.model_dump() for made in plan.qualifications],
        "questions": [_criterion(made) for made in plan.criteria],
    }


def _interview(plan: InterviewerPlan) -> dict[str, Any]:
    return {
        "questions": [
            *(_check(made, "structured") for made in plan.structured),
            *(_question(made) for made in plan.questions),
        ],
        "tags": [_tag(made) for made in plan.tags],
    }


def _scenario(plan: InterviewerPlan) -> dict[str, Any]:
    made = plan.scenario
    if made is None:
        return {"questions": []}
    return {
        **made.model_dump(exclude={"criteria"}),
        "questions": [_criterion(criterion) for criterion in made.criteria],
    }


_ASKED: dict[str, Callable[[InterviewerPlan], dict[str, Any]]] = {
    "resume": _resume,
    "form": lambda plan: {"questions": [_field(made) for made in plan.form]},
    "conversational_sms": lambda plan: {"questions": [_check(made, "sms") for made in plan.sms]},
    "web_interview": _interview,
    "scenario": _scenario,
}


def _criterion(made: PlannedCriterion) -> dict[str, Any]:
    return {
        "modality": "criterion",
        "text": made.text,
        "anchors": made.anchors,
        "key_points": made.key_points,
        "weight": made.weight,
        "follow_ups": {"min": 0, "max": 0},
        "quote": made.quote and made.quote.model_dump(),
    }


def _question(made: PlannedQuestion) -> dict[str, Any]:
    return {
        "modality": "open",
        "text": made.text,
        "topic": made.topic,
        "anchors": made.anchors,
        "key_points": made.key_points,
        "weight": made.weight,
        "follow_ups": {"min": made.min_follow_ups, "max": made.max_follow_ups},
        "quote": made.quote and made.quote.model_dump(),
    }


def _check(made: PlannedCheck, modality: str) -> dict[str, Any]:
    return {
        "modality": modality,
        "text": made.text,
        "expects": made.expects,
        "is_dealbreaker": made.is_dealbreaker,
        "anchors": {},
        "key_points": [],
        "weight": 0,
        "follow_ups": {"min": 0, "max": 0},
        "quote": made.quote and made.quote.model_dump(),
    }


def _field(made: PlannedField) -> dict[str, Any]:
    return {**_check(made, "form"), "is_required": made.is_required}


def _tag(made: PlannedTag) -> dict[str, Any]:
    return {"modality": "tag", **made.model_dump()}
