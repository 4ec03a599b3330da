"""Taking in a resume: kept as it came, read in a process of its own, and confirmed by its owner."""

from __future__ import annotations

from dataclasses import asdict
from typing import IO, Any

from django.db import transaction
from django.utils.translation import gettext as _

from greenroom.candidates.actions import attempts
from greenroom.candidates.models import Attempt
from greenroom.core.errors import Refused
from greenroom.core.text import clean
from greenroom.media.actions import files
from greenroom.media.extraction import Extracted, Unreadable, extract
from greenroom.media.models import Resume, StoredFile
from greenroom.skills.desk import judge
from greenroom.skills.parse_resume.schema import HiddenText, ParsedResume, ResumeText

LONGEST_TYPED = 30_000  # characters
CORRECTABLE = ("name", "location", "summary")


def take_file(*, attempt: Attempt, content: IO[bytes], name: str) -> Resume:
    """Read an uploaded document. Raises Refused, with a way on, when it cannot be kept or read.

    Raises a `ModelFailure` when the workspace reads resumes with a language model that cannot be had; the file
    is kept then, and `read_again` makes up for it.
    """
    stored = files.store(workspace_id=attempt.workspace_id, content=content, name=name)
    with files.open_stored(stored) as opened:
        data = opened.read()
    try:
        extracted = extract(data)
    except Unreadable as unreadable:
        raise Refused(unreadable.message, field="file") from unreadable
    stored.media_type = extracted.media_type
    stored.save(update_fields=["media_type"])
    return _keep(attempt, extracted, stored)


def take_text(*, attempt: Attempt, text: str) -> Resume:
    """A resume that was typed or pasted."""
    text = clean(text).strip()
    if not text:
        raise Refused(_("Paste or type a few lines about your work."), field="text")
    if len(text) > LONGEST_TYPED:
        raise Refused(_("Please keep it under 30,000 characters."), field="text")
    return _keep(attempt, Extracted(text, ((0, len(text)),), (), "text/plain"), None)


def _keep(attempt: Attempt, extracted: Extracted, stored: StoredFile | None) -> Resume:
    given = ResumeText(
        text=extracted.text,
        pages=list(extracted.pages),
        hidden=[HiddenText(**asdict(hidden)) for hidden in extracted.hidden],
    )
    result = judge("parse_resume", given, engines=attempt.workspace.engines)
    parsed: ParsedResume = result.output
    with transaction.atomic():
        resume: Resume = Resume.objects.create(
            workspace_id=attempt.workspace_id,
            file=stored,
            text=extracted.text,
            pages=[list(page) for page in extracted.pages],
            hidden=[asdict(hidden) for hidden in extracted.hidden],
            parsed=parsed.model_dump(),
            engine=" ".join(filter(None, [result.engine, result.model, result.version]))[:120],
        )
        Attempt.objects.filter(id=attempt.id, status=Attempt.Status.OPEN).update(resume=resume)
    return resume


@transaction.atomic
def confirm(*, attempt: Attempt, corrections: dict[str, Any]) -> Attempt:
    """The candidate says the facts are right, after putting some of them right. Screening follows."""
    attempt = Attempt.objects.select_for_update(of=("self",)).select_related("resume").get(id=attempt.id)
    if attempt.resume is None:
        raise Refused(_("Send your resume first."))
    if attempt.status == Attempt.Status.OPEN:
        resume = attempt.resume
        resume.parsed = {**resume.parsed, **_checked(corrections)}
        resume.save(update_fields=["parsed"])
        attempts.ask_all(attempt=attempt)
    return attempts.submit(attempt=attempt)


def _checked(corrections: dict[str, Any]) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for name in CORRECTABLE:
        if name in corrections:
            kept[name] = clean(str(corrections[name])).strip()[:2000]
    if "skills" in corrections:
        typed = clean(str(corrections["skills"])).replace("\n", ",").split(",")
        kept["skills"] = [word.strip()[:80] for word in typed if word.strip()][:80]
    return kept
