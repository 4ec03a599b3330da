"""Taking in a resume: kept as it came, read in a process of its own, and confirmed by its owner."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from typing import IO, Any
from uuid import UUID

from django.conf import settings
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
from greenroom.stages.resume.config import ResumeConfig
from greenroom.stages.resume.rules.correcting import LISTED, Corrections, corrected

LONGEST_TYPED = 30_000  # characters
LONGEST_FACT = 2_000
CORRECTABLE = ("name", "location", "summary")


def take_file(*, attempt: Attempt, content: IO[bytes], name: str) -> Resume:
    """Read an uploaded document. Raises Refused, with a way on, when it cannot be read or kept: nothing is kept.

    The same bytes again, as after an answer that was lost, are the resume that the attempt has already.
    Raises a `ModelFailure` when the workspace reads resumes with a language model that cannot be had; the
    resume is kept then, and `read` makes up for it.
    """
    whole = content.read(settings.UPLOAD_LIMIT + 1)
    standing = Resume.objects.filter(
        id=attempt.resume_id, file__sha256=hashlib.sha256(whole).hexdigest()
    ).first()
    if standing is not None:
        return read(resume=standing, engines=attempt.workspace.engines)
    try:
        extracted = extract(whole)
    except Unreadable as unreadable:
        way_on = _("Or write a few lines below.")
        raise Refused(f"{_(unreadable.message)} {way_on}", field="file") from unreadable
    content.seek(0)
    stored = files.store(
        workspace_id=attempt.workspace_id, content=content, name=name, media_type=extracted.media_type
    )
    return read(resume=_keep(attempt, extracted, stored), engines=attempt.workspace.engines)


def take_text(*, attempt: Attempt, text: str) -> Resume:
    """A resume that was typed or pasted. Raises as `take_file` does."""
    text = clean(text).strip()
    if not text:
        raise Refused(_("Paste or type a few lines about your work."), field="text")
    if len(text) > LONGEST_TYPED:
        raise Refused(_("Please keep it under 30,000 characters."), field="text")
    resume = _keep(attempt, Extracted(text, ((0, len(text)),), (), "text/plain"), None)
    return read(resume=resume, engines=attempt.workspace.engines)


@transaction.atomic
def _keep(attempt: Attempt, extracted: Extracted, stored: StoredFile | None) -> Resume:
    """The resume of an open attempt from now on: not read yet, or the one it has where that is the same.

    A file that is not needed, and a resume that another one replaces, are swept a day later.
    """
    attempt = Attempt.objects.select_for_update(of=("self",), no_key=True).get(id=attempt.id)
    if attempt.status != Attempt.Status.OPEN:
        raise Refused(_("You have already done this step."))
    if attempt.resume is not None and _is_same(attempt.resume, extracted, stored):
        return attempt.resume
    resume: Resume = Resume.objects.create(
        workspace_id=attempt.workspace_id,
        file=stored,
        text=extracted.text,
        pages=[list(page) for page in extracted.pages],
        hidden=[asdict(hidden) for hidden in extracted.hidden],
        parsed=ParsedResume().model_dump(),
    )
    attempt.resume = resume
    attempt.save(update_fields=["resume"])
    return resume


def _is_same(standing: Resume, extracted: Extracted, stored: StoredFile | None) -> bool:
    if standing.file is None or stored is None:
        return standing.file is stored and standing.text == extracted.text
    return standing.file.sha256 == stored.sha256


def read(*, resume: Resume, engines: dict[str, str]) -> Resume:
    """Find the facts of a resume that is kept; nothing for one that was read. Raises a `ModelFailure`."""
    if resume.engine:
        return resume
    given = ResumeText(
        text=resume.text,
        pages=[(start, end) for start, end in resume.pages],
        hidden=[HiddenText(**hidden) for hidden in resume.hidden],
    )
    result = judge("parse_resume", given, engines=engines)
    facts: ParsedResume = result.output
    engine = " ".join(filter(None, [result.engine, result.model, result.version]))[:120]
    with transaction.atomic():
        Resume.objects.filter(id=resume.id, engine="").update(parsed=facts.model_dump(), engine=engine)
    resume.refresh_from_db()
    return resume


@transaction.atomic
def confirm(*, attempt: Attempt, corrections: dict[str, Any], resume_id: UUID | None = None) -> Attempt:
    """The candidate says the facts are right, after putting some of them right. Screening follows.

    corrections: name, location, summary and skills as typed, and `Row`s of work and education; what is not given stays.
    resume_id: the resume they looked at; Refused when another one has come since. The second time, nothing.
    """
    attempt = Attempt.objects.select_for_update(of=("self",), no_key=True).get(id=attempt.id)
    if attempt.status != Attempt.Status.OPEN:
        return attempt
    resume = attempt.resume
    if resume is None:
        raise Refused(_("Send your resume first."))
    if resume_id is not None and resume_id != resume.id:
        raise Refused(_("You have sent another resume since. This is what we read from it."))
    resume.parsed = corrected(resume.parsed, _checked(corrections))
    resume.save(update_fields=["parsed"])
    return attempts.submit(attempt=attempt)


@transaction.atomic
def skip(*, attempt: Attempt) -> Attempt:
    """Go on without a resume, where the stage asks for none; a resume that was sent before is not read.

    Raises Refused where one has to be sent. The second time, nothing.
    """
    attempt = Attempt.objects.select_for_update(of=("self",), no_key=True).get(id=attempt.id)
    if attempt.status != Attempt.Status.OPEN:
        return attempt
    if ResumeConfig(**attempt.config).mandatory:
        raise Refused(_("A resume is needed here. A few typed lines are enough."))
    attempt.resume = None
    attempt.save(update_fields=["resume"])
    return attempts.submit(attempt=attempt)


def _checked(corrections: dict[str, Any]) -> Corrections:
    words = {
        name: clean(str(corrections[name])).strip()[:LONGEST_FACT]
        for name in CORRECTABLE
        if name in corrections
    }
    skills = None
    if "skills" in corrections:
        typed = clean(str(corrections["skills"])).replace("\n", ",").split(",")
        skills = [word.strip()[:80] for word in typed if word.strip()][:80]
    return Corrections(words, skills, {name: corrections[name] for name in LISTED if name in corrections})
