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
    window = _last_days(terms, standing.deadline)
    until = window[0] if window else standing.deadline
    left = allows(terms, ORDINARY) and standing.sent < terms.most_reminders
    if left and (until is None or rested < until):
        return Due(ORDINARY, rested)
    return _last(terms, standing, window, rested=rested, now=now) if window else None


def _last_days(terms: Terms, deadline: datetime | None) -> tuple[datetime, datetime] | None:
    """From when until when there are last reminders and no others; None where there are none."""
    if deadline is None or not allows(terms, LAST) or not terms.deadline_most:
        return None
    opens = deadline - timedelta(days=terms.deadline_from_days)
    closes = deadline - timedelta(days=terms.deadline_until_days)
    return (opens, closes) if opens < closes else None


def _last(
    terms: Terms, standing: Standing, window: tuple[datetime, datetime], *, rested: datetime, now: datetime
) -> Due | None:
    """A reminder of the last days. The first of them does not rest for so long that it would come too late."""
    opens, closes = window
    if standing.sent_last >= terms.deadline_most:
        return None
    rest = rested if standing.sent_last else min(rested, max(opens + (closes - opens) / 2, now))
    moment = max(opens, rest)
    return Due(LAST, moment) if moment < closes else None
