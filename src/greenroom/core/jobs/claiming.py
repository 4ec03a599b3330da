"""Whose job it is: claims, leases, and the jobs of workers that are gone."""

from __future__ import annotations

import os
import secrets
import socket
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from django.db import connection, models, transaction

from greenroom.core import clock
from greenroom.core.jobs.line import put_back
from greenroom.core.models import Job

LEASE = timedelta(seconds=30)
LOST_TOO_OFTEN = 10  # a job whose worker died this often is taken for the cause


def _place() -> str:
    """This host and its process namespace: within one place a process number means one process."""
    namespace = Path("/proc/self/ns/pid")
    inside = str(namespace.stat().st_ino) if namespace.exists() else "0"
    return f"{socket.gethostname()[:40]}/{inside}"


PLACE = _place()
WORKER = f"{PLACE}:{os.getpid()}:{secrets.token_hex(4)}"  # a number may be given again: the token is not

_at_hand: set[UUID] = set()


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


def keep(row: Job) -> None:
    """Extend the lease of this claimed job from now on."""
    _at_hand.add(row.id)


def let_go(row: Job) -> None:
    """Extend its lease no longer. A job that did not get to say how it ended is lost when the lease runs out."""
    _at_hand.discard(row.id)


def mine(row: Job) -> models.QuerySet[Job]:
    """The row, for as long as it is ours and in this very attempt."""
    return Job.objects.filter(id=row.id, state=Job.State.RUNNING, worker=row.worker, attempts=row.attempts)


def extend_leases() -> None:
    """Say that this process still works on its jobs."""
    at_hand = _at_hand.copy()
    if at_hand:
        rows = Job.objects.filter(id__in=at_hand, state=Job.State.RUNNING, worker=WORKER)
        rows.update(lease_until=clock.now() + LEASE)


def free_lost_jobs() -> int:
    """Put back the jobs whose worker is gone: its lease ran out, or its process in this place is dead.

    Returns how many.
    """
    now = clock.now()
    lost = [
        row
        for row in Job.objects.filter(state=Job.State.RUNNING)
        if row.lease_until is None or row.lease_until <= now or is_dead(row.worker)
    ]
    return sum(_free(row) for row in lost)


def _free(row: Job) -> bool:
    now = clock.now()
    with transaction.atomic():
        still = mine(row).select_for_update().first()
        if still is None or (still.lease_until and still.lease_until > now and not is_dead(still.worker)):
            return False
        losses = still.losses + 1
        if still.cancel_asked:
            mine(row).update(state=Job.State.CANCELLED, finished_at=now, lease_until=None, losses=losses)
        elif losses >= LOST_TOO_OFTEN:
            mine(row).update(
                state=Job.State.FAILED,
                error="Its worker died again and again.",
                finished_at=now,
                lease_until=None,
                losses=losses,
            )
        else:
            put_back(still, run_at=now, losses=losses)
    return True


def is_dead(worker: str) -> bool:
    """Whether a worker's process has ended. Of another place nobody here can say: False."""
    place, _, rest = worker.partition(":")
    pid = rest.partition(":")[0]
    if place != PLACE or not pid.isdecimal():
        return False
    if int(pid) == os.getpid():
        return worker != WORKER
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False
