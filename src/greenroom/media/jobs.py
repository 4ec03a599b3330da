"""Work of this room that runs off the request."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from greenroom.core.jobs import Retry, every, job


@every(timedelta(hours=6))
@job("media.sweep")
def sweep_files() -> None:
    from greenroom.media.actions import sweeping  # noqa: PLC0415  (models must be loaded first)

    sweeping.sweep_rows()
    sweeping.sweep()


@job("media.prepare_recording", retry=Retry(times=12))
def prepare_recording(*, recording_id: str) -> None:
    from greenroom.media.actions import playing  # noqa: PLC0415

    playing.prepare(recording_id=UUID(recording_id))


@every(timedelta(minutes=10))
@job("media.close_recordings")
def close_recordings() -> None:
    from greenroom.media.actions import recordings  # noqa: PLC0415

    recordings.close_left()
