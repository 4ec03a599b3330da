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
from greenroom.core.models import Job


class TryAgain(Exception):
    """The job could not do its work now. after: when to try again, instead of the retry policy's own time."""

    def __init__(self, reason: str, after: timedelta | None = None) -> None:
        super().__init__(reason)
        self.after = after


class GiveUp(Exception):
    """The job will never be able to do its work; it fails now, whatever its retry policy."""


class Cancelled(Exception):
    """A person asked for the running job to stop."""


@dataclass(frozen=True)
class Retry:
    """times: attempts in all. first: wait before the second; each further wait is `factor` times longer."""

    times: int = 8
    first: timedelta = timedelta(seconds=5)
    factor: float = 3.0
    longest: timedelta = timedelta(hours=1)

    def wait(self, attempts: int) -> timedelta:
        """How long to wait after this many attempts."""
        return min(self.first * self.factor ** max(attempts - 1, 0), self.longest)


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
running: ContextVar[UUID | None] = ContextVar("running_job", default=None)


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

    run_at: not before this time. key: one that already waits under this key is enough.
    arguments: JSON values and UUIDs. The job runs in the scope in which it was enqueued.
    """
    plain = {name: str(value) if isinstance(value, UUID) else value for name, value in arguments.items()}
    due = run_at or clock.now()
    with transaction.atomic():
        row = Job(name=kind.name, arguments=plain, scope_id=scope.current(), key=key, run_at=due)
        if key is None:
            row.save(force_insert=True)
        elif not Job.objects.bulk_create([row], ignore_conflicts=True) or not _stands(row):
            return
        engines.current().poke(row.id, run_at=due)


def _stands(row: Job) -> bool:
    return Job.objects.filter(id=row.id).exists()


def cancel(job_id: UUID) -> None:
    """Stop a waiting job now, and ask a running one to stop at its next `report_progress`."""
    with transaction.atomic():
        waiting = Job.objects.filter(id=job_id, state=Job.State.WAITING)
        if not waiting.update(state=Job.State.CANCELLED, finished_at=clock.now()):
            Job.objects.filter(id=job_id, state=Job.State.RUNNING).update(cancel_asked=True)


def retry_failed(job_id: UUID) -> None:
    """Give a failed or cancelled job another full set of attempts."""
    ended = [Job.State.FAILED, Job.State.CANCELLED]
    with transaction.atomic():
        again = Job.objects.filter(id=job_id, state__in=ended).update(
            state=Job.State.WAITING,
            run_at=clock.now(),
            attempts=0,
            error="",
            cancel_asked=False,
            finished_at=None,
            key=None,
        )
        if again:
            engines.current().poke(job_id, run_at=clock.now())


def report_progress(done: int, total: int) -> None:
    """Say from inside a job how far it is. Raises Cancelled when a person asked it to stop."""
    job_id = running.get()
    if job_id is None:
        return
    Job.objects.filter(id=job_id).update(progress_done=done, progress_total=total)
    if Job.objects.filter(id=job_id, cancel_asked=True).exists():
        raise Cancelled
