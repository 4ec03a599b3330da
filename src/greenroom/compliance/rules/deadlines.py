"""By when somebody must hear what became of their request."""

from __future__ import annotations

from datetime import datetime, timedelta

ANSWER_WITHIN = timedelta(days=30)
SOON = timedelta(days=7)


def days_left(due_at: datetime, *, now: datetime) -> int:
    """Days until a request is due, begun ones included; 0 or less when it is late."""
    return -((now - due_at) // timedelta(days=1))
