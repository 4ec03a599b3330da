"""What candidates sent with a form, for taking away."""

from __future__ import annotations

import tempfile
import zipfile
from uuid import UUID

from django.http import FileResponse, HttpResponseBase
from django.views.decorators.http import require_GET

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.rules.roles import Permission
from greenroom.candidates.models import Attempt
from greenroom.core.errors import NotFound
from greenroom.evaluation.queries.reading import is_hidden
from greenroom.media.actions.files import open_stored
from greenroom.media.models import StoredFile
from greenroom.stages.form import queries

IN_MEMORY = 2_000_000  # bytes, of an archive before it goes to disk


@team(Permission.SEE)
@require_GET
def files(request: TeamRequest, attempt_id: UUID, question_id: UUID) -> HttpResponseBase:
    """The file, or an archive of several. Always a download: a stranger's file never opens in our pages.

    Its name and words tell who sent it, so it is not there for whoever reads blind.
    """
    rows = Attempt.objects.filter(id=attempt_id, workspace_id=request.member.workspace_id)
    attempt = rows.select_related("application").first()
    sent = queries.files_of(attempt, question_id) if attempt else []
    if attempt is None or not sent or is_hidden(request.member, attempt.application):
        raise NotFound
    if len(sent) == 1:
        return _download(open_stored(sent[0]), sent[0].name)
    return _download(_archive(sent), "files.zip")


def _download(content: object, name: str) -> HttpResponseBase:
    return FileResponse(content, as_attachment=True, filename=name, content_type="application/octet-stream")


def _archive(sent: list[StoredFile]) -> object:
    whole = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  (the response closes it)
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as archive:
        for number, file in enumerate(sent, start=1):
            with open_stored(file) as content:
                archive.writestr(f"{number}-{file.name}", content.read())
    whole.seek(0)
    return whole
