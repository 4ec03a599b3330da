"""`greenroom screen`: resumes against a job, one JSON line each."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import click
from pydantic import BaseModel, ConfigDict, ValidationError

from greenroom.cli.parse_resume import say, source
from greenroom.core.clock import now
from greenroom.media.extraction import Extractor, Unreadable
from greenroom.skills import registry
from greenroom.skills.contract import run
from greenroom.skills.plan_interviewer.schema import JobToPlan
from greenroom.skills.screen_resume.schema import Criterion, CriterionResult, ResumeToScreen

EXAMPLE = """
Without --criteria, qualifications and criteria are planned from the job description. A criteria file is JSON:

\b
  {"qualifications": ["Has a driving licence"],
   "criteria": [{"text": "Ran a kitchen", "anchors": {"1": "…", "5": "…"}, "weight": 2}]}

Example:

\b
  greenroom screen --job job.txt cv-1.pdf cv-2.docx
"""


class CriteriaFile(BaseModel):
    """What --criteria holds."""

    model_config = ConfigDict(extra="forbid")

    qualifications: list[str] = []
    criteria: list[Criterion] = []


@click.command("screen", help=f"Screen resumes against a job.\n{EXAMPLE}")
@click.option("--job", required=True, metavar="FILE", help='Job description: a document, or "-".')
@click.option(
    "--criteria", "criteria_file", metavar="FILE", help='Qualifications and criteria as JSON, or "-".'
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
def command(job: str, criteria_file: str | None, files: tuple[str, ...]) -> None:
    if [job, criteria_file, *files].count("-") > 1:
        raise click.UsageError("Standard input can be read once only.")
    skill = registry.get("screen_resume")
    failed = 0
    with Extractor() as extractor:
        description = _job(job, extractor)
        wanted = _read_criteria(criteria_file) if criteria_file else _planned(description)
        today = now().date().isoformat()
        for file in files:
            started = time.perf_counter()
            try:
                text = extractor.extract(source(file)).text
            except Unreadable as error:
                failed += 1
                say({"file": file, "error": {"code": error.code, "message": error.message}})
                continue
            given = ResumeToScreen(
                job=description,
                qualifications=wanted.qualifications,
                criteria=wanted.criteria,
                text=text,
                as_of=today,
            )
            judged = run(skill, given)
            results = judged.output.model_dump()
            say(
                {
                    "file": file,
                    "score": score(wanted.criteria, judged.output.criteria),
                    "eligible": results["eligible"],
                    "qualifications": results["qualifications"],
                    "criteria": results["criteria"],
                    "engine": judged.engine,
                    "ms": round((time.perf_counter() - started) * 1000),
                }
            )
    if failed:
        raise click.ClickException(f"{failed} of {len(files)} files could not be read.")


def score(criteria: list[Criterion], results: list[CriterionResult]) -> float | None:
    """100 * sum(w * (s - 1) / 4) / sum(w); a criterion the resume says nothing about counts as 1.

    None where no criterion has a weight.
    """
    total = sum(one.weight for one in criteria)
    if not total:
        return None
    earned = sum(
        one.weight * ((result.score or 1.0) - 1) / 4 for one, result in zip(criteria, results, strict=True)
    )
    return round(100 * earned / total, 1)


def _job(file: str, extractor: Extractor) -> str:
    try:
        return extractor.extract(source(file)).text
    except Unreadable as error:
        raise click.ClickException(f"{file}: {error.message}") from error


def _planned(description: str) -> CriteriaFile:
    plan = run(registry.get("plan_interviewer"), JobToPlan(job_description=description)).output
    return CriteriaFile(
        qualifications=[one.text for one in plan.qualifications],
        criteria=[Criterion(text=one.text, anchors=one.anchors, weight=one.weight) for one in plan.criteria],
    )


def _read_criteria(file: str) -> CriteriaFile:
    try:
        content = source(file)
        raw: Any = json.loads(content.read_text(encoding="utf-8") if isinstance(content, Path) else content)
        return CriteriaFile.model_validate(raw)
    except OSError as error:
        raise click.ClickException(f"{file}: there is no such file.") from error
    except (ValueError, ValidationError) as error:
        first = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
        raise click.ClickException(f"{file} is no criteria file: {first}") from error
