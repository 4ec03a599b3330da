"""`greenroom score`: answers in, scores out, one JSON line each."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, TextIO

import click
from pydantic import BaseModel, ConfigDict, ValidationError

from greenroom.skills.contract import run
from greenroom.skills.score_answer import SKILL
from greenroom.skills.score_answer.schema import AnswerToScore, Rubric

_EXAMPLE = """
\b
Example:
  echo '{"question": "How do you calm an upset guest?", "key_points": ["Listens", "Apologises"]}' > rubric.json
  echo '{"id": "1", "text": "I listen first, then I say sorry."}' | greenroom score --rubric rubric.json -
"""


class _Line(BaseModel):
    model_config = ConfigDict(extra="ignore")

    id: str | int
    text: str


@click.command(epilog=_EXAMPLE)
@click.option(
    "--rubric",
    "rubric_file",
    type=click.File(encoding="utf-8"),
    required=True,
    help="JSON: question, anchors, key_points, reference_answer, language, examples; only question is needed.",
)
@click.argument("answers", type=click.File(encoding="utf-8"), default="-")
def command(rubric_file: TextIO, answers: TextIO) -> None:
    """Score answers against a rubric.

    ANSWERS is a file of JSON lines {"id": ..., "text": ...}, or - for standard input. One JSON line a score
    goes to standard output, in the same order; start and end count code points of the text.
    """
    if rubric_file.name == answers.name == "<stdin>":
        raise click.UsageError("The rubric and the answers cannot both be standard input.")
    rubric = _rubric(rubric_file)
    for line in _lines(answers):
        click.echo(json.dumps(_scored(rubric, line), ensure_ascii=False))


def _rubric(file: TextIO) -> Rubric:
    try:
        return Rubric.model_validate_json(file.read())
    except ValidationError as wrong:
        raise click.ClickException(f"{file.name} is not a rubric: {_first(wrong)}") from wrong
    except UnicodeDecodeError as wrong:
        raise click.ClickException(f"{file.name} is not UTF-8 text.") from wrong


def _lines(file: TextIO) -> Iterator[_Line]:
    try:
        for number, written in enumerate(file, start=1):
            if not written.strip():
                continue
            try:
                yield _Line.model_validate_json(written)
            except ValidationError as wrong:
                raise click.ClickException(f"{file.name}, line {number}: {_first(wrong)}") from wrong
    except UnicodeDecodeError as wrong:
        raise click.ClickException(f"{file.name} is not UTF-8 text.") from wrong


def _scored(rubric: Rubric, line: _Line) -> dict[str, Any]:
    judged = run(SKILL, AnswerToScore(rubric=rubric, answer=line.text))
    output = judged.output
    return {
        "id": line.id,
        "score": output.score,
        "verdict": output.verdict,
        "confidence": output.confidence,
        "reason": output.reason,
        "evidence": [span.model_dump() for span in output.evidence],
        "engine": judged.engine,
        "ms": judged.ms,
    }


def _first(wrong: ValidationError) -> str:
    """The first fault, with the field's name and without the value."""
    fault = wrong.errors(include_url=False, include_input=False)[0]
    where = ".".join(str(part) for part in fault["loc"])
    return f"{where}: {fault['msg']}" if where else fault["msg"]
