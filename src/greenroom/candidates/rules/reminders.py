"""When somebody who is on their way is reminded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from greenroom.outreach.rules.policy import Terms, allows

ORDINARY, LAST = "reminder", "final_reminder"


@dataclass(frozen=True, kw_only=True)
class Standing:
    """engaged_at: when they were last here. sent, sent_last: reminders so far, and those of the last days."""

    engaged_at: datetime
    deadline: datetime | None
    sent: int = 0
    sent_last: int = 0
    last_sent_at: datetime | None = None


@dataclass(frozen=True)
class Due:
    """The next reminder: its kind, and the moment from which it may go."""

    kind: str
    at: datetime


def following(terms: Terms, standing: Standing, *, now: datetime) -> Due | None:
    """The next reminder there will be as things stand, not before now; None for no more."""
    quiet_since = max(standing.engaged_at, standing.last_sent_at or standing.engaged_at)
    rested = max(quiet_since + timedelta(hours=terms.cooldown_hours), now)
    last = _last(terms, standing, rested=rested, now=now)
    opens = _opens(terms, standing.deadline) if last else standing.deadline
    if allows(terms, ORDINARY) and standing.sent < terms.most_reminders and (opens is None or rested < opens):
        return Due(ORDINARY, rested)
    return last


def _opens(terms: Terms, deadline: datetime | None) -> datetime | None:
    return deadline - timedelta(days=terms.deadline_from_days) if deadline else None


def _last(terms: Terms, standing: Standing, *, rested: datetime, now: datetime) -> Due | None:
    """A reminder of the last days. The first of them does not rest for so long that it would come too late."""
    opens = _opens(terms, standing.deadline)
    if standing.deadline is None or opens is None or not allows(terms, LAST):
        return None
    closes = standing.deadline - timedelta(days=terms.deadline_until_days)
    if standing.sent_last >= terms.deadline_most or now >= closes or opens >= closes:
        return None
    rest = rested if standing.sent_last else min(rested, max(opens + (closes - opens) / 2, now))
    moment = max(opens, rest)
    return Due(LAST, moment) if moment < closes else None
