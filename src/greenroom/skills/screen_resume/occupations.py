"""Kinds of work, and how far a resume shows one: titles held and for how long, and the words the work is known by."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from greenroom.skills import lexical
from greenroom.skills.evidence import Span
from greenroom.skills.lexical import Term
from greenroom.skills.parse_resume.schema import Work
from greenroom.skills.screen_resume import experience
from greenroom.skills.screen_resume.checks import Case
from greenroom.skills.screen_resume.passages import Passage, share

LANGUAGE = "en"
"""Of the names and words in data/occupations.toml."""
_ASKS_FOR_WORK = re.compile(r"experi[eê]n|expérien|erfahrung|work like", re.IGNORECASE)
_ASKS_FOR_A_TASK = re.compile(r"experience of\b", re.IGNORECASE)
_LEVELS = frozenset(
    ["senior", "junior", "principal", "lead", "chief", "head", "sr", "jr", "i", "ii", "iii", "iv", "entry"]
)
_ABOUT = 0.6  # share of a criterion's words that a kind of work must have
_TITLE_PART = 0.5  # of what is shown is the titles held; the rest is the words the work is known by
_LONG = 3.0  # years
_MANY = 10  # different words
_A_JOB = 3  # different words that make a job one of this kind, whatever its title
_UNDATED, _SUMMED_UP, _BY_WORDS, _NOT_LATEST = 0.6, 0.6, 0.5, 0.85
_FIRST = 3  # passages at the top in which people say what they are
_MOST_SPANS = 4


@dataclass(frozen=True)
class Kind:
    """A kind of work. name: what it is called, or a title held in it; signs: words that few other kinds use."""

    titles: re.Pattern[str]
    fields: re.Pattern[str]
    signs: re.Pattern[str]


@dataclass(frozen=True)
class Shown:
    """How far a resume shows a kind of work. value: 0 to 1; years: in jobs of its titles; words: different signs."""

    value: float
    years: float
    words: int
    evidence: tuple[Span, ...]


@lru_cache(maxsize=1)
def _kinds() -> tuple[Kind, ...]:
    raw = tomllib.loads((Path(__file__).parent / "data" / "occupations.toml").read_text(encoding="utf-8"))
    return tuple(
        Kind(_pattern(one["titles"]), _pattern(one["fields"]), _pattern(one["signs"])) for one in raw.values()
    )


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    parts = sorted(map(_spelled, names), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE)


def _spelled(name: str) -> str:
    words = re.escape(name).replace(r"\ \*", r"\s+\w+").replace(r"\*", r"\w*").replace(r"\ ", r"\s+")
    return f"(?-i:{words})" if name.isupper() else words


def named(text: str, terms: Sequence[Term]) -> list[Kind]:
    """The kinds of work that a criterion asks for. terms: its words that say what is looked for."""
    if not _ASKS_FOR_WORK.search(text) or _ASKS_FOR_A_TASK.search(text):
        return []
    own = [term for term in terms if term.token.norm not in _LEVELS]
    return [kind for kind in _kinds() if _is_about(kind, text, own)]


def _is_about(kind: Kind, text: str, terms: Sequence[Term]) -> bool:
    called = [*kind.titles.finditer(text), *kind.fields.finditer(text)]
    if not called:
        return False
    places = [found.span() for found in (*called, *kind.signs.finditer(text))]
    within = [t for t in terms if any(a <= t.token.start < b for a, b in places)]
    return not terms or share(within, terms) >= _ABOUT


def shown(kind: Kind, case: Case) -> Shown:
    """What a resume shows of a kind of work. The same word said again shows nothing more."""
    signs = dict(_signs(kind, case))
    titled = [job for job in case.parsed.work if kind.titles.search(job.title)]
    dated = [held for held in case.jobs if held.job in titled]
    years = experience.added_up(dated).years
    held = max(
        min(1.0, years / _LONG),
        _UNDATED if titled else 0.0,
        _SUMMED_UP if _summed_up(kind, case) else 0.0,
        _BY_WORDS * min(1.0, _years_by_words(signs.values(), case) / _LONG),
    )
    if case.parsed.work and not _is_latest(titled, case):
        held *= _NOT_LATEST
    value = _TITLE_PART * held + (1 - _TITLE_PART) * min(1.0, len(signs) / _MANY)
    passages = list(dict.fromkeys(signs.values()))[:_MOST_SPANS]
    evidence = [*(one.span for one in dated), *(case.resume.span(passage) for passage in passages)]
    return Shown(value, years, len(signs), tuple(evidence[:_MOST_SPANS]))


def _signs(kind: Kind, case: Case) -> Iterator[tuple[str, Passage]]:
    """Each word the work is known by, with where it is first affirmed; passages in lists after the others."""
    resume = case.resume
    for passage in sorted(resume.passages, key=lambda one: (not one.is_list, -one.start)):
        for found in kind.signs.finditer(resume.text, passage.start, passage.end):
            stems = [lexical.stem(token.norm, resume.language) for token in lexical.tokenise(found.group())]
            if passage.denied.isdisjoint(stems):
                yield " ".join(stems), passage


def _years_by_words(passages: Iterable[Passage], case: Case) -> float:
    """The years of jobs told in words of this work, whatever their titles."""
    starts = [passage.start for passage in passages]
    told = [job for job in case.jobs if sum(job.start <= at < job.end for at in starts) >= _A_JOB]
    return experience.added_up(told).years


def _summed_up(kind: Kind, case: Case) -> bool:
    """Whether somebody says at the top, or in their summary, that this is what they are."""
    resume = case.resume
    first = [p for at, p in enumerate(resume.passages) if at < _FIRST or p.kind == "summary"]
    return any(kind.titles.search(resume.text, p.start, p.end) and not p.denied for p in first)


def _is_latest(titled: Sequence[Work], case: Case) -> bool:
    """Whether the newest dated job is one of these; so too where none is dated."""
    newest = max(case.jobs, key=lambda held: held.months[1], default=None)
    return newest is None or newest.job in titled
