"""The jobs of one tenant, as its administrators see and steer them.

A job without a scope is the product's own and nobody's to see here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Count

from greenroom.core import cursors
from greenroom.core.actors import Actor
from greenroom.core.errors import NotFound
from greenroom.core.events import emit
from greenroom.core.jobs import port
from greenroom.core.jobs.events import JobCancelled, JobRetried
from greenroom.core.models import Job

NEWEST_FIRST = cursors.Order("created_at", descending=True)
OPEN = frozenset({Job.State.WAITING, Job.State.RUNNING})
ENDED_BADLY = frozenset({Job.State.FAILED, Job.State.CANCELLED})


@dataclass(frozen=True)
class Entry:
    """A job in a list. percent: None when it has reported no progress. worker: the host that runs it now."""

    id: UUID
    what: str
    room: str
    state: str
    attempts: int
    done: int
    total: int
    percent: int | None
    error: str
    worker: str
    created_at: datetime
    run_at: datetime
    stopping: bool
    can_cancel: bool
    can_retry: bool


@dataclass(frozen=True)
class JobsPage:
    """newer and older are cursors, "" at an end."""

    entries: list[Entry]
    newer: str
    older: str


def page_for(
    scope_id: UUID, *, state: str = "", after: str = "", before: str = "", size: int = 50
) -> JobsPage:
    """Newest first; state: one of Job.State, or "" for all."""
    rows = Job.objects.filter(scope_id=scope_id)
    if state:
        rows = rows.filter(state=state)
    found = cursors.page(rows, NEWEST_FIRST, size=size, after=after, before=before)
    return JobsPage([_entry(row) for row in found.rows], newer=found.before, older=found.after)


def counts_for(scope_id: UUID) -> dict[str, int]:
    """How many jobs are in each state."""
    return dict(
        Job.objects.filter(scope_id=scope_id).values_list("state").annotate(Count("id")).order_by("state")
    )


def cancel(scope_id: UUID, job_id: UUID, *, by: Actor) -> None:
    """Stop a job that waits or runs. Raises NotFound for one of somebody else."""
    with transaction.atomic():
        row = _get_for(scope_id, job_id)
        port.cancel(row.id)
        emit(JobCancelled(job_id=row.id, job=row.name), by=by)


def retry(scope_id: UUID, job_id: UUID, *, by: Actor) -> None:
    """Start a failed or cancelled job again. Raises NotFound for one of somebody else."""
    with transaction.atomic():
        row = _get_for(scope_id, job_id)
        port.retry_failed(row.id)
        emit(JobRetried(job_id=row.id, job=row.name), by=by)


def _get_for(scope_id: UUID, job_id: UUID) -> Job:
    row = Job.objects.filter(id=job_id, scope_id=scope_id).first()
    if row is None:
        raise NotFound
    return row


def _entry(row: Job) -> Entry:
    room, _, what = row.name.partition(".")
    return Entry(
        id=row.id,
        what=what.replace("_", " ").capitalize(),
        room=room,
        state=row.state,
        attempts=row.attempts,
        done=row.progress_done,
        total=row.progress_total,
        percent=100 * row.progress_done // row.progress_total if row.progress_total else None,
        error=row.error,
        worker=row.worker.partition(":")[0].partition("/")[0] if row.state == Job.State.RUNNING else "",
        created_at=row.created_at,
        run_at=row.run_at,
        stopping=row.cancel_asked and row.state == Job.State.RUNNING,
        can_cancel=row.state in OPEN and not row.cancel_asked,
        can_retry=row.state in ENDED_BADLY,
    )
