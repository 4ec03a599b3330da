"""Years of experience: added up from the dates of jobs, or as the resume states them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from greenroom.skills import lexical
from greenroom.skills.evidence import Span, cut
from greenroom.skills.lexical import Term
from greenroom.skills.parse_resume.dates import PRESENT
from greenroom.skills.parse_resume.schema import ParsedResume, Work
from greenroom.skills.screen_resume.passages import Resume, matched, share

_JOB_COVER = 0.5
_STATED_COVER = 0.4


@dataclass(frozen=True)
class Held:
    """A job's time and place. months: [first, last) counted from year 0; span: its heading in the resume."""

    months: tuple[int, int]
    span: Span
    job: Work
    start: int
    end: int


@dataclass(frozen=True)
class Years:
    """Years found and the words they rest on."""

    years: float
    evidence: list[Span]


def held(resume: Resume, parsed: ParsedResume, as_of: str) -> list[Held]:
    """The dated jobs. as_of: ISO date that "present" means, or "" for the latest date in the resume."""
    now = _month(as_of[:7]) if as_of else max((_month(d) for d in _dates(parsed)), default=0)
    found = []
    for at, job in enumerate(parsed.work):
        first = _month(job.start)
        last = now if job.end == PRESENT else _month(job.end)
        if not first or not last:
            continue
        whole_months = len(job.end) == 7 or job.end == PRESENT
        places = [span for path, span in parsed.spans.items() if path.startswith(f"work.{at}.")]
        heading = [span for path, span in parsed.spans.items()
                   if path.startswith(f"work.{at}.") and not path.endswith(".text")]  # fmt: skip
        if not heading:
            continue
        shown = cut(resume.text, min(a for a, _ in heading), max(b for _, b in heading))
        until = max(last + (1 if whole_months else 0), first + (0 if len(job.start) == 4 else 1))
        found.append(Held((first, until), shown, job, min(a for a, _ in places), max(b for _, b in places)))
    return found


def _dates(parsed: ParsedResume) -> list[str]:
    jobs = [date for job in parsed.work for date in (job.start, job.end)]
    return [date for date in (*jobs, *(one.end for one in parsed.education)) if date and date != PRESENT]


def _month(date: str) -> int:
    """Months since year 0; the middle of the year where no month is named."""
    if len(date) < 4 or not date[:4].isdigit():
        return 0
    return int(date[:4]) * 12 + (int(date[5:7]) - 1 if len(date) >= 7 else 6)


def relevant_to_any(
    jobs: Sequence[Held], topics: Sequence[Sequence[Term]], resume: Resume, language: str
) -> list[Held]:
    """Jobs that are about one of the topics, in their order."""
    fitting = [relevant(jobs, topic, resume, language) for topic in topics]
    return [job for job in jobs if any(job in some for some in fitting)]


def relevant(jobs: Sequence[Held], topic: Sequence[Term], resume: Resume, language: str) -> list[Held]:
    """Jobs that are about the topic: one passage of theirs says half of it, or all together say most of it."""
    if not topic:
        return list(jobs)
    found = []
    for job in jobs:
        inside = [
            p for p in resume.passages if job.start <= p.start < job.end or p.start <= job.start < p.end
        ]
        best = max((share(matched(topic, p.stems, language), topic) for p in inside), default=0.0)
        everything = frozenset(stem for p in inside for stem in p.stems)
        if best >= _JOB_COVER or share(matched(topic, everything, language), topic) >= 0.8:
            found.append(job)
    return found


def added_up(jobs: Sequence[Held]) -> Years:
    """The years of the jobs; time in two jobs at once counts once."""
    months, until = 0, 0
    for first, last in sorted(job.months for job in jobs):
        months += max(0, last - max(first, until))
        until = max(until, last)
    return Years(round(months / 12, 1), [job.span for job in jobs])


def stated(resume: Resume, topic: Sequence[Term], language: str) -> Years | None:
    """The most years of experience that the resume claims in words, about the topic where there is one."""
    best: Years | None = None
    for passage in resume.passages:
        words = resume.text[passage.start : passage.end]
        if "experien" not in lexical.fold(words) and "erfahrung" not in lexical.fold(words):
            continue
        cover = share(matched(topic, passage.stems, language), topic) if topic else 1.0
        for quantity in lexical.quantities(words, resume.language):
            if quantity.unit not in {"year", "years"} or not 0 < quantity.value < 60 or cover < _STATED_COVER:
                continue
            if best is None or quantity.value > best.years:
                best = Years(float(quantity.value), [resume.span(passage)])
    return best
