"""What this room does when a lower room speaks."""

from __future__ import annotations

from greenroom.candidates.jobs import catch_up
from greenroom.core.events import on
from greenroom.core.jobs import enqueue
from greenroom.interviewers.events import WorkflowChanged


@on(WorkflowChanged)
def look_at_who_is_on_their_way(event: WorkflowChanged) -> None:
    enqueue(catch_up, key=f"catch-up:{event.interviewer_id}", interviewer_id=event.interviewer_id)
