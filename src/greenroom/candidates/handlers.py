"""What this room does when a lower room speaks."""

from __future__ import annotations

from greenroom.candidates.actions import informing, reminding, testing
from greenroom.candidates.actions.telling import tell_of_completion, tell_of_data_asked
from greenroom.candidates.events import (
    ApplicationStatusChanged,
    AttemptRuledOn,
    CandidateInvited,
    RetakeAllowed,
)
from greenroom.candidates.jobs import catch_up, offer_retakes, offer_times, thank
from greenroom.candidates.queries import on_their_way
from greenroom.candidates.rules.status import Status
from greenroom.compliance.events import DataAsked, DataRequestDone, DataRequestRefused, ErasureOrdered
from greenroom.core.events import on
from greenroom.core.jobs import enqueue
from greenroom.interviewers.events import InterviewerDeleted, WorkflowChanged, WorkflowReplaced
from greenroom.outreach import registry as messages


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


@on(DataAsked)
def tell_the_team_what_is_asked(event: DataAsked) -> None:
    tell_of_data_asked(data_request_id=event.data_request_id)


@on(ErasureOrdered)
def say_goodbye(event: ErasureOrdered) -> None:
    informing.tell_of_erasure(candidate_id=event.person_id)


@on(DataRequestDone)
def tell_that_it_is_done(event: DataRequestDone) -> None:
    informing.tell_of_answer(data_request_id=event.data_request_id)


@on(DataRequestRefused)
def tell_that_it_is_refused(event: DataRequestRefused) -> None:
    informing.tell_of_answer(data_request_id=event.data_request_id)


for kind, still_wanted in {
    "invitation": on_their_way.wants_invitation,
    "reminder": on_their_way.wants_reminder,
    "final_reminder": on_their_way.wants_reminder,
    "next_step": on_their_way.wants_next_step,
    "retake": on_their_way.wants_retake,
    "scheduling_link": on_their_way.wants_scheduling,
    "stopped": on_their_way.is_stopped,
}.items():
    messages.register(kind, still_wanted)


@on(CandidateInvited)
def look_at_who_was_invited(event: CandidateInvited) -> None:
    reminding.watch(application_id=event.application_id)


@on(ApplicationStatusChanged)
def write_to_the_candidate(event: ApplicationStatusChanged) -> None:
    if event.after == Status.IN_PROGRESS:
        reminding.watch(application_id=event.application_id)
    if event.after in {Status.EVALUATING, Status.COMPLETED} and event.before == Status.IN_PROGRESS:
        enqueue(thank, key=f"thank:{event.application_id}", application_id=event.application_id)
    if event.after == Status.SHORTLISTED:
        enqueue(offer_times, application_id=event.application_id)


@on(AttemptRuledOn)
def offer_another_go(event: AttemptRuledOn) -> None:
    if event.outcome == "stopped":
        enqueue(offer_retakes, application_id=event.application_id)


@on(RetakeAllowed)
def offer_the_go_that_was_allowed(event: RetakeAllowed) -> None:
    enqueue(offer_retakes, application_id=event.application_id)
