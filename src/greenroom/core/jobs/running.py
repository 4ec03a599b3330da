"""Claiming a job, running it, and saying how it ended. The same for every engine."""

from __future__ import annotations

import os
import random
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

import structlog
from django.db import connection, models, transaction

from greenroom.core import clock, scope
from greenroom.core.jobs.port import KINDS, Cancelled, GiveUp, Kind, TryAgain, running
from greenroom.core.models import Job

log = structlog.get_logger(__name__)

LEASE = timedelta(seconds=30)
LOST_TOO_OFTEN = 25  # a job whose worker died this often is taken for the cause
WORKER = f"{socket.gethostname()}:{os.getpid()}"


def _claim(rows: models.QuerySet[Job]) -> Job | None:
    now = clock.now()
    with transaction.atomic():
        if connection.features.has_select_for_update_skip_locked:
            rows = rows.select_for_update(skip_locked=True)
        row = rows.filter(state=Job.State.WAITING, run_at__lte=now).order_by("run_at", "id").first()
        if row is None:
            return None
        row.state, row.worker, row.lease_until = Job.State.RUNNING, WORKER, now + LEASE
        row.attempts += 1
        row.started_at = now
        row.save(update_fields=["state", "worker", "lease_until", "attempts", "started_at"])
    return row


def claim_next() -> Job | None:
    """The job that has been due longest, now ours; None when nothing is due."""
    if not Job.objects.filter(state=Job.State.WAITING, run_at__lte=clock.now()).exists():
        return None
    return _claim(Job.objects.all())


def claim(job_id: UUID) -> Job | None:
    """This job, now ours; None when it is not waiting or not yet due."""
    return _claim(Job.objects.filter(id=job_id))


def execute(row: Job) -> None:
    """Run a claimed job and record how it ended. Never raises."""
    kind = KINDS.get(row.name)
    try:
        with structlog.contextvars.bound_contextvars(job=row.name, job_id=str(row.id)):
            if kind is None:
                _end(row, Job.State.FAILED, error=f"No job is called {row.name}.")
            else:
                _run(row, kind)
    finally:
        release_connection()


def _run(row: Job, kind: Kind) -> None:
    token = running.set(row.id)
    try:
        with _scope_of(row):
            kind.function(**row.arguments)
    except Cancelled:
        _end(row, Job.State.CANCELLED)
    except GiveUp as reason:
        _end(row, Job.State.FAILED, error=str(reason))
    except TryAgain as reason:
        _again(row, kind, error=str(reason), after=reason.after)
    except Exception as failure:
        log.exception("job raised")
        _again(row, kind, error=type(failure).__name__)
    else:
        _end(row, Job.State.DONE)
    finally:
        running.reset(token)


@contextmanager
def _scope_of(row: Job) -> Iterator[None]:
    inner = scope.scoped(row.scope_id) if row.scope_id else scope.everything("a job of the product itself")
    with inner:
        yield


def _mine(row: Job) -> models.QuerySet[Job]:
    return Job.objects.filter(id=row.id, state=Job.State.RUNNING, worker=WORKER, attempts=row.attempts)


def _end(row: Job, state: str, *, error: str = "") -> None:
    _mine(row).update(state=state, error=error[:500], finished_at=clock.now(), lease_until=None)
    log.info("job ended", state=str(state))


def _again(row: Job, kind: Kind, *, error: str, after: timedelta | None = None) -> None:
    from greenroom.core.jobs import engines  # noqa: PLC0415  (engines import this module)

    if row.attempts >= kind.retry.times:
        _end(row, Job.State.FAILED, error=error)
        return
    wait = after or kind.retry.wait(row.attempts) * random.uniform(0.8, 1.2)  # noqa: S311  (jitter)
    due = clock.now() + wait
    with transaction.atomic():
        kept_key = row.key if not Job.objects.filter(key=row.key, state=Job.State.WAITING).exists() else None
        changed = _mine(row).update(
            state=Job.State.WAITING, run_at=due, error=error[:500], lease_until=None, key=kept_key
        )
        if changed:
            engines.current().poke(row.id, run_at=due)


def extend_leases() -> None:
    """Say that this process still works on its jobs."""
    Job.objects.filter(state=Job.State.RUNNING, worker=WORKER).update(lease_until=clock.now() + LEASE)


def free_lost_jobs() -> int:
    """Put back the jobs whose worker is gone: its lease ran out, or its process on this host is dead.

    Returns how many. Also pokes again for jobs that have been due for a while and that nobody took.
    """
    from greenroom.core.jobs import engines  # noqa: PLC0415

    now = clock.now()
    freed = 0
    for row in Job.objects.filter(state=Job.State.RUNNING):
        if row.lease_until and row.lease_until > now and not _is_dead(row.worker):
            continue
        failed = row.attempts >= LOST_TOO_OFTEN
        with transaction.atomic():
            freed += Job.objects.filter(
                id=row.id, state=Job.State.RUNNING, worker=row.worker, attempts=row.attempts
            ).update(
                state=Job.State.FAILED if failed else Job.State.WAITING,
                error="Its worker died again and again." if failed else "",
                run_at=now,
                lease_until=None,
                key=None,
            )
    forgotten = Job.objects.filter(state=Job.State.WAITING, run_at__lte=now - timedelta(seconds=3))
    with transaction.atomic():
        for job_id in forgotten.values_list("id", flat=True)[:500]:
            engines.current().poke(job_id, run_at=now)
    return freed


def _is_dead(worker: str) -> bool:
    host, _, pid = worker.rpartition(":")
    if host != socket.gethostname() or not pid.isdecimal():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


def release_connection() -> None:
    """Give back this thread's database connection; threads of a pool would keep it for ever."""
    if not connection.in_atomic_block:
        connection.close()
