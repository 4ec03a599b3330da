"""Checking what somebody wants a policy to be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from zoneinfo import available_timezones

from django.utils.translation import gettext as _

from greenroom.core.errors import Refused
from greenroom.core.text import clean

RANGES = {
    "cooldown_hours": (1, 720),
    "most_reminders": (0, 20),
    "max_age_days": (0, 3650),
    "deadline_from_days": (0, 60),
    "deadline_until_days": (0, 59),
    "deadline_most": (0, 10),
}
LONGEST_NAME, LONGEST_DESCRIPTION = 80, 300


def checked(values: Mapping[str, Any]) -> dict[str, Any]:
    """The same, tidied. Raises Refused with the field that is wrong."""
    said = dict(values)
    said["name"] = " ".join(clean(said["name"]).split())
    said["description"] = " ".join(clean(said["description"]).split())
    if not said["name"]:
        raise Refused(_("Give it a name."), field="name")
    for field, most in (("name", LONGEST_NAME), ("description", LONGEST_DESCRIPTION)):
        if len(said[field]) > most:
            raise Refused(_("Keep it under %(most)s characters.") % {"most": most}, field=field)
    for field, (least, most) in RANGES.items():
        if not least <= said[field] <= most:
            raise Refused(_("%(least)s to %(most)s.") % {"least": least, "most": most}, field=field)
    _check_times(said)
    return said


def _check_times(said: Mapping[str, Any]) -> None:
    start, end = said["quiet_from"], said["quiet_until"]
    if (start is None) != (end is None):
        field = "quiet_from" if start is None else "quiet_until"
        raise Refused(_("Give both times, or neither."), field=field)
    if start is not None and start == end:
        raise Refused(
            _("The quiet hours end when they begin. Leave both empty for none."), field="quiet_until"
        )
    if said["time_zone"] not in available_timezones():
        raise Refused(_("Choose one of the time zones."), field="time_zone")
    if said["sends_deadline"] and said["deadline_until_days"] >= said["deadline_from_days"]:
        raise Refused(
            _("They must stop nearer to the deadline than they start."), field="deadline_until_days"
        )
