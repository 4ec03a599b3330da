"""By when somebody must hear what became of their request."""

from __future__ import annotations

from datetime import datetime, timedelta

ANSWER_WITHIN = timedelta(days=30)
SOON = timedelta(days=7)


def days_left(due_at: datetime, *, now: datetime) -> int:
    """Whole days until a request is due; 0 on the last day, below that when it is late."""
    return (due_at - now) // timedelta(days=1)
