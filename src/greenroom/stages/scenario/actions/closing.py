"""Time that is up ends a task, whether or not anybody looks at its page."""

from __future__ import annotations

from datetime import timedelta

from greenroom.candidates.models import Attempt
from greenroom.core import clock, scope
from greenroom.stages.scenario.actions import tasks

KIND = "scenario"
ON_ITS_WAY = timedelta(minutes=1)
"""What was sent as time ran out arrives within this; the page itself ends at once."""


def close_what_is_due() -> int:
    """Hand in what stands where time is up; how many that were."""
    with scope.everything("tasks of all workspaces end when their time is up"):
        rows = Attempt.objects.filter(stage__kind=KIND, status=Attempt.Status.OPEN)
        running = list(rows.select_related("stage__interviewer", "application").order_by("created_at"))
    return sum(_close(attempt) for attempt in running)


def _close(attempt: Attempt) -> bool:
    with scope.scoped(attempt.workspace_id):
        if clock.now() < tasks.left_of(attempt).ends_at + ON_ITS_WAY:
            return False
        tasks.hand_in(attempt, timed_out=True)
    return True
