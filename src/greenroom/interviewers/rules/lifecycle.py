"""When an interviewer takes candidates."""

from __future__ import annotations

import calendar
from datetime import datetime, timedelta
from enum import StrEnum

from greenroom.interviewers.rules.budgets import is_spent

EXPIRING_SOON = timedelta(days=7)


class Door(StrEnum):
    """What a new candidate finds behind the link."""

    OPEN = "open"
    NOT_YET = "not_yet"
    EXPIRED = "expired"
    ARCHIVED = "archived"
    PAUSED = "paused"  # its budget is spent


def door(
    *, status: str, deadline: datetime | None, now: datetime, budget: int | None = None, spent: int = 0
) -> Door:
    """Whether a new candidate may start. The deadline holds to the minute, whatever the status still says.

    budget, spent: in the same unit; left out where somebody goes on who has begun, whom no budget stops.
    """
    if status == "archived":
        return Door.ARCHIVED
    if status == "draft":
        return Door.NOT_YET
    if status == "expired" or (deadline is not None and deadline <= now):
        return Door.EXPIRED
    return Door.PAUSED if is_spent(spent=spent, budget=budget) else Door.OPEN


def default_deadline(activated_at: datetime) -> datetime:
    """One calendar month later, on the last day of a month that is too short."""
    year, month = activated_at.year + activated_at.month // 12, activated_at.month % 12 + 1
    day = min(activated_at.day, calendar.monthrange(year, month)[1])
    return activated_at.replace(year=year, month=month, day=day)


def days_left(deadline: datetime | None, now: datetime) -> int | None:
    """Whole days until the deadline, 0 on its day; None without one or once it has passed."""
    if deadline is None or deadline <= now:
        return None
    return (deadline - now).days
