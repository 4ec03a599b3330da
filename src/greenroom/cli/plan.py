"""`greenroom plan`: the interviewer a job description asks for, as JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from greenroom.media.extraction import Unreadable, extract
from greenroom.skills.contract import run
from greenroom.skills.plan_interviewer import SKILL
from greenroom.skills.plan_interviewer.schema import InterviewerPlan, JobToPlan, PlannedQuestion

_EXAMPLE = """
\b
Example:
  greenroom plan --job warehouse.txt --instructions "6 questions; ask about night shifts"
  cat job.pdf | greenroom plan --job -
"""


@click.command(epilog=_EXAMPLE)
@click.option(
    "--job", required=True, metavar="FILE", help="Job description: PDF, DOCX, ODT, RTF or text; - for input."
)
@click.option(
    "--instructions", default="", metavar="TEXT", help="Wishes: number of questions, topics, strictness."
)
def command(job: str, instructions: str) -> None:
    """Plan an interviewer from a job description.

    One JSON object goes to standard output: title, requirements with their quotes, stages with questions and
    rubrics, and warnings on wording that is likely unlawful or biased.
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
    """The plan in the command line's shape: two stages, one read from the resume and one interview."""
    return {
        "title": plan.title,
        "language": plan.language,
        "seniority": plan.seniority,
        "location": plan.location,
        "pay": plan.pay,
        "requirements": [requirement.model_dump() for requirement in plan.requirements],
        "stages": [
            {
                "kind": "resume",
                "qualifications": [made.model_dump() for made in plan.qualifications],
                "questions": [
                    {"text": made.text, "anchors": made.anchors, "key_points": [], "weight": made.weight,
                     "follow_ups": {"min": 0, "max": 0}, "quote": made.quote and made.quote.model_dump()}
                    for made in plan.criteria
                ],
            },
            {"kind": "web_interview", "questions": [_question(made) for made in plan.questions]},
        ],
        "warnings": [warning.model_dump() for warning in plan.warnings],
        "notes": plan.notes,
    }  # fmt: skip


def _question(made: PlannedQuestion) -> dict[str, Any]:
    return {
        "text": made.text,
        "topic": made.topic,
        "anchors": made.anchors,
        "key_points": made.key_points,
        "weight": made.weight,
        "follow_ups": {"min": made.min_follow_ups, "max": made.max_follow_ups},
        "quote": made.quote and made.quote.model_dump(),
    }
