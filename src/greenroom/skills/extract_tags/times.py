"""Facts that are stretches of time or dates: years of experience, notice period, earliest start."""

from __future__ import annotations

import re

from greenroom.skills.extract_tags.hearing import Heard
from greenroom.skills.extract_tags.schema import TagHeard
from greenroom.skills.lexical import Quantity

_LONG = ("year", "month")
_SHORT = ("day", "week", "fortnight", "month")
_MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()  # noqa: SIM905
_A_STRETCH = re.compile(r"\ba (?P<unit>week|month|fortnight)\b")
_NUMERIC_DATE = re.compile(r"\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b")


def spoken(quantity: Quantity) -> str:
    """A quantity in English: "2 weeks"."""
    number = f"{quantity.value:g}"
    return f"{number} {quantity.unit}{'' if quantity.value == 1 else 's'}"


def years_of_experience(heard: Heard) -> TagHeard | None:
    name = "years_of_experience"
    told = heard.cues.says(name, heard.plain)
    if not (told or heard.asked(name)) or heard.cues.says(f"{name}_not", heard.plain):
        return None
    for quantity in heard.quantities():
        if quantity.unit in _LONG and quantity.value <= 60 and not heard.denies(quantity.start, quantity.end):
            sure = 0.9 if "experi" in heard.plain or "erfahrung" in heard.plain else 0.7
            return heard.tag(name, spoken(quantity), quantity.start, quantity.end, sure)
    return None


def notice_period(heard: Heard) -> TagHeard | None:
    name = "notice_period"
    none = heard.cues.pattern("no_notice").search(heard.plain)
    if none:
        return heard.tag(name, "None", none.start(), none.end(), 0.8)
    if not (heard.cues.says(name, heard.plain) or heard.asked(name)):
        return None
    stretch = _stretch(heard)
    if stretch is None or heard.denies(stretch.start, stretch.end):
        return None
    return heard.tag(name, spoken(stretch), stretch.start, stretch.end, 0.9)


def earliest_start(heard: Heard) -> TagHeard | None:
    name = "earliest_start"
    told = heard.cues.pattern(name).search(heard.plain)
    if told is None and not heard.asked(name):
        return None
    if heard.cues.says(f"{name}_not", heard.plain) or (told and heard.denies(told.start(), told.end())):
        return None
    return _date(heard) or _within(heard) or _now(heard)


def _stretch(heard: Heard) -> Quantity | None:
    for quantity in heard.quantities():
        if quantity.unit in _SHORT:
            return quantity
    single = _A_STRETCH.search(heard.plain) if heard.language == "en" else None
    return Quantity(1, single["unit"], *single.span()) if single else None


def _within(heard: Heard) -> TagHeard | None:
    stretch = _stretch(heard)
    if stretch is None:
        return None
    before = list(heard.cues.pattern("within").finditer(heard.plain, 0, stretch.start))
    if not before or stretch.start - before[-1].end() > 12:
        return None
    return heard.tag("earliest_start", f"In {spoken(stretch)}", before[-1].start(), stretch.end, 0.8)


def _now(heard: Heard) -> TagHeard | None:
    now = heard.cues.pattern("now").search(heard.plain)
    if now is None or heard.denies(now.start(), now.end()):
        return None
    return heard.tag("earliest_start", "Immediately", now.start(), now.end(), 0.75)


def _date(heard: Heard) -> TagHeard | None:
    numeric = _NUMERIC_DATE.search(heard.plain)
    if numeric:
        return heard.tag("earliest_start", numeric.group(), numeric.start(), numeric.end(), 0.85)
    months, days = heard.cues.names("months"), heard.cues.names("weekdays")
    month = re.search(
        rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.|o)? (?:of |de |d. )?)?(?P<month>{'|'.join(months)})\b"
        r"(?: (?P<after>\d{1,2})(?:st|nd|rd|th)?\b(?!\d))?(?:,? (?:de |of )?(?P<year>20\d\d))?",
        heard.plain,
    )
    if month and (month["month"] != "may" or month["day"] or month["after"] or " in may" in heard.plain):
        day = month["day"] or month["after"] or ""
        value = f"{day} {_MONTHS[months.index(month['month'])]} {month['year'] or ''}".strip()
        return heard.tag("earliest_start", value, month.start(), month.end(), 0.85)
    weekday = re.search(rf"\b(?P<day>{'|'.join(days)})\b", heard.plain)
    if weekday:
        return heard.tag("earliest_start", _DAYS[days.index(weekday["day"])], *weekday.span(), 0.7)
    return None
