"""Playing recordings to the team: never from a public address, and to whoever may read the transcript."""

from __future__ import annotations

from uuid import UUID

from django.http import FileResponse, HttpResponseBase
from django.views.decorators.http import require_GET

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.rules.roles import Permission
from greenroom.candidates.queries import applications
from greenroom.core.errors import NotFound
from greenroom.evaluation.queries.reading import is_hidden
from greenroom.media.models import Recording
from greenroom.media.queries import recordings
from greenroom.media.recordings import parts
from greenroom.media.recordings.serving import part


@team(Permission.SEE)
@require_GET
def play(request: TeamRequest, slug: str, application_id: UUID, recording_id: UUID) -> HttpResponseBase:
    """The part of a recording that a player asks for; what could not be made ready is a download, as it came.

    A picture of somebody is not there for whoever reads blind.
    """
    application = applications.get_for(request.member, application_id)
    if application.interviewer.slug != slug:
        raise NotFound
    recording = recordings.of_application(recording_id, application.id)
    if recording.media_type.startswith("video/") and is_hidden(request.member, application):
        raise NotFound
    response = _failed(recording) if recording.file is None else part(request, recording.file)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
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
