"""`greenroom parse-resume`: one JSON line for each resume."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

import click

from greenroom.media.extraction import Extracted, Extractor, Unreadable
from greenroom.skills import registry
from greenroom.skills.contract import run
from greenroom.skills.parse_resume.schema import HiddenText, ResumeText

EXAMPLE = """
Example:

\b
  greenroom parse-resume cv.pdf letter.docx
  cat cv.pdf | greenroom parse-resume -
"""


@click.command("parse-resume", help=f"Read the facts out of resumes (PDF, DOCX, ODT, RTF, TXT).\n{EXAMPLE}")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
def command(files: tuple[str, ...]) -> None:
    skill = registry.get("parse_resume")
    failed = 0
    with Extractor() as extractor:
        for file in files:
            started = time.perf_counter()
            try:
                document = extractor.extract(source(file))
            except Unreadable as error:
                failed += 1
                say({"file": file, "error": {"code": error.code, "message": error.message}})
                continue
            judged = run(skill, as_resume(document))
            facts = judged.output.model_dump()
            spans, confidence = facts.pop("spans"), facts.pop("confidence")
            say(
                {
                    "file": file,
                    **facts,
                    "hidden_text": [vars(hidden) for hidden in document.hidden],
                    "spans": spans,
                    "confidence": confidence,
                    "pages": len(document.pages),
                    "engine": judged.engine,
                    "ms": round((time.perf_counter() - started) * 1000),
                }
            )
    if failed:
        raise click.ClickException(f"{failed} of {len(files)} files could not be read.")


def source(file: str) -> bytes | Path:
    """The path, or the bytes of standard input for "-"."""
    return sys.stdin.buffer.read() if file == "-" else Path(file)


def as_resume(document: Extracted) -> ResumeText:
    """What the skills take, from what extraction gives."""
    hidden = [HiddenText(page=one.page, reason=one.reason, text=one.text) for one in document.hidden]
    return ResumeText(text=document.text, pages=list(document.pages), hidden=hidden)


def say(line: dict[str, Any]) -> None:
    click.echo(json.dumps(line, ensure_ascii=False))
