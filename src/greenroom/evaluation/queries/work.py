"""What has become of the jobs that make evaluations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from greenroom.core.models import Job

JOB = "evaluation.evaluate"
State = Literal["at work", "failed", "cancelled", "gone"]


@dataclass(frozen=True)
class Ending:
    """state: how the newest job of an evaluation stands; "gone" where none is left to make it."""

    state: State
    reason: str = ""


def _jobs(evaluation_ids: Iterable[UUID]) -> list[Job]:
    wanted = [str(each) for each in evaluation_ids]
    if not wanted:
        return []
    found = Job.objects.filter(name=JOB, arguments__evaluation_id__in=wanted)
    return list(found.order_by("created_at"))


def endings(evaluation_ids: Iterable[UUID]) -> dict[UUID, Ending]:
    """How each of these evaluations stands with its jobs, in one statement."""
    ids = list(evaluation_ids)
    found = dict.fromkeys(ids, Ending("gone"))
    for job in _jobs(ids):
        mine = UUID(job.arguments["evaluation_id"])
        if found[mine].state != "at work":
            found[mine] = _ending(job)
    return found


def _ending(job: Job) -> Ending:
    if job.state in {Job.State.WAITING, Job.State.RUNNING}:
        return Ending("at work")
    if job.state == Job.State.FAILED:
        return Ending("failed", job.error)
    return Ending("cancelled") if job.state == Job.State.CANCELLED else Ending("gone")


def next_tries(evaluation_ids: Iterable[UUID]) -> dict[UUID, datetime]:
    """When each of these evaluations that wait is tried next; no statement where none is asked about."""
    waiting = [job for job in _jobs(evaluation_ids) if job.state == Job.State.WAITING]
    return {UUID(job.arguments["evaluation_id"]): job.run_at for job in waiting}
