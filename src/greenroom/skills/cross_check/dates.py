"""When a job began and ended, and how long it lasted: said against written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from greenroom.skills.cross_check.schema import Conflict
from greenroom.skills.cross_check.spoken import Sentence, clause
from greenroom.skills.cross_check.stated import Job
from greenroom.skills.parse_resume.dates import PRESENT, periods

_NEAR = 30
_WITHOUT_MONTHS = 1.0
_ROUNDING = 0.25


@dataclass(frozen=True)
class _Told:
    """A year said of the beginning or the end of a job. year: None for "still there"."""

    is_end: bool
    year: int | None
    start: int
    end: int


def compare(sentence: Sentence, as_of: date) -> tuple[int, list[Conflict]]:
    """How many dates could be held beside the resume's, and those that do not fit."""
    job = sentence.job
    if job is None or job.quote() is None or not sentence.is_own:
        return 0, []
    told = list(_told(sentence))
    found = [conflict for each in told if (conflict := _against(job, each, sentence, as_of))]
    stretch = None if told else _stretch(sentence, job)
    comparable = sum(_comparable(job, each) for each in told) + (stretch is not None)
    if stretch:
        found += stretch
    return comparable, found


def _told(sentence: Sentence) -> Iterator[_Told]:
    dates = periods(sentence.text)
    singles = [period for period in dates if not period.is_range]
    for period in dates:
        if period.is_range:
            span = period.start_span or (period.start, period.end)
            if period.begins:
                yield _Told(False, int(period.begins[:4]), *span)
            if period.ends == PRESENT:
                yield _Told(True, None, period.start, period.end)
            elif period.ends:
                yield _Told(True, int(period.ends[:4]), *(period.end_span or span))
    if len(singles) == 2 and sentence.cues.between.search(sentence.plain[: singles[0].start]):
        yield _Told(False, int(singles[0].ends[:4]), singles[0].start, singles[0].end)
        yield _Told(True, int(singles[1].ends[:4]), singles[1].start, singles[1].end)
        return
    for single in singles:
        near = max(0, single.start - _NEAR)
        begins, ends = (
            _last(cue, sentence.plain[near : single.start])
            for cue in (sentence.cues.begins, sentence.cues.ends)
        )
        if begins != ends:
            cue = near + max(begins, ends)
            yield _Told(ends > begins, int(single.ends[:4]), cue, single.end)
    still = sentence.cues.still.search(sentence.plain)
    if still and not dates and not sentence.heard.denies(still.start(), still.end()):
        yield _Told(True, None, still.start(), still.end())


def _last(pattern: re.Pattern[str], text: str) -> int:
    """Where the last match begins."""
    return max((match.start() for match in pattern.finditer(text)), default=-1)


def _comparable(job: Job, told: _Told) -> bool:
    return job.begins is not None if not told.is_end else job.ends is not None or job.is_present


def _against(job: Job, told: _Told, sentence: Sentence, as_of: date) -> Conflict | None:
    if not told.is_end:
        return _years_apart(job.begins, told, sentence, job, "began")
    if told.year is None:
        over = job.ends is not None and job.ends < as_of.year
        return (
            _conflict(sentence, job, told, 2, f"still works there, the resume ends it in {job.ends}")
            if over
            else None
        )
    if job.is_present:
        over = told.year < as_of.year
        return (
            _conflict(sentence, job, told, 2, f"left in {told.year}, the resume has it going on")
            if over
            else None
        )
    return _years_apart(job.ends, told, sentence, job, "ended")


def _years_apart(
    written: int | None, told: _Told, sentence: Sentence, job: Job, what: str
) -> Conflict | None:
    if written is None or told.year is None or written == told.year:
        return None
    apart = abs(written - told.year)
    return _conflict(
        sentence, job, told, _grade(apart), f"says it {what} in {told.year}, the resume says {written}"
    )


def _grade(years: float) -> int:
    return 1 if years < 2 else 2 if years < 4 else 3


def _conflict(sentence: Sentence, job: Job, told: _Told, severity: int, what: str) -> Conflict:
    written = (job.end if told.is_end else job.start) or job.start or job.quote()
    assert written is not None  # noqa: S101  (compare asks for a quote first)
    name = job.employer.text if job.employer else "this job"
    return sentence.conflict(
        "date",
        severity,
        f"{name}: the candidate {what}.",
        first=written,
        second=clause(sentence, told.start, told.end),
    )


def _stretch(sentence: Sentence, job: Job) -> list[Conflict] | None:
    """None where no length was said, or none is written."""
    written = job.start or job.quote()
    if job.length is None or written is None or sentence.cues.not_stretch.search(sentence.plain):
        return None
    for quantity in sentence.heard.quantities():
        if quantity.unit not in ("year", "month") or sentence.heard.denies(quantity.start, quantity.end):
            continue
        years = quantity.value if quantity.unit == "year" else quantity.value / 12
        apart = abs(years - job.length)
        if apart <= _WITHOUT_MONTHS + _ROUNDING * max(years, job.length):
            return []
        name = job.employer.text if job.employer else "this job"
        reason = (
            f"{name}: the candidate speaks of {years:.3g} years, the resume's dates make {job.length:.2g}."
        )
        second = clause(sentence, quantity.start, quantity.end)
        return [sentence.conflict("date", _grade(apart), reason, first=written, second=second)]
    return None
