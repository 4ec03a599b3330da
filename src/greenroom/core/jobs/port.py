"""What the rest of the product knows of jobs."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from greenroom.core import clock, scope
from greenroom.core.jobs import engines
from greenroom.core.jobs.line import put_back
from greenroom.core.models import Job


class TryAgain(Exception):
    """The job could not do its work now. after: when to try again, instead of the retry policy's own time."""

    def __init__(self, reason: str, after: timedelta | None = None) -> None:
        super().__init__(reason)
        self.after = after


class GiveUp(Exception):
    """The job will never be able to do its work; it fails now, whatever its retry policy."""


class Cancelled(Exception):
    """The running job should stop: a person asked for it, or the job is no longer this worker's."""


@dataclass(frozen=True)
class Retry:
    """times: attempts in all. first: wait before the second; each further wait is `factor` times longer."""

    times: int = 8
    first: timedelta = timedelta(seconds=5)
    factor: float = 3.0
    longest: timedelta = timedelta(hours=1)

    def wait(self, attempts: int) -> timedelta:
        """How long to wait after this many attempts."""
        growths = min(max(attempts - 1, 0), 64)  # beyond that the longest wait holds whatever the factor
        seconds = self.first.total_seconds() * self.factor**growths
        return timedelta(seconds=min(seconds, self.longest.total_seconds()))


@dataclass(frozen=True)
class Kind:
    """A registered job."""

    name: str
    function: Callable[..., None]
    retry: Retry

    def __call__(self, **arguments: Any) -> None:
        self.function(**arguments)


KINDS: dict[str, Kind] = {}
SCHEDULES: dict[str, timedelta] = {}
running: ContextVar[Job | None] = ContextVar("running_job", default=None)


def is_last_try(retry: Retry) -> bool:
    """Whether the running job will not be tried again after this; False outside a job."""
    row = running.get()
    return row is not None and row.attempts - row.losses >= retry.times


def job(name: str, *, retry: Retry | None = None) -> Callable[[Callable[..., None]], Kind]:
    """Register a function of keyword-only plain values as the job `name` ("room.verb")."""

    def register(function: Callable[..., None]) -> Kind:
        if name in KINDS:
            raise ValueError(f"two jobs are called {name}")
        KINDS[name] = Kind(name, function, retry or Retry())
        return KINDS[name]

    return register


def every(period: timedelta) -> Callable[[Kind], Kind]:
    """Enqueue the job each `period`, once however many workers run."""

    def register(kind: Kind) -> Kind:
        SCHEDULES[kind.name] = period
        return kind

    return register


def enqueue(kind: Kind, *, run_at: datetime | None = None, key: str | None = None, **arguments: Any) -> None:
    """Add a job in the current transaction: it exists exactly if that transaction commits.

    run_at: not before this time. key: one that already waits under this key is enough; it is brought forward
    where `run_at` is sooner, and starts only when what this transaction wrote can be seen.
    arguments: JSON values, and UUIDs, which arrive as text. The job runs in the scope in which it was enqueued.
    """
    plain = {name: str(value) if isinstance(value, UUID) else value for name, value in arguments.items()}
    with transaction.atomic():
        row = Job(
            name=kind.name,
            arguments=plain,
            scope_id=scope.current(),
            key=key,
            run_at=run_at or clock.now(),
        )
        if key is None:
            row.save(force_insert=True)
        else:
            row = _once(row)
        engines.current().poke(row.id, run_at=row.run_at)


def _once(row: Job) -> Job:
    """The row, or the one that already waits under its key, held so that nobody starts it before we commit."""
    while True:
        Job.objects.bulk_create([row], ignore_conflicts=True)
        waiting = Job.objects.select_for_update().filter(key=row.key, state=Job.State.WAITING).first()
        if waiting is None:
            continue
        if waiting.run_at > row.run_at:
            waiting.run_at = row.run_at
            waiting.save(update_fields=["run_at"])
        return waiting


def cancel(job_id: UUID) -> None:
    """Stop a waiting job now, and ask a running one to stop at its next `report_progress`."""
    open_states = [Job.State.WAITING, Job.State.RUNNING]
    with transaction.atomic():
        asked = Job.objects.filter(id=job_id, state__in=open_states)
        if asked.update(cancel_asked=True):
            waiting = Job.objects.filter(id=job_id, state=Job.State.WAITING)
            waiting.update(state=Job.State.CANCELLED, finished_at=clock.now())


def retry_failed(job_id: UUID) -> None:
    """Give a failed or cancelled job another full set of attempts."""
    ended = [Job.State.FAILED, Job.State.CANCELLED]
    with transaction.atomic():
        row = Job.objects.select_for_update().filter(id=job_id, state__in=ended).first()
        if row is not None:
            put_back(
                row,
                run_at=clock.now(),
                attempts=0,
                losses=0,
                error="",
                cancel_asked=False,
                progress_done=0,
                progress_total=0,
            )


def report_progress(done: int, total: int) -> None:
    """Say from inside a job how far it is: seen once the transaction it is called in commits.

    Raises Cancelled when a person asked the job to stop, or when the job has been given to another worker.
    """
    row = running.get()
    if row is None:
        return
    mine = Job.objects.filter(
        id=row.id, state=Job.State.RUNNING, worker=row.worker, attempts=row.attempts, cancel_asked=False
    )
    if not mine.update(progress_done=done, progress_total=total):
        raise Cancelled
