"""Making recordings ready to be played."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction

from greenroom.core.events import emit
from greenroom.core.ids import new_id
from greenroom.core.jobs import TryAgain
from greenroom.media import events
from greenroom.media.actions.files import FULL
from greenroom.media.actions.recordings import fail
from greenroom.media.models import Recording, StoredFile
from greenroom.media.recordings import parts
from greenroom.media.recordings.remuxing import Playable, Unplayable, make_playable

State = Recording.State


def prepare(*, recording_id: UUID) -> None:
    """Copy a closed recording into a file that can be sought in, and keep that. Nothing the second time.

    What cannot be copied is failed, and its bytes stay as they came. Raises TryAgain where the disk is full.
    """
    recording = Recording.objects.filter(id=recording_id, state=State.CLOSED).first()
    if recording is None:
        return
    source, target = parts.path_of(recording.id), parts.ready_path(recording.id)
    container = recording.media_type.rpartition("/")[2]
    try:
        made = make_playable(
            source, target, container, keeps_video=recording.source == Recording.Source.CAMERA
        )
        _keep(recording, made, target)
    except Unplayable as problem:
        target.unlink(missing_ok=True)
        fail(recording, problem.reason)
        return
    except OSError as failure:
        target.unlink(missing_ok=True)
        if failure.errno not in FULL:
            raise
        raise TryAgain("disk full") from failure
    parts.drop(recording.id)


def give_up(*, recording_id: UUID) -> None:
    """It could not be made ready however often that was tried."""
    recording = Recording.objects.filter(id=recording_id, state=State.CLOSED).first()
    if recording is not None:
        fail(recording, "tries")


def _keep(recording: Recording, made: Playable, target: Path) -> None:
    with target.open("rb") as whole:
        sha256 = parts.digest(whole, target.stat().st_size)
        whole.seek(0)
        key = default_storage.save(f"{recording.workspace_id}/{new_id().hex}", File(whole))
    with transaction.atomic():
        file = StoredFile.objects.create(
            workspace_id=recording.workspace_id,
            key=key,
            name=f"recording-{recording.segment}.{made.media_type.rpartition('/')[2]}",
            media_type=made.media_type,
            size=target.stat().st_size,
            sha256=sha256,
        )
        ours = Recording.objects.filter(id=recording.id, state=State.CLOSED)
        kept = ours.update(
            state=State.REMUXED,
            file=file,
            media_type=made.media_type,
            ended_ms=recording.began_ms + made.duration_ms,
            gaps=_merged(recording, made),
        )
        if not kept:  # erased, or made ready by another worker
            file.delete()
            default_storage.delete(key)
            return
        emit(
            events.RecordingReady(
                recording_id=recording.id, attempt_id=recording.attempt_id, size=recording.size
            )
        )


def _merged(recording: Recording, made: Playable) -> list[list[int]]:
    """Gaps that were noted while recording, and those that its sound shows, in order."""
    seen = [[recording.began_ms + begin, recording.began_ms + end] for begin, end in made.gaps]
    return sorted([*recording.gaps, *seen])
