"""A moment as a recipient reads it."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone, translation
from django.utils.formats import date_format

from greenroom.outreach.rules.policy import zone_of


def in_words(moment: datetime | None, language: str, zone: str) -> str:
    """The moment on the clock of this zone, which is named; "" for none. UTC where the zone is not known."""
    if moment is None:
        return ""
    place = zone_of(zone, "UTC")
    local = timezone.localtime(moment, place)
    with translation.override(language):
        date = date_format(local, "DATE_FORMAT")
    return f"{date}, {local:%H:%M} ({place.key})"
