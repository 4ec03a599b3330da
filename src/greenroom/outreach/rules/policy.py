"""Whether a message goes, and when: what a policy says, on the clock of who gets it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from greenroom.outreach.rules.kinds import AT_ONCE, ESSENTIAL

SWITCHES = {
    "reminder": "reminds",
    "final_reminder": "sends_deadline",
    "completion": "sends_completion",
    "retake": "sends_retake",
    "scheduling_link": "sends_scheduling",
}
"""Which switch a kind of message hangs on, besides the one for all of them."""
REMINDERS = frozenset({"reminder", "final_reminder"})


@dataclass(frozen=True, kw_only=True)
class Terms:
    """A policy; see `models.Policy` for what each is."""

    sends: bool = True
    reminds: bool = True
    by_text: bool = False
    quiet_from: time | None = None
    quiet_until: time | None = None
    time_zone: str = "UTC"
    cooldown_hours: int = 24
    most_reminders: int = 3
    max_age_days: int = 60
    sends_deadline: bool = True
    deadline_from_days: int = 1
    deadline_until_days: int = 0
    deadline_most: int = 1
    sends_completion: bool = True
    sends_retake: bool = True
    sends_scheduling: bool = True


def allows(terms: Terms, kind: str) -> bool:
    """Whether a message of this kind is sent at all. What is essential always is."""
    if kind in ESSENTIAL:
        return True
    if kind in REMINDERS and not terms.reminds:
        return False
    return terms.sends and getattr(terms, SWITCHES.get(kind, "sends"))


def when(
    terms: Terms, kind: str, now: datetime, zone: str = "", *, since: datetime | None = None
) -> datetime | None:
    """The first moment from now on, in UTC, at which a message of this kind may go; None for not at all.

    zone: the recipient's, where they have told it. since: when their application began, for the oldest age.
    """
    if not allows(terms, kind):
        return None
    if kind in AT_ONCE:
        return now
    moment = _after_quiet(terms, now, zone_of(zone, terms.time_zone))
    if kind in ESSENTIAL:
        return moment
    if since is not None and terms.max_age_days and moment - since > timedelta(days=terms.max_age_days):
        return None
    return moment


def is_quiet(terms: Terms, moment: datetime, zone: ZoneInfo) -> bool:
    """Whether the clock on the recipient's wall is within the quiet hours: from the first until before the last."""
    start, end = terms.quiet_from, terms.quiet_until
    if start is None or end is None or start == end:
        return False
    wall = moment.astimezone(zone).time()
    return start <= wall < end if start < end else wall >= start or wall < end


def _after_quiet(terms: Terms, now: datetime, zone: ZoneInfo) -> datetime:
    """Now, or the end of the quiet hours it falls into.

    A wall clock can pass the end by skipping it, and can go back behind it, so what follows is looked at again.
    """
    moment, end = now, terms.quiet_until
    for _look in range(4):
        if end is None or not is_quiet(terms, moment, zone):
            return moment.astimezone(UTC)
        moment = _next(moment, end, zone)
    return moment.astimezone(UTC)


def _next(moment: datetime, wall: time, zone: ZoneInfo) -> datetime:
    """The first moment after this one at which the clock on the wall shows that time, or has just skipped it."""
    local = moment.astimezone(zone)
    for days in (0, 1, 2):
        date = local.date() + timedelta(days=days)
        for fold in (0, 1):
            shown = datetime.combine(date, wall, zone).replace(fold=fold).astimezone(UTC)
            if shown > moment:
                return shown
    raise AssertionError("a day has passed and the hour has not come")


def zone_of(zone: str, otherwise: str) -> ZoneInfo:
    """The recipient's zone; the policy's where they have told none, or none that is known."""
    for name in (zone, otherwise):
        if name and name != "UTC":
            try:
                return ZoneInfo(name)
            except (ZoneInfoNotFoundError, ValueError, OSError):
                continue
    return ZoneInfo("UTC")
