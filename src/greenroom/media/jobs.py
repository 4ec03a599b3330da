"""Work of this room that runs off the request."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from greenroom.core.jobs import Retry, every, is_last_try, job


@every(timedelta(hours=6))
@job("media.sweep")
def sweep_files() -> None:
    from greenroom.media.actions import sweeping  # noqa: PLC0415  (models must be loaded first)

    sweeping.sweep_rows()
    sweeping.sweep()


PREPARING = Retry(times=12)


@job("media.prepare_recording", retry=PREPARING)
def prepare_recording(*, recording_id: str) -> None:
    """After the last try its bytes stay as they came, and the page says so."""
    from greenroom.media.actions import playing  # noqa: PLC0415

    try:
        playing.prepare(recording_id=UUID(recording_id))
    except Exception:
        if is_last_try(PREPARING):
            playing.give_up(recording_id=UUID(recording_id))
        raise


@every(timedelta(minutes=10))
@job("media.close_recordings", retry=Retry(times=1))
def close_recordings() -> None:
    from greenroom.media.actions import recordings  # noqa: PLC0415

    recordings.close_left()
    recordings.sweep_parts()
