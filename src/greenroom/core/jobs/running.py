"""Running a claimed job and recording how it ended. The same for every engine."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import structlog
from django.db import InterfaceError, OperationalError, connection, transaction

from greenroom.core import clock, scope
from greenroom.core.jobs.claiming import keep, let_go, mine
from greenroom.core.jobs.line import put_back
from greenroom.core.jobs.port import KINDS, Cancelled, GiveUp, Kind, TryAgain, running
from greenroom.core.models import Job

log = structlog.get_logger(__name__)

PATIENCE = (0.2, 1.0, 3.0, 6.0, 12.0)  # seconds between tries to write to a database that is gone


def execute(row: Job) -> None:
    """Run a claimed job and record how it ended. Never raises."""
    keep(row)
    with structlog.contextvars.bound_contextvars(job=row.name, job_id=str(row.id)):
        try:
            record = _run(row)
            _patiently(record)
        except Exception:
            log.exception("the end of a job could not be recorded")
        finally:
            let_go(row)
            release_connection()


def _run(row: Job) -> Callable[[], None]:
    """Do the work; returns what writes down how it ended."""
    kind = KINDS.get(row.name)
    if kind is None:
        return lambda: _end(row, Job.State.FAILED, error=f"No job is called {row.name}.")
    token = running.set(row)
    try:
        with _scope_of(row):
            kind.function(**row.arguments)
    except Cancelled:
        return lambda: _end(row, Job.State.CANCELLED)
    except GiveUp as refusal:
        reason = str(refusal)
        return lambda: _end(row, Job.State.FAILED, error=reason)
    except TryAgain as delay:
        reason, after = str(delay), delay.after
        return lambda: _again(row, kind, error=reason, after=after)
    except Exception as failure:
        what = type(failure).__name__  # its words may quote a person, and are kept nowhere
        log.exception("job raised")
        return lambda: _again(row, kind, error=what)
    finally:
        running.reset(token)
    return lambda: _end(row, Job.State.DONE)


@contextmanager
def _scope_of(row: Job) -> Iterator[None]:
    inner = scope.scoped(row.scope_id) if row.scope_id else scope.everything("a job of the product itself")
    with inner:
        yield


def _patiently(record: Callable[[], None]) -> None:
    """Record, waiting for a database that is away for a while."""
    for wait in PATIENCE:
        try:
            return record()
        except (OperationalError, InterfaceError) as failure:
            log.warning("the database is away", failure=type(failure).__name__)
            connection.close()
            time.sleep(wait)
    return record()


def _end(row: Job, state: str, *, error: str = "") -> None:
    mine(row).update(state=state, error=error[:500], finished_at=clock.now(), lease_until=None)
    log.info("job ended", state=str(state))


def _again(row: Job, kind: Kind, *, error: str, after: timedelta | None = None) -> None:
    if row.attempts - row.losses >= kind.retry.times:
        _end(row, Job.State.FAILED, error=error)
        return
    jittered = kind.retry.wait(row.attempts - row.losses) * random.uniform(0.8, 1.2)  # noqa: S311  (jitter)
    with transaction.atomic():
        still = mine(row).select_for_update().first()
        if still is None:
            return
        if still.cancel_asked:
            _end(row, Job.State.CANCELLED, error=error)
            return
        put_back(still, run_at=clock.now() + (jittered if after is None else after), error=error[:500])
    log.info("job will be tried again", attempts=row.attempts)


def release_connection() -> None:
    """Give back this thread's database connection where keeping it costs more than opening it again."""
    if connection.in_atomic_block:
        return
    if connection.vendor == "postgresql":
        connection.close_if_unusable_or_obsolete()
    else:
        connection.close()
