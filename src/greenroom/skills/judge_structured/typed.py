"""From a normalised value in words to what it means, and from what it means to whether it passes."""

from __future__ import annotations

import re
from datetime import date, timedelta

from greenroom.skills.judge_structured.schema import (
    Choice,
    Duration,
    Expected,
    Money,
    Number,
    Period,
    Start,
    Typed,
    YesNo,
)

_MONEY = re.compile(
    r"(?:(?P<currency>[A-Z]{3}) )?(?P<amount>[\d,.]+)(?: to (?P<upper>[\d,.]+))?"
    r"(?: (?:an?|per) (?P<period>hour|day|month|year))?"
)
_STRETCH = re.compile(
    r"(?:in )?(?P<count>\d+(?:\.\d+)?) (?P<unit>day|week|fortnight|month|year)s?", re.IGNORECASE
)
_DAYS = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365}
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_NAMED = re.compile(r"(?:(?P<day>\d{1,2}) )?(?P<month>[A-Z][a-z]+)(?: (?P<year>\d{4}))?")
_MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()  # noqa: SIM905
_PERIODS: dict[str, Period] = {"hour": "hour", "day": "day", "month": "month", "year": "year"}


def money(value: str) -> Money | None:
    """ "GBP 12.60 an hour", "30,000 to 35,000 a year"; None for anything else."""
    found = _MONEY.fullmatch(value.strip())
    if found is None:
        return None
    upper = _figure(found["upper"]) if found["upper"] else None
    period = _PERIODS.get(found["period"] or "", "")
    return Money(
        amount=_figure(found["amount"]), up_to=upper, currency=found["currency"] or "", period=period
    )


def _figure(written: str) -> float:
    return float(written.rstrip(".,").replace(",", "") or "0")


def duration(value: str) -> Duration | None:
    """ "2 weeks", "None"."""
    if value.strip().casefold() == "none":
        return Duration(days=0)
    days = _stretch(value)
    return None if days is None else Duration(days=days)


def _stretch(value: str) -> float | None:
    found = _STRETCH.fullmatch(value.strip())
    return float(found["count"]) * _DAYS[found["unit"].lower()] if found else None


def start(value: str, as_of: date) -> Start:
    """ "Immediately", "In 2 weeks", "3 March", "Monday", an ISO or dotted date; open where it could be two days."""
    if value.strip().casefold() == "immediately":
        return Start(in_days=0)
    days = _stretch(value)
    if days is not None:
        return Start(in_days=days)
    return Start(day=_day(value.strip(), as_of))


def _day(value: str, as_of: date) -> date | None:
    if value in _WEEKDAYS:
        ahead = (_WEEKDAYS.index(value) - as_of.weekday()) % 7 or 7
        return as_of + timedelta(days=ahead)
    iso, dotted, named = _ISO.fullmatch(value), _DOTTED.fullmatch(value), _NAMED.fullmatch(value)
    if iso:
        return _real(int(iso[1]), int(iso[2]), int(iso[3]))
    if dotted:
        return _real(int(dotted[3]), int(dotted[2]), int(dotted[1]))
    if named is None or named["month"] not in _MONTHS:
        return None
    month, day = _MONTHS.index(named["month"]) + 1, int(named["day"] or 1)
    if named["year"]:
        return _real(int(named["year"]), month, day)
    this_year = _real(as_of.year, month, day)
    return this_year if this_year is None or this_year >= as_of else _real(as_of.year + 1, month, day)


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def choice(value: str) -> Choice:
    """What is listed with commas; the first letter of each as it came."""
    return Choice(values=[part.strip() for part in value.split(",") if part.strip()])


def passes(typed: Typed, expected: Expected, as_of: date) -> bool | None:
    """Whether a value is one of those expected; None where none is, or the words leave it open."""
    match typed:
        case YesNo():
            return None if expected.wanted is None else typed.value is expected.wanted
        case Choice():
            wanted = {each.casefold() for each in expected.any_of}
            return bool(wanted & {each.casefold() for each in typed.values}) if wanted else None
        case Money():
            return _between(typed.amount, typed.up_to, expected)
        case Number():
            return _between(typed.value, None, expected)
        case Duration():
            return _between(typed.days, None, expected)
        case Start():
            days = float((typed.day - as_of).days) if typed.day else typed.in_days
            return None if days is None else _between(days, None, expected)


def _between(value: float, upper: float | None, expected: Expected) -> bool | None:
    """A range that passes only in part is open."""
    if expected.least is None and expected.most is None:
        return None
    ends = {_inside(value, expected), _inside(value if upper is None else upper, expected)}
    return ends.pop() if len(ends) == 1 else None


def _inside(value: float, expected: Expected) -> bool:
    least, most = expected.least, expected.most
    return (least is None or value >= least) and (most is None or value <= most)
