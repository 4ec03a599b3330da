"""Dates and periods as resumes write them, in several languages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from greenroom.skills.parse_resume.vocabulary import fold, words

PRESENT = "present"


@dataclass(frozen=True)
class Period:
    """A date or a period. begins, ends: "YYYY-MM", "YYYY", "present" or "".

    start, end: where all of it stands; start_span, end_span: where each date stands. is_range: two dates, or
    one with "since".
    """

    start: int
    end: int
    begins: str
    ends: str
    start_span: tuple[int, int] | None
    end_span: tuple[int, int] | None
    is_range: bool


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    known = words()
    months = "|".join(sorted(map(re.escape, known.months), key=len, reverse=True))
    seasons = "|".join(known.seasons)
    now = "|".join(sorted(map(re.escape, known.present), key=len, reverse=True))
    since = "|".join(known.since)
    year = r"(?:19[5-9]\d|20[0-4]\d)"
    point = (
        rf"(?:\d{{1,2}}\.\s?)?(?:{months})\b\.?,?\s*(?:de\s+|of\s+|/\s*|-)?(?:\d{{1,2}}(?:st|nd|rd|th)?,\s*)?"
        rf"(?:{year}|['’]\d\d)(?!\d)"
        rf"|(?:{seasons})\s+(?:of\s+)?{year}(?:/\d\d)?"
        rf"|\b\d{{1,2}}[./]\d{{1,2}}[./]{year}\b|\b(?:0?[1-9]|1[0-2])\s?[./-]\s?{year}(?!\d)"
        rf"|\b{year}[./-](?:0[1-9]|1[0-2])(?:[./-]\d\d)?(?!\d)|\b{year},?\s+(?:{months})\b\.?"
        rf"|(?<![\d.,$€£#]){year}(?![\d%])"
    )
    bare = rf"\b(?:{months})\b\.?"
    dash = (
        r"\s*(?:[-–—−~→]{1,2}|\bto\b|\btill\b|\buntil\b|\bthrough\b|\bbis\b|\bau\b|\ba\b|\bal\b"
        r"|\bhasta\b|\bate\b|,|\s/\s)\s*"
    )
    dash = rf"(?:{dash}|(?<=\d{{4}})\s+(?=\d{{1,2}}[./]\d{{4}}|(?:{months})\.?\s+{year}))"
    joined = (
        rf"(?P<from>{point}|{bare})(?P<dash>{dash})(?:zu\s+|the\s+|l[ae]\s+|el\s+|o\s+|a\s+)?(?P<to>{now}(?!\w)|{point})"
        rf"|(?P<years>{year})\s*[-–/]\s*(?P<short>\d\d)(?![\d/.])"
        rf"|\b(?:{since})\b\s+(?:dem\s+|le\s+)?(?P<since>{point})(?:\s*[-–—]\s*(?:{now})(?!\w))?"
        rf"|(?<!\d)(?P<glued>{year})(?P<until>{year})(?!\d)"  # a dash that an export has lost
        rf"|(?P<alone>{point})"
    )
    return re.compile(joined), re.compile(rf"\b{year}\b|['’](\d\d)")


def periods(text: str) -> list[Period]:
    """All dates and periods of a text, in order, by offset."""
    folded = _same_length_fold(text)
    whole, _ = _patterns()
    return [period for match in whole.finditer(folded) if (period := _period(match))]


@lru_cache(maxsize=4096)
def _fold_char(char: str) -> str:
    folded = fold(char)
    return folded if len(folded) == 1 else char.lower()[:1] or char


def _same_length_fold(text: str) -> str:
    return "".join(map(_fold_char, text))


def _period(match: re.Match[str]) -> Period | None:
    if match.group("alone"):
        begins = normal(match.group("alone"))
        return (
            Period(*match.span(), "", begins, None, match.span("alone"), is_range=False) if begins else None
        )
    if match.group("years"):
        first, last = int(match.group("years")), int(match.group("short"))
        if last <= first % 100 or last - first % 100 > 12:
            last_year = first
            return Period(*match.span("years"), "", str(last_year), None, match.span("years"), is_range=False)
        ends = str(first // 100 * 100 + last)
        return Period(
            *match.span(), str(first), ends, match.span("years"), match.span("short"), is_range=True
        )
    if match.group("glued"):
        years = match.group("glued"), match.group("until")
        return Period(*match.span(), *years, match.span("glued"), match.span("until"), is_range=True)
    if match.group("since"):
        span = match.span("since")
        return Period(*match.span(), normal(match.group("since")), PRESENT, span, None, is_range=True)
    ends = normal(match.group("to"))
    begins = normal(match.group("from"), year=ends[:4] if ends != PRESENT else "")
    return Period(*match.span(), begins, ends, match.span("from"), match.span("to"), is_range=True)


def normal(written: str, year: str = "") -> str:
    """ "YYYY-MM", "YYYY" or "present" for a date as written; "" where it names no year.

    year: the year of the other end, for "May - August 2020".
    """
    _, years = _patterns()
    written = written.strip(" .,")
    if written in words().present:
        return PRESENT
    found = years.search(written)
    if found:
        short = found.group(1)
        year = found.group() if not short else f"{'19' if int(short) > 50 else '20'}{short}"
    if not year:
        return ""
    month = _month(written, found.group() if found else "")
    return f"{year}-{month:02d}" if month else year


def _month(written: str, year: str) -> int:
    for word in re.findall(r"[a-z]+", written):
        if word in words().months:
            return words().months[word]
    numbers = [int(number) for number in re.findall(r"\d+", written.replace(year, " "))]
    if len(numbers) == 2:  # day and month; which of them comes first shows only when one exceeds 12
        day_first = numbers[1] <= 12
        return numbers[1] if day_first else numbers[0]
    return numbers[0] if len(numbers) == 1 and 1 <= numbers[0] <= 12 and len(year) == 4 else 0
