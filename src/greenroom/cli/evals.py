"""`greenroom evals`: golden cases replayed, names swapped, agreement with people counted."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, TextIO

import click
from pydantic import ValidationError

from greenroom.cli.setup import start_django
from greenroom.skills.evals.agreement import Agreement, agreement, level
from greenroom.skills.evals.golden import READERS
from greenroom.skills.evals.replay import Ask, Run, asking, dumped, golden, movement, swapped
from greenroom.skills.models.contract import LanguageModel, ModelFailure
from greenroom.skills.models.registry import from_env
from greenroom.skills.score_answer.schema import AnswerToScore, Rubric

EXAMPLE = """
Without options it replays the golden cases of every skill and asks each judging skill about the same words under ten
names, and lists whatever has moved since the last accepted run.

A marks file is CSV with the columns first and second, two people's marks from 1 to 5 for the same answers; with
--rubric also text, the answer, which the engine then marks too.

With --workspace it prints how far the marks of that workspace's newest calibrations agree with the engine's, and what
has changed since; it then looks into the database, and asks no engine.

Example:

\b
  greenroom evals
  greenroom evals --model --times 3
  greenroom evals --marks marks.csv --rubric rubric.json
  greenroom evals --workspace Northfield
"""
_BASELINE = "evals.json"


@click.command("evals", help=f"Check the skills against golden cases and people.\n{EXAMPLE}")
@click.option(
    "--skill", "skills", multiple=True, type=click.Choice(sorted(READERS)), help="Only these skills."
)
@click.option(
    "--model", "with_model", is_flag=True, help="Ask the language model that the environment names."
)
@click.option(
    "--times", type=click.IntRange(1, 20), default=1, show_default=True, help="Ask each case so often."
)
@click.option("--accept", is_flag=True, help="Take this run as what later ones are compared with.")
@click.option("--marks", type=click.File(encoding="utf-8-sig"), help="CSV of answers that two people marked.")
@click.option("--rubric", type=click.File(encoding="utf-8"), help="The rubric of those answers, as JSON.")
@click.option("--workspace", help="Print the newest calibrations of this workspace.")
def command(
    skills: Sequence[str],
    with_model: bool,
    times: int,
    accept: bool,
    marks: TextIO | None,
    rubric: TextIO | None,
    workspace: str | None,
) -> None:
    if workspace is not None:
        _say({"calibrations": _calibrations(workspace)})
        return
    ask = asking(_model() if with_model else None)
    try:
        if marks is not None:
            _say(_agreements(marks, rubric, ask))
            return
        found = golden(ask, skills=skills or tuple(READERS), times=times)
        names = swapped(ask)
    except ModelFailure as failure:
        raise click.ClickException(str(failure)) from failure
    kept = _baseline("model" if with_model else "built-in")
    moved = movement(_read(kept), found)
    if accept or not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(dumped(_read(kept) | found), encoding="utf-8")
    _say(_report(found, names, moved))
    by_name = [each["skill"] for each in names if each["moved"]]
    if by_name:
        raise click.ClickException(f"A name moved the results of: {', '.join(by_name)}.")


def _calibrations(workspace: str) -> list[Run]:
    start_django()
    from django.db import Error  # noqa: PLC0415  (after Django is set up)

    from greenroom.cli.calibrations import told  # noqa: PLC0415
    from greenroom.core.errors import Refused  # noqa: PLC0415

    try:
        return told(workspace.strip())
    except Refused as refusal:
        raise click.ClickException(refusal.message) from None
    except Error as failure:
        reason = str(failure).partition("\n")[0]
        raise click.ClickException(f"The database says: {reason}. `greenroom check` says more.") from None


def _say(result: Run) -> None:
    click.echo(json.dumps(result, ensure_ascii=False, indent=2))


def _report(found: Run, names: list[Run], moved: list[str]) -> Run:
    skills = {
        skill: {key: value for key, value in result.items() if key != "outputs"}
        for skill, result in found.items()
    }
    return {"golden": skills, "names": names, "moved": moved}


def _model() -> LanguageModel:
    try:
        model = from_env(os.environ)
    except ModelFailure as failure:
        raise click.ClickException(str(failure)) from failure
    if model is None:
        raise click.ClickException("No language model is configured; set GREENROOM_MODEL_BASE_URL and _NAME.")
    return model


def _baseline(engine: str) -> Path:
    return Path(os.environ.get("GREENROOM_DATA", "var")) / engine.replace("-", "_") / _BASELINE


def _read(kept: Path) -> Run:
    try:
        found: Run = json.loads(kept.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found


def _agreements(marks: TextIO, rubric: TextIO | None, ask: Ask) -> Run:
    rows = _rows(marks, with_text=rubric is not None)
    people = [(row["first"], row["second"]) for row in rows]
    result: Run = {"n": len(rows), "people": _told(agreement(*_columns(people)))}
    if rubric is not None:
        given = _rubric(rubric)
        engine = [
            ask("score_answer", AnswerToScore(rubric=given, answer=row["text"])).output.score or 1.0
            for row in rows
        ]
        for at, who in enumerate(("first", "second")):
            result[f"engine_and_{who}"] = _told(agreement([pair[at] for pair in people], engine))
    return result


def _columns(pairs: list[tuple[float, float]]) -> tuple[list[float], list[float]]:
    return [one for one, _ in pairs], [other for _, other in pairs]


def _told(found: Agreement) -> dict[str, Any]:
    return {
        key: round(value, 3) if isinstance(value, float) else value for key, value in asdict(found).items()
    }


def _rows(file: TextIO, *, with_text: bool) -> list[dict[str, Any]]:
    reader = csv.DictReader(file)
    needed = {"first", "second"} | ({"text"} if with_text else set())
    if needed - set(reader.fieldnames or ()):
        raise click.ClickException(f"{file.name} needs the columns {', '.join(sorted(needed))}.")
    rows: list[dict[str, Any]] = []
    for number, row in enumerate(reader, start=2):
        try:
            marks = {who: float((row[who] or "").replace(",", ".")) for who in ("first", "second")}
            for mark in marks.values():
                level(mark)
        except ValueError as wrong:
            raise click.ClickException(
                f"{file.name}, line {number}: a mark is a number from 1 to 5."
            ) from wrong
        rows.append({**row, **marks})
    if not rows:
        raise click.ClickException(f"{file.name} holds no marks.")
    return rows


def _rubric(file: TextIO) -> Rubric:
    try:
        return Rubric.model_validate_json(file.read())
    except (ValidationError, UnicodeDecodeError) as wrong:
        raise click.ClickException(f"{file.name} is not a rubric.") from wrong
