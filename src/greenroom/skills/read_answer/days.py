"""Days as people name them: dates, months, weekdays, stretches of time from today."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from greenroom.skills.evidence import cut
from greenroom.skills.read_answer.counting import Counted, counted
from greenroom.skills.read_answer.schema import AnswerRead
from greenroom.skills.read_answer.vocabulary import Vocabulary

_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d{1,2})-(\d{1,2})(?!\d)")
_NUMERIC = re.compile(r"(?<![\d.,/])(\d{1,2})([./-])(\d{1,2})(?:\2(\d{4}|\d{2})?)?(?![\d/])")
_DAY_BEFORE = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|ere|\.|o|º|ª)?\s*(?:of|de|d'|do)?\s*$")
_DAY_AFTER = re.compile(r"\.?\s*(\d{1,2})(?:st|nd|rd|th)?(?![\d:])")
_YEAR_AFTER = re.compile(r",?\s*(?:de|of|do)?\s*((?:19|20)\d\d)(?!\d)")
_LONG_UNITS = ("day", "week", "fortnight", "month", "year")
_IN = re.compile(r"\b(?:in|from|of|by|until|since|start\w*|beginning|mid|end|early|late|this|next)\W*$")


@dataclass(frozen=True)
class Named:
    """A day and where it is named. sure: whether the words can mean no other day."""

    day: date
    start: int
    end: int
    confidence: float = 0.95
    sure: bool = True


def read_day(text: str, flat: str, question: str, speech: Vocabulary, as_of: date) -> AnswerRead | None:
    """The day that `text` names; None where it names none, or more than one."""
    found = days_in(flat, speech, as_of, past=speech.says("past", question))
    if not found or not all(named.sure for named in found):
        return None
    chosen = found[0]
    if len({named.day for named in found}) > 1:
        if not speech.says("correction", flat[chosen.end : found[-1].start]):
            return None
        chosen = found[-1]
    elif speech.says("vague_day", _blank(flat, found, speech)):
        return None
    return AnswerRead(
        reading="answered",
        value=chosen.day.isoformat(),
        span=cut(text, chosen.start, chosen.end),
        confidence=chosen.confidence,
    )


def _blank(flat: str, found: Sequence[Named], speech: Vocabulary) -> str:
    for named in found:
        flat = flat[: named.start] + "·" * (named.end - named.start) + flat[named.end :]
    return speech["now"].sub(lambda match: "·" * len(match.group()), flat)


def days_in(flat: str, speech: Vocabulary, as_of: date, *, past: bool = False) -> list[Named]:
    """Every day named in levelled text, in order. What one way of naming has taken, no other reads again.

    past: whether a month without a year is the last one rather than the next.
    """
    found: list[Named] = []
    rest = flat
    for way in (_written, _months, _fixed, _stretches, _weekdays):
        found += [
            named for named in way(rest, speech, as_of, past) if rest[named.start : named.end].strip("·")
        ]
        rest = _covered(flat, found)
        if way is _months and found:  # "Monday 4 May" names one day
            rest = _without_weekdays(rest, speech)
    dated = [named for named in found if not speech["now"].fullmatch(flat[named.start : named.end])]
    return sorted(dated or found, key=lambda named: named.start)


def _without_weekdays(flat: str, speech: Vocabulary) -> str:
    for pattern in speech.weekdays:
        flat = pattern.sub(lambda match: "·" * len(match.group()), flat)
    return flat


def _covered(flat: str, found: Sequence[Named]) -> str:
    for named in found:
        flat = flat[: named.start] + "·" * (named.end - named.start) + flat[named.end :]
    return flat


def _written(flat: str, speech: Vocabulary, as_of: date, past: bool) -> Iterator[Named]:
    for match in _ISO.finditer(flat):
        day = _date(int(match[1]), int(match[2]), int(match[3]))
        if day:
            yield Named(day, *match.span())
    for match in _NUMERIC.finditer(_ISO.sub(lambda found: "·" * len(found.group()), flat)):
        one, two = int(match[1]), int(match[3])
        american = speech.language == "en" and two > 12
        day_number, month = (two, one) if american else (one, two)
        year = int(match[4]) if match[4] else None
        day = _in_year(month, day_number, year and (year if year > 99 else 2000 + year), as_of, past)
        if day:
            either = speech.language == "en" and one <= 12 and two <= 12 and one != two
            yield Named(day, *match.span(), sure=not either)


def _months(flat: str, speech: Vocabulary, as_of: date, past: bool) -> Iterator[Named]:
    for month, pattern in enumerate(speech.months, start=1):
        for match in pattern.finditer(flat):
            named = _in_month(flat, match, month, speech, as_of, past)
            if named:
                yield named


def _in_month(
    flat: str, match: re.Match[str], month: int, speech: Vocabulary, as_of: date, past: bool
) -> Named | None:
    before = flat[: match.start()]
    start, end = match.span()
    day_before, day_after = _DAY_BEFORE.search(before), _DAY_AFTER.match(flat, end)
    number: int | None = None
    if day_before:
        number, start = int(day_before[1]), day_before.start()
    elif day_after:
        number, end = int(day_after[1]), day_after.end()
    year_after = _YEAR_AFTER.match(flat, end)
    year = int(year_after[1]) if year_after else None
    end = year_after.end() if year_after else end
    part, part_start = _part_of_month(before, speech)
    if number is None and part is None and year is None and _may_be_another_word(flat, match, speech):
        return None
    if number is None and part == "end":
        number = calendar.monthrange(year or as_of.year, month)[1]
    chosen = number or (15 if part == "middle" else 1)
    day = _in_year(month, chosen, year, as_of, past)
    if day is None:
        return None
    if number is None or part:
        start = min(start, part_start)
    return Named(day, start, end, 0.95 if number and not part else 0.75)


def _part_of_month(before: str, speech: Vocabulary) -> tuple[str | None, int]:
    """Whether "the beginning of" or the like stands right before, and where that starts."""
    for name in ("begin", "middle", "end"):
        for match in speech[name].finditer(before):
            if re.fullmatch(r"\W*(?:of|de|d'|do|du|mes|the|the month of)?\W*", before[match.end() :]):
                return name, match.start()
    return None, len(before)


def _may_be_another_word(flat: str, match: re.Match[str], speech: Vocabulary) -> bool:
    word = match.group().strip(".")
    if flat.strip(" .!") == match.group() or (word == "mai" and speech.language in ("de", "fr")):
        return False
    if word in ("may", "march"):
        return _IN.search(flat[: match.start()]) is None
    return len(word) <= 3 and speech.language != "ar"


def _fixed(flat: str, speech: Vocabulary, as_of: date, _past: bool) -> Iterator[Named]:
    month = _months_on(as_of, 1).replace(day=1)
    ways = (
        ("after_tomorrow", as_of + timedelta(2), 0.95),
        ("tomorrow", as_of + timedelta(1), 0.95),
        ("month_end", as_of.replace(day=calendar.monthrange(as_of.year, as_of.month)[1]), 0.8),
        ("next_week", as_of + timedelta(7 - as_of.weekday()), 0.75),
        ("next_month", month, 0.75),
        ("next_year", date(as_of.year + 1, 1, 1), 0.7),
        ("now", as_of, 0.9),
    )
    rest = flat
    for name, day, confidence in ways:
        for match in speech[name].finditer(rest):
            yield Named(day, *match.span(), confidence)
        rest = speech[name].sub(lambda found: "·" * len(found.group()), rest)


def _stretches(flat: str, speech: Vocabulary, as_of: date, past: bool) -> Iterator[Named]:
    for quantity in counted(flat, speech):
        if quantity.unit not in _LONG_UNITS:
            continue
        start, end = quantity.start, quantity.end
        for notice in speech["notice"].finditer(flat):
            start, end = (min(start, notice.start()), max(end, notice.end()))
        back = speech.says("ago", flat) and past
        yield Named(_on(as_of, quantity, -1 if back else 1), start, end, 0.8)


def _on(as_of: date, quantity: Counted, sign: int) -> date:
    months = {"month": 1, "year": 12}.get(quantity.unit)
    if months is not None:
        whole = quantity.value * months
        return _months_on(as_of, sign * int(whole)) + timedelta(round((whole % 1) * 30) * sign)
    days = {"day": 1, "week": 7, "fortnight": 14}[quantity.unit]
    return as_of + timedelta(days=sign * round(min(quantity.value * days, 20_000)))


def _weekdays(flat: str, speech: Vocabulary, as_of: date, _past: bool) -> Iterator[Named]:
    for number, pattern in enumerate(speech.weekdays):
        for match in pattern.finditer(flat):
            if len(match.group()) < (3 if speech.language == "en" else 4):
                continue
            ahead = (number - as_of.weekday() - 1) % 7 + 1
            near = flat[max(0, match.start() - 12) : match.end() + 12]
            this_week = number > as_of.weekday()
            sure = not (speech.says("next", near) and this_week)
            yield Named(as_of + timedelta(ahead), *match.span(), 0.85, sure)


def _in_year(month: int, day: int, year: int | None, as_of: date, past: bool) -> date | None:
    """The day, in the year named or else the next time it comes (the last time it was)."""
    if year is not None:
        return _date(year, month, day)
    here = _date(as_of.year, month, day)
    if here is None or (here <= as_of if past else here >= as_of):
        return here
    return _date(as_of.year + (-1 if past else 1), month, day)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _months_on(day: date, months: int) -> date:
    """The same day of a later month, or that month's last."""
    count = min(max(day.year * 12 + day.month - 1 + months, 12), 9999 * 12)
    year, month = count // 12, count % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
