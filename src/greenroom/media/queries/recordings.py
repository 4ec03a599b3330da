"""Finding recordings."""

from __future__ import annotations

from uuid import UUID

from greenroom.core.errors import NotFound
from greenroom.media.models import Recording
from greenroom.media.recordings.tracks import Piece, Track, choose


def of_application(recording_id: UUID, application_id: UUID) -> Recording:
    """A recording of this application. Raises NotFound for any other."""
    mine = Recording.objects.filter(id=recording_id, application_id=application_id).select_related("file")
    found = mine.first()
    if found is None:
        raise NotFound
    return found


def track(attempt_id: UUID) -> Track:
    """What can be heard of an attempt."""
    rows = Recording.objects.filter(attempt_id=attempt_id)
    return choose(
        Piece(row.id, row.source, row.state, row.media_type, row.began_ms, row.ended_ms, row.gaps)
        for row in rows
    )
