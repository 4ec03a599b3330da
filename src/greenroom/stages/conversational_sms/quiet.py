"""When a text message may be sent."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from greenroom.stages.conversational_sms.config import BlackoutPeriod

UNKNOWN = "UTC"
"""The zone of a candidate whose browser has told none."""


def until(period: BlackoutPeriod, now: datetime, *, zone: str = UNKNOWN) -> datetime | None:
    """The end of the quiet hours that hold now, in UTC; None outside them.

    They are on the candidate's clock where it is known, else on that of the period. now: aware.
    """
    if not period.enabled:
        return None
    local = now.astimezone(ZoneInfo(period.timezone if zone == UNKNOWN else zone))
    if not _holds(period, local.hour):
        return None
    end = datetime.combine(local.date(), time(period.end_hour % 24), tzinfo=local.tzinfo)
    if end.astimezone(UTC) <= now.astimezone(UTC):
        end = datetime.combine(
            local.date() + timedelta(days=1), time(period.end_hour % 24), tzinfo=local.tzinfo
        )
    return end.astimezone(UTC)


def _holds(period: BlackoutPeriod, hour: int) -> bool:
    if period.start_hour < period.end_hour:
        return period.start_hour <= hour < period.end_hour
    return hour >= period.start_hour or hour < period.end_hour
