"""How long is as long as the notice says."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, tzinfo

AHEAD = 7
"""Days for which the team is told what will go."""


def over_before(today: date, days: int, *, zone: tzinfo) -> datetime:
    """Whoever was last here before this moment is no longer kept today.

    The day of their last activity does not count: kept for one day, who was here on Monday stays all of Tuesday.
    """
    return datetime.combine(today - timedelta(days=days), time.min, tzinfo=zone)
