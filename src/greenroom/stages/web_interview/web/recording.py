"""Playing recordings to the team: never from a public address, and to whoever may read the transcript."""

from __future__ import annotations

from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_GET

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.rules.roles import Permission
from greenroom.candidates.queries import applications
from greenroom.core.errors import NotFound
from greenroom.media.actions.files import open_stored
from greenroom.media.models import Recording, StoredFile
from greenroom.media.queries import recordings
from greenroom.media.recordings import parts, ranges


@team(Permission.SEE)
@require_GET
def play(request: TeamRequest, slug: str, application_id: UUID, recording_id: UUID) -> HttpResponseBase:
    """The part of a recording that a player asks for; what could not be made ready is a download, as it came."""
    application = applications.get_for(request.member, application_id)
    if application.interviewer.slug != slug:
        raise NotFound
    recording = recordings.of_application(recording_id, application.id)
    response = _failed(recording) if recording.file is None else _part(request, recording.file)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _part(request: HttpRequest, file: StoredFile) -> HttpResponseBase:
    tag = f'"{file.sha256}"'
    unchanged = request.headers.get("If-Range", tag) == tag
    try:
        span = ranges.wanted(request.headers.get("Range", ""), file.size) if unchanged else None
    except ranges.Unsatisfiable:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{file.size}"})
    opened = open_stored(file)
    if span is None:
        response: HttpResponseBase = FileResponse(opened, content_type=file.media_type)
        response.headers["Content-Length"] = str(file.size)
    else:
        with opened:
            opened.seek(span.first)
            response = HttpResponse(opened.read(span.length), status=206, content_type=file.media_type)
        response.headers["Content-Range"] = f"bytes {span.first}-{span.last}/{file.size}"
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["ETag"] = tag
    return response


def _failed(recording: Recording) -> HttpResponseBase:
    """Bytes of a stranger never open in our pages. Raises NotFound while it is still on its way."""
    if recording.state != Recording.State.FAILED:
        raise NotFound
    try:
        opened = parts.path_of(recording.id).open("rb")
    except FileNotFoundError as lost:
        raise NotFound from lost
    container = recording.media_type.rpartition("/")[2] or "bin"
    return FileResponse(
        opened,
        as_attachment=True,
        filename=f"recording-{recording.segment}.{container}",
        content_type="application/octet-stream",
    )
