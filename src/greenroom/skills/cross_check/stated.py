"""What a resume states, with the place of each statement in its text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from greenroom.skills.evidence import Span, cut
from greenroom.skills.lexical import Token, fold, tokenise, weight
from greenroom.skills.parse_resume.builtin import parse
from greenroom.skills.parse_resume.dates import PRESENT
from greenroom.skills.parse_resume.schema import ParsedResume, ResumeText
from greenroom.skills.parse_resume.vocabulary import words

_TELLING = 0.5


@dataclass(frozen=True)
class Job:
    """One entry of the work history. names: folded words of the employer, as one would say them.

    begins, ends: years, None where not stated; months are kept in `length`, which is in years and None where unknown.
    """

    at: int
    employer: Span | None
    title: Span | None
    names: tuple[str, ...]
    begins: int | None
    ends: int | None
    is_present: bool
    start: Span | None
    end: Span | None
    length: float | None

    def quote(self) -> Span | None:
        return self.employer or self.title or self.start


@dataclass(frozen=True)
class Course:
    """One entry of the education. ends: the year, None where not stated."""

    degree: Span | None
    school: Span | None
    ends: int | None
    end: Span | None
    is_going_on: bool


@dataclass(frozen=True)
class Stated:
    """The statements of a resume. abilities: skills, certificates and languages that stand in it word for word."""

    text: str
    jobs: tuple[Job, ...]
    courses: tuple[Course, ...]
    abilities: tuple[Span, ...]
    summary: Span | None


def stated(text: str, as_of: date) -> Stated:
    """Read a resume; nothing is stated by an empty one."""
    if not text.strip():
        return Stated(text, (), (), (), None)
    parsed = parse(ResumeText(text=text))
    read = _Reader(text, parsed, as_of)
    return Stated(
        text=text,
        jobs=tuple(read.job(at) for at in range(len(parsed.work))),
        courses=tuple(read.course(at) for at in range(len(parsed.education))),
        abilities=tuple(read.abilities()),
        summary=read.span("summary"),
    )


@dataclass(frozen=True)
class _Reader:
    text: str
    parsed: ParsedResume
    as_of: date

    def span(self, path: str) -> Span | None:
        found = self.parsed.spans.get(path)
        if found is None or not self.text[found[0] : found[1]].strip():
            return None
        return cut(self.text, *found)

    def job(self, at: int) -> Job:
        work = self.parsed.work[at]
        employer, title = self.span(f"work.{at}.employer"), self.span(f"work.{at}.title")
        if title is None and _is_a_title(work.employer):  # a place may stand where an employer is looked for
            employer, title = self.span(f"work.{at}.location"), employer
        name = employer.text.split(",")[0] if employer else ""
        return Job(
            at=at,
            employer=employer,
            title=title,
            names=_names(name),
            begins=_year(work.start),
            ends=_year(work.end),
            is_present=work.end == PRESENT,
            start=self.span(f"work.{at}.start"),
            end=self.span(f"work.{at}.end"),
            length=self._length(work.start, work.end),
        )

    def _length(self, start: str, end: str) -> float | None:
        began = _moment(start)
        ended = self.as_of.year + self.as_of.month / 12 if end == PRESENT else _moment(end)
        return None if began is None or ended is None or ended < began else ended - began

    def course(self, at: int) -> Course:
        entry = self.parsed.education[at]
        ends = _year(entry.end)
        return Course(
            degree=self.span(f"education.{at}.degree"),
            school=self.span(f"education.{at}.school"),
            ends=ends,
            end=self.span(f"education.{at}.end"),
            is_going_on=entry.end == PRESENT or (ends is not None and ends >= self.as_of.year),
        )

    def abilities(self) -> Sequence[Span]:
        paths = [
            f"{kind}.{at}"
            for kind in ("skills", "certificates", "languages")
            for at in range(len(getattr(self.parsed, kind)))
        ]
        return [span for span in map(self.span, paths) if span is not None]


def _is_a_title(name: str) -> bool:
    return any(fold(token.text) in words().titles for token in tokenise(name))


def _names(employer: str) -> tuple[str, ...]:
    """The words by which an employer is known; what follows the name of its kind is left out of nobody's mouth."""
    return tuple(
        token.norm
        for token in tokenise(employer)
        if token.norm not in words().company_suffixes and weight(token.norm, "en") > 0
    )


def _year(written: str) -> int | None:
    return int(written[:4]) if written[:4].isdigit() else None


def _moment(written: str) -> float | None:
    year = _year(written)
    if year is None:
        return None
    return year + (int(written[5:7]) - 1) / 12 if len(written) > 4 else float(year)


def mentions(job: Job, said: Sequence[Token], text: str) -> tuple[int, int] | None:
    """Where an employer is named in a sentence: by its only word, or by any two of its words in a row."""
    size = min(2, len(job.names))
    runs = {job.names[at : at + size] for at in range(len(job.names) - size + 1)} if size else set()
    for at in range(len(said) - size + 1 if runs else 0):
        run = said[at : at + size]
        if tuple(token.norm for token in run) in runs and _is_a_name(run, text):
            return run[0].start, run[-1].end
    return None


def _is_a_name(run: Sequence[Token], text: str) -> bool:
    """Whether words are meant as a name: several, or one that tells much, or one with a capital inside a sentence."""
    if len(run) > 1:
        return True
    only = run[0]
    return weight(only.norm, "en") >= 1.1 or (only.start > 0 and text[only.start].isupper())
