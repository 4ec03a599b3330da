"""The pages of a resume as pictures. A stranger's file is opened in a bounded process that knows nothing of ours."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.rules.roles import Permission
from greenroom.candidates.models import Application, Attempt
from greenroom.candidates.web.reading import application_at, chosen_attempts
from greenroom.evaluation.models import Evidence
from greenroom.evaluation.queries.reading import is_hidden, mask_for
from greenroom.evaluation.rules.masking import Mask
from greenroom.media.actions.files import open_stored
from greenroom.media.models import Resume

PDF = "application/pdf"
LARGEST = 20_000_000
WIDTH = 1000
MOST_MARKS = 100
LIMITS = {"cpu_seconds": 10, "memory_bytes": 1_000_000_000}
SECONDS = 20.0
ROOT = Path(__file__).resolve().parents[3]


@team(Permission.SEE)
@require_GET
def page(request: TeamRequest, slug: str, application_id: UUID) -> HttpResponse:
    """`page`, from 1, of the newest resume, or of the attempt asked for. 415 for what has no such page to be drawn."""
    application = application_at(request, slug, application_id)
    resume = _resume(application, chosen_attempts(request))
    number = request.GET.get("page", "1")
    if resume is None or resume.file is None or resume.file.size > LARGEST or not number.isdecimal():
        return HttpResponse(status=415)
    mask = mask_for(application.candidate, [resume]) if is_hidden(request.member, application) else None
    quotes = Evidence.objects.filter(resume=resume).values_list("text", flat=True).distinct()
    with open_stored(resume.file) as opened:
        picture = draw(opened.read(), page=int(number) - 1, marks=quotes[:MOST_MARKS], mask=mask)
    response = HttpResponse(picture, content_type="image/png") if picture else HttpResponse(status=415)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _resume(application: Application, chosen: Iterable[UUID]) -> Resume | None:
    rows = Attempt.objects.filter(application=application, resume__file__media_type=PDF)
    with_files = list(rows.select_related("resume__file").order_by("number"))
    wanted = set(chosen)
    picked = [attempt for attempt in with_files if attempt.id in wanted] or with_files[-1:]
    return picked[0].resume if picked else None


def draw(data: bytes, *, page: int, marks: Iterable[str], mask: Mask | None) -> bytes:
    """A PNG of the page, from 0; b"" for a document that cannot be drawn within the limits."""
    asked = {
        "page": page,
        "width": WIDTH,
        "marks": list(marks),
        "names": sorted(mask.names) if mask else None,
        "phrases": sorted(mask.phrases) if mask else [],
        **LIMITS,
    }
    try:
        # The environment is ours alone: the process inherits no secret.
        done = subprocess.run(
            [sys.executable, "-m", "greenroom.candidates.web.paper_process"],
            input=json.dumps(asked).encode() + b"\n" + data,
            capture_output=True,
            timeout=SECONDS,
            check=False,
            env={"PATH": os.defpath, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
            start_new_session=True,
        )
    except subprocess.TimeoutExpired:
        return b""
    return done.stdout if done.returncode == 0 else b""
