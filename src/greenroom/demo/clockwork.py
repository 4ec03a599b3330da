"""Three weeks in a minute: everybody's steps in the order of their times, each at its own time.

A step is one use of the product with the jobs that follow from it. Both happen in one transaction, so a run that
is killed has done a step whole or not at all, and no other worker sees its jobs.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Generator, Iterable
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from django.db import transaction
from django.utils import translation

from greenroom.core import clock, scope
from greenroom.core.errors import NotFound, Refused
from greenroom.core.jobs.claiming import claim
from greenroom.core.jobs.running import execute
from greenroom.core.models import Job

log = structlog.get_logger(__name__)

A_MOMENT = timedelta(seconds=3)  # from a step until its jobs have run
UNTIL_THEY_END = 20  # rounds of jobs that jobs enqueue


@dataclass(frozen=True)
class Step:
    """at: when. do: one action. language: of the page it is done on. jobs: run what it enqueues.

    whole: in one transaction with its jobs; not for what takes long without writing.
    """

    at: datetime
    do: Callable[[], object]
    language: str = "en"
    jobs: bool = True
    whole: bool = True


Course = Generator[Step, None, None]
"""Somebody's steps, in order. It looks at the rows when asked for the next one, so it goes on where it stands."""


def run(courses: Iterable[Course], *, workspace_id: UUID) -> None:
    """Go through all courses side by side, the earliest step first.

    A course ends early where a step is refused or its rows are gone: the team may have closed the door meanwhile.
    """
    with scope.scoped(workspace_id):
        waiting: list[tuple[datetime, int, Step, Course]] = []
        for number, course in enumerate(courses):
            _put(waiting, number, course)
        while waiting:
            at, number, step, course = heapq.heappop(waiting)
            if _take(step, workspace_id):
                _put(waiting, number, course, not_before=at)
            else:
                course.close()


def _put(
    waiting: list[tuple[datetime, int, Step, Course]],
    number: int,
    course: Course,
    not_before: datetime | None = None,
) -> None:
    """Put the course's next step among those that wait; nothing when it has none."""
    with suppress(NotFound):
        step = next(course, None)
        if step is not None:
            at = max(step.at, not_before) if not_before else step.at
            heapq.heappush(waiting, (at, number, step, course))


def _take(step: Step, workspace_id: UUID) -> bool:
    with ExitStack() as stack:
        stack.enter_context(translation.override(step.language))
        if step.whole:
            stack.enter_context(transaction.atomic())
        try:
            with clock.at(step.at):
                step.do()
        except (Refused, NotFound) as no:
            log.warning("a step of the demo was refused", failure=type(no).__name__, reason=str(no))
            return False
        if step.jobs:
            with clock.at(step.at + A_MOMENT):
                _run_jobs(step.at, workspace_id)
    return True


def _run_jobs(since: datetime, workspace_id: UUID) -> None:
    """Run what was enqueued from then until the moment it is now, and what that enqueues."""
    fresh = Job.objects.filter(
        scope_id=workspace_id, state=Job.State.WAITING, created_at__gte=since, run_at__lte=clock.now()
    )
    for _ in range(UNTIL_THEY_END):
        due = list(fresh.order_by("run_at", "id").values_list("id", flat=True))
        if not due:
            return
        for job_id in due:
            claimed = claim(job_id)
            if claimed is not None:
                execute(claimed)
