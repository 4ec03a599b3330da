"""Taking in recordings: byte by byte where they were left off, and never without an agreement."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import structlog
from django.db import IntegrityError, transaction
from django.db.models import Max, Sum
from django.utils.translation import gettext as _

from greenroom.compliance.actions import consents
from greenroom.core import clock, scope
from greenroom.core.errors import NotFound, Refused
from greenroom.core.events import emit
from greenroom.core.jobs import enqueue
from greenroom.media import events
from greenroom.media.actions.files import FULL
from greenroom.media.jobs import prepare_recording
from greenroom.media.models import Recording
from greenroom.media.recordings import parts
from greenroom.media.recordings.sniff import container_of

log = structlog.get_logger(__name__)

Source, State = Recording.Source, Recording.State
CHUNK_BYTES = 4 * 1024 * 1024  # of one piece that is sent
ATTEMPT_BYTES = 1_500_000_000  # of all recordings of an attempt
SEGMENTS = 500  # of one source of an attempt
TABS = 4  # that may begin one at the same moment
LEFT_OPEN = {Source.SERVER: timedelta(minutes=10)}
"""How long nothing comes before a recording is taken for ended; see `NOBODY_BACK` for what a candidate sends."""
NOBODY_BACK = timedelta(days=1)


@dataclass(frozen=True)
class Place:
    """Whose recording it is."""

    workspace_id: UUID
    application_id: UUID
    attempt_id: UUID


class Misplaced(Exception):
    """These bytes do not belong where the recording ends. offset: where it does."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


class NoRoom(Refused):
    """The disk is full: nothing of this piece was kept, and nothing that was confirmed is lost."""


class TooLarge(Refused):
    """More than one attempt may hold."""


class NoRecording(Refused):
    """Nothing that a browser records."""


class Differs(Refused):
    """What arrived is not what was recorded."""


def begin(*, place: Place, key: str, source: str, began_ms: int) -> Recording:
    """A new segment; the same key again is the same one. Raises Refused without an agreement, or for one too many."""
    _check_agreed(place.application_id)
    for _try in range(TABS):
        with suppress(IntegrityError):  # another tab has taken this number
            return _begin(place=place, key=key, source=source, began_ms=began_ms)
    return _begin(place=place, key=key, source=source, began_ms=began_ms)


@transaction.atomic
def _begin(*, place: Place, key: str, source: str, began_ms: int) -> Recording:
    of_attempt = Recording.objects.filter(attempt_id=place.attempt_id)
    standing = of_attempt.filter(key=key).first()
    if standing is not None:
        return standing
    last = of_attempt.filter(source=source).aggregate(last=Max("segment"))["last"] or 0
    if last >= SEGMENTS:
        raise TooLarge(_("This recording was begun anew too often."))
    made, is_new = Recording.objects.get_or_create(
        workspace_id=place.workspace_id,
        attempt_id=place.attempt_id,
        key=key,
        defaults={
            "application_id": place.application_id,
            "source": source,
            "segment": last + 1,
            "began_ms": max(0, began_ms),
        },
    )
    if is_new:
        begun = events.RecordingBegun(recording_id=made.id, attempt_id=made.attempt_id, source=source)
        emit(begun)
    return made


def _check_agreed(application_id: UUID) -> None:
    if not consents.agreed_to_sound(application_id):
        raise Refused(_("Nothing is recorded before you have agreed to it."))


def append(recording: Recording, *, offset: int, data: bytes) -> int:
    """Keep these bytes, if they begin where the recording ends; what it holds then, in bytes.

    They are on the disk before they are confirmed. Raises Misplaced, NoRoom, TooLarge, NoRecording, and Refused once
    the agreement was taken back.
    """
    _check_agreed(recording.application_id)
    container = container_of(data) if offset == 0 else ""
    try:
        with parts.held(recording) as part:
            now = _present(recording)
            if now.state != State.OPEN or offset != now.size:
                raise Misplaced(now.size)
            if offset == 0 and not container:
                raise NoRecording(_("This is no recording of a browser."))
            _check_room(now, len(data))
            if parts.length(part) < offset:
                raise NoRoom(_("This recording lies on another machine."))
            parts.append(part, data, at=offset)
            return _confirm(now, len(data), container)
    except OSError as failure:
        if failure.errno not in FULL:
            raise
        log.warning("disk full")
        raise NoRoom(_("Our disk is full. Nothing that was sent before is lost.")) from failure


def _present(recording: Recording) -> Recording:
    """The row as it is now. Raises NotFound once it was erased."""
    found = Recording.objects.filter(id=recording.id).first()
    if found is None:
        parts.drop(recording.id)
        raise NotFound
    return found


def _check_room(recording: Recording, more: int) -> None:
    held = Recording.objects.filter(attempt_id=recording.attempt_id).aggregate(held=Sum("size"))["held"] or 0
    if held + more > ATTEMPT_BYTES:
        raise TooLarge(_("This recording has become too large."))


def _confirm(recording: Recording, more: int, container: str) -> int:
    """Say in the row that they are kept, unless another machine was faster."""
    changes = {"size": recording.size + more, "touched_at": clock.now()}
    if container:
        kind = "video" if recording.source == Source.CAMERA else "audio"
        changes["media_type"] = f"{kind}/{container}"
    ours = Recording.objects.filter(id=recording.id, size=recording.size, state=State.OPEN)
    if not ours.update(**changes):
        raise Misplaced(_present(recording).size)
    return recording.size + more


def digest(recording: Recording) -> str:
    """SHA-256 of what is confirmed."""
    if recording.sha256:
        return recording.sha256
    with parts.held(recording) as part:
        return parts.digest(part, _present(recording).size)


def close(recording: Recording, *, size: int, sha256: str, ended_ms: int) -> Recording | None:
    """It is whole: have it made ready to be played. The same again changes nothing. None for one without bytes.

    Raises Misplaced where bytes are missing, and Differs where they are not those that were recorded: that one has
    failed.
    """
    with parts.held(recording) as part:
        now = _present(recording)
        if now.size != size:
            raise Misplaced(now.size)
        found = now.sha256 or parts.digest(part, size)
    if size == 0:
        _forget(now)
        return None
    if found != sha256:
        fail(now, "hash")
        raise Differs(_("What arrived is not what was recorded."))
    return _close(now, found, ended_ms)


@transaction.atomic
def _close(recording: Recording, sha256: str, ended_ms: int | None) -> Recording:
    ended = None if ended_ms is None else max(ended_ms, recording.began_ms)
    ours = Recording.objects.filter(id=recording.id, state=State.OPEN)
    if ours.update(state=State.CLOSED, sha256=sha256, ended_ms=ended, touched_at=clock.now()):
        enqueue(prepare_recording, recording_id=recording.id, key=f"recording:{recording.id}")
    return _present(recording)


@transaction.atomic
def fail(recording: Recording, reason: str) -> None:
    """It cannot be played. Its bytes are kept as they came. reason: one word."""
    ours = Recording.objects.filter(id=recording.id, state__in=(State.OPEN, State.CLOSED))
    if ours.update(state=State.FAILED):
        failed = events.RecordingFailed(
            recording_id=recording.id, attempt_id=recording.attempt_id, reason=reason
        )
        emit(failed)


def _forget(recording: Recording) -> None:
    Recording.objects.filter(id=recording.id, size=0).delete()
    parts.drop(recording.id)


def close_left() -> int:
    """Take for ended what was left open: as much of it as there is can be played. How many that were.

    What a candidate sends waits a day for their return; what a voice worker writes ends with the worker.
    """
    closed = 0
    with scope.everything("what was left open belongs to anybody"):
        for source in Source:
            before = clock.now() - LEFT_OPEN.get(source, NOBODY_BACK)
            left = Recording.objects.filter(state=State.OPEN, touched_at__lt=before, source=source)
            rows = list(left[:200])
            closed += len(rows)
            for row in rows:
                with scope.scoped(row.workspace_id):
                    _close_left(row)
    return closed


def _close_left(recording: Recording) -> None:
    """Of what a candidate sends as much as was confirmed; of what we wrote ourselves all there is."""
    if recording.source == Source.SERVER:
        close_written(recording, gaps=recording.gaps)
        return
    with parts.held(recording) as part:
        found = parts.digest(part, recording.size)
    if recording.size == 0:
        _forget(recording)
        return
    _close(recording, found, None)


def close_written(recording: Recording, *, gaps: list[list[int]]) -> None:
    """A part file that we wrote ourselves is whole. gaps: [from, to] since the attempt began. Raises NotFound."""
    _present(recording)
    with parts.held(recording) as part:
        size = parts.length(part)
        found = parts.digest(part, size)
    if size == 0:
        _forget(recording)
        return
    open_still = Recording.objects.filter(id=recording.id, state=State.OPEN)
    open_still.update(size=size, gaps=gaps, media_type="audio/webm")
    _close(recording, found, None)


def sweep_parts() -> int:
    """Delete what lies for a day where recordings arrive and belongs to none; how many files that were."""
    before = (clock.now() - NOBODY_BACK).timestamp()
    old = [path for path in parts.files() if path.stat().st_mtime < before]
    with scope.everything("files without a row belong to nobody"):
        wanted = {path: UUID(path.stem) for path in old}
        known = set(Recording.objects.filter(id__in=wanted.values()).values_list("id", flat=True))
    stray = [path for path in old if wanted[path] not in known]
    for path in stray:
        path.unlink(missing_ok=True)
    return len(stray)
