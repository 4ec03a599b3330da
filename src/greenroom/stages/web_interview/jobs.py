"""What this kind of stage does again and again."""

from __future__ import annotations

from datetime import timedelta

from greenroom.core.jobs import every, job
from greenroom.stages.web_interview.actions import pictures


@every(timedelta(hours=6))
@job("stages.sweep_room_pictures")
def sweep_room_pictures() -> None:
    pictures.sweep()
