"""Work of this room that runs off the request."""

from __future__ import annotations

from datetime import timedelta

from greenroom.core.jobs import every, job


@every(timedelta(hours=6))
@job("media.sweep")
def sweep_files() -> None:
    from greenroom.media.actions import sweeping  # noqa: PLC0415  (models must be loaded first)

    sweeping.sweep_rows()
    sweeping.sweep()
