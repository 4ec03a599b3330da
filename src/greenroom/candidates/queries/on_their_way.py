"""Who can still go on, asked one by one or for many at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from greenroom.candidates.models import Application, Attempt
from greenroom.candidates.queries import flows
from greenroom.candidates.rules import retakes
from greenroom.candidates.rules.flow import State
from greenroom.core import clock
from greenroom.interviewers.models import Stage
from greenroom.interviewers.queries.interviewers import standing_stages
from greenroom.interviewers.rules.lifecycle import Door, door

Status = Application.Status
OPEN = frozenset({Status.PENDING, Status.IN_PROGRESS})
THEIRS = frozenset({State.READY, State.BEGUN})
"""States of a step that waits for the candidate and nobody else."""


def find(application_id: UUID) -> Application | None:
    """The application of somebody who may be written to; None where it is gone or a test."""
    rows = Application.objects.filter(id=application_id, is_test=False)
    return rows.select_related("candidate", "interviewer__workspace").first()


def is_open(application: Application) -> bool:
    interviewer = application.interviewer
    return door(status=interviewer.status, deadline=interviewer.deadline, now=clock.now()) is Door.OPEN


def among(applications: Iterable[Application]) -> set[UUID]:
    """Ids of those for whom something waits that only they can do; two statements. Interviewers at hand."""
    wanted = [each for each in applications if each.status in OPEN and not each.is_test and is_open(each)]
    begun = [each for each in wanted if each.status == Status.IN_PROGRESS]
    attempts: dict[UUID, list[Attempt]] = defaultdict(list)
    rows = Attempt.objects.filter(application__in=begun).select_related("stage").order_by("number")
    for attempt in rows:
        attempts[attempt.application_id].append(attempt)
    stages: dict[UUID, list[Stage]] = defaultdict(list)
    for stage in standing_stages().filter(interviewer__in={each.interviewer_id for each in begun}):
        stages[stage.interviewer_id].append(stage)
    found = {each.id for each in wanted if each.status == Status.PENDING}
    for each in begun:
        steps = flows.arranged(each, attempts[each.id], stages[each.interviewer_id])
        if any(step.state in THEIRS for step in steps):
            found.add(each.id)
    return found


def wants_invitation(application_id: UUID) -> bool:
    found = find(application_id)
    return found is not None and found.status in OPEN and is_open(found)


def wants_reminder(application_id: UUID) -> bool:
    found = find(application_id)
    return found is not None and found.id in among([found])


def wants_next_step(application_id: UUID) -> bool:
    found = find(application_id)
    if found is None or found.status == Status.DISMISSED or not is_open(found):
        return False
    return any(step.state is State.READY for step in flows.of(found))


def wants_retake(application_id: UUID) -> bool:
    found = find(application_id)
    if found is None or not is_open(found):
        return False
    now = clock.now()
    return any(flows.retake(found, step, now=now).state is retakes.State.OPEN for step in flows.of(found))


def wants_scheduling(application_id: UUID) -> bool:
    found = find(application_id)
    return found is not None and found.status == Status.SHORTLISTED and bool(found.interviewer.scheduling_url)


def is_stopped(application_id: UUID) -> bool:
    """Whether a rule holds them up still, and nobody has let them on."""
    found = find(application_id)
    if found is None or found.status != Status.KNOCKED_OUT:
        return False
    return any(step.state is State.STOPPED for step in flows.of(found))
