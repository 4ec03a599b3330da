"""`greenroom cross-check`: a resume beside a transcript."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import click
from pydantic import BaseModel, ConfigDict, ValidationError

from greenroom.cli.parse_resume import say, source
from greenroom.cli.plan import document_text
from greenroom.core.clock import now
from greenroom.skills import registry
from greenroom.skills.contract import run
from greenroom.skills.cross_check.schema import Comparison, Conflict, StatementsToCompare
from greenroom.skills.find_highlights.schema import Said

EXAMPLE = """
A transcript is text with a line for each turn, "Interviewer: …" and "Candidate: …"; or JSON: a list of
{"speaker": "interviewer" or "candidate", "text": …}, or an object with such a list as "transcript".

Example:

\b
  greenroom cross-check --resume cv.pdf --transcript interview.txt
"""
_SPEAKER = re.compile(r"\s*(?P<who>interviewer|recruiter|candidate|[QA])\s*:\s*(?P<text>.*)", re.IGNORECASE)
_CANDIDATE = {"candidate", "a"}


class _Turn(BaseModel):
    model_config = ConfigDict(extra="ignore")

    speaker: str
    text: str


@click.command("cross-check", help=f"Hold a resume beside what was said in an interview.\n{EXAMPLE}")
@click.option("--resume", required=True, metavar="FILE", help='Resume: a document, or "-".')
@click.option("--transcript", required=True, metavar="FILE", help='Transcript: text or JSON, or "-".')
@click.option("--language", default="", help="ISO 639-1 code of the interview; detected without it.")
@click.option(
    "--as-of",
    type=click.DateTime(formats=["%Y-%m-%d"]),
    help="The day of the interview; today without it.",
)
def command(resume: str, transcript: str, language: str, as_of: Any) -> None:
    if resume == transcript == "-":
        raise click.UsageError("Only one of --resume and --transcript can be standard input.")
    text = document_text(resume)
    day: date = as_of.date() if as_of else now().date()
    given = StatementsToCompare(resume=text, said=_said(transcript), language=language, as_of=day)
    judged = run(registry.get("cross_check"), given)
    found: Comparison = judged.output
    say(
        {
            "findings": [_finding(each) for each in found.conflicts],
            "compared": found.compared,
            "engine": judged.engine,
            "ms": judged.ms,
        }
    )


def _finding(each: Conflict) -> dict[str, Any]:
    return {
        "kind": each.kind,
        "severity": each.severity,
        "resume": {"quote": each.first.text, "start": each.first.start, "end": each.first.end},
        "interview": {
            "quote": each.second.text,
            "turn": int(each.turn),
            "start": each.second.start,
            "end": each.second.end,
        },
        "reason": each.reason,
    }


def _said(file: str) -> list[Said]:
    """What the candidate said, each turn with what was asked before it. turn: its place in the transcript, from 0."""
    said, asked = [], ""
    for at, turn in enumerate(_turns(file)):
        if turn.speaker.casefold() in _CANDIDATE:
            said.append(Said(turn=str(at), question=asked, text=turn.text))
        else:
            asked = turn.text
    return said


def _turns(file: str) -> list[_Turn]:
    try:
        content = source(file)
        raw = content.read_bytes() if isinstance(content, Path) else content
        written = raw.decode("utf-8-sig")
    except OSError as wrong:
        raise click.ClickException(f"{file}: there is no such file.") from wrong
    except UnicodeDecodeError as wrong:
        raise click.ClickException(f"{file} is not UTF-8 text.") from wrong
    if written.lstrip()[:1] in ("[", "{"):
        return _from_json(file, written)
    return _from_lines(written)


def _from_json(file: str, written: str) -> list[_Turn]:
    try:
        given = json.loads(written)
        rows = given["transcript"] if isinstance(given, dict) else given
        return [_Turn.model_validate(row) for row in rows]
    except (ValueError, KeyError, TypeError, ValidationError) as wrong:
        raise click.ClickException(
            f"{file} is no transcript: a list of speaker and text is needed."
        ) from wrong


def _from_lines(written: str) -> list[_Turn]:
    """Lines with a speaker begin a turn, others carry it on; without any speaker it is all the candidate's."""
    turns: list[_Turn] = []
    for line in written.splitlines():
        marked = _SPEAKER.fullmatch(line)
        if marked:
            turns.append(_Turn(speaker=marked["who"], text=marked["text"]))
        elif turns:
            turns[-1] = _Turn(speaker=turns[-1].speaker, text=f"{turns[-1].text}\n{line}".strip())
        elif line.strip():
            turns.append(_Turn(speaker="candidate", text=line))
    return turns
