"""What this room does when a lower room speaks."""

from __future__ import annotations

from greenroom.candidates.actions import testing
from greenroom.candidates.actions.telling import tell_of_completion
from greenroom.candidates.events import ApplicationStatusChanged
from greenroom.candidates.jobs import catch_up
from greenroom.candidates.rules.status import Status
from greenroom.core.events import on
from greenroom.core.jobs import enqueue
from greenroom.interviewers.events import InterviewerDeleted, WorkflowChanged, WorkflowReplaced


@on(InterviewerDeleted)
def forget_its_tests(event: InterviewerDeleted) -> None:
    testing.forget(interviewer_id=event.interviewer_id)


@on(WorkflowReplaced)
def forget_the_tests_of_what_goes(event: WorkflowReplaced) -> None:
    testing.forget(interviewer_id=event.interviewer_id)


@on(WorkflowChanged)
def look_at_who_is_on_their_way(event: WorkflowChanged) -> None:
    enqueue(catch_up, key=f"catch-up:{event.interviewer_id}", interviewer_id=event.interviewer_id)


@on(ApplicationStatusChanged)
def tell_the_team_of_a_completed_interview(event: ApplicationStatusChanged) -> None:
    if event.after == Status.COMPLETED:
        tell_of_completion(application_id=event.application_id)
