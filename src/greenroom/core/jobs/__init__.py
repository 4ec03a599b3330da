"""Work off the request: one port, two engines.

A job is a registered function of ids that calls one action and may run twice. `enqueue` writes a row in the
caller's transaction; the engine (a lease table, or Procrastinate on PostgreSQL) only decides how a worker hears of it.
"""

from greenroom.core.jobs.port import (
    Cancelled,
    GiveUp,
    Retry,
    TryAgain,
    cancel,
    enqueue,
    every,
    is_last_try,
    job,
    report_progress,
    retry_failed,
)

__all__ = [
    "Cancelled",
    "GiveUp",
    "Retry",
    "TryAgain",
    "cancel",
    "enqueue",
    "every",
    "is_last_try",
    "job",
    "report_progress",
    "retry_failed",
]
