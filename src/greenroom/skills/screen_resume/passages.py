"""A resume as passages: each sentence or listed line with what it says, and what it says is not so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from greenroom.skills import lexical
from greenroom.skills.evidence import Span, cut
from greenroom.skills.lexical import Term
from greenroom.skills.lexical.similarity import ASSOCIATED
from greenroom.skills.parse_resume.lines import lines_of
from greenroom.skills.parse_resume.sections import split
from greenroom.skills.screen_resume.wording import META

_RANGE = re.compile(r"\s*(?:-|–|to|bis|a|à|ate|até|y|and|und|et|e)\s*", re.IGNORECASE)
_LISTS = {"skills", "languages", "certificates", "contact"}
_OR = re.compile(
    r"(?:,\s*)?\b(?:or|oder|ou|o|u)\b\s|,\s+(?=[^,]*(?:,|\b(?:or|oder|ou|o|u)\b))", re.IGNORECASE
)
_SHORT = 3  # words of an alternative that can be told from a part of a longer sentence
_LONGEST = 320
_LIKE = 0.75
_RELATED = 0.5


@dataclass(frozen=True)
class Passage:
    """A stretch of the resume. stems: what it affirms; denied: what it denies. kind: its section's kind."""

    start: int
    end: int
    kind: str
    stems: frozenset[str]
    denied: frozenset[str]

    @property
    def is_list(self) -> bool:
        return self.kind in _LISTS


@dataclass(frozen=True)
class Resume:
    """A resume made ready for looking things up."""

    text: str
    language: str
    passages: tuple[Passage, ...]

    def span(self, passage: Passage) -> Span:
        return cut(self.text, passage.start, min(passage.end, passage.start + _LONGEST))


def prepare(text: str) -> Resume:
    language = lexical.detect(text)
    found: list[Passage] = []
    for section in split(lines_of(text, [])):
        for start, end in _joined(text, [(line.start, line.end, line.bullet) for line in section.lines]):
            found.extend(_passages(text, start, end, section.kind, language))
    return Resume(text, language, tuple(found))


def _joined(text: str, lines: Sequence[tuple[int, int, bool]]) -> list[tuple[int, int]]:
    """Lines that were wrapped, put together again: a line goes on where the next one begins in lower case."""
    joined: list[tuple[int, int]] = []
    for start, end, bullet in lines:
        if joined and not bullet and text[start].islower() and text[joined[-1][1] - 1] not in ".!?:;":
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _passages(text: str, start: int, end: int, kind: str, language: str) -> list[Passage]:
    found = []
    for stretch in lexical.sentences(text[start:end]):
        words = text[start + stretch.start : start + stretch.end]
        tokens = lexical.tokenise(words)
        ruled = lexical.negated(tokens, words, language)
        said = {lexical.stem(token.norm, language) for at, token in enumerate(tokens) if at not in ruled}
        denied = {lexical.stem(token.norm, language) for at, token in enumerate(tokens) if at in ruled}
        norms = [token.norm for at, token in enumerate(tokens) if at not in ruled]
        denied_norms = [token.norm for at, token in enumerate(tokens) if at in ruled]
        found.append(
            Passage(
                start + stretch.start,
                start + stretch.end,
                kind,
                frozenset(said | same_as(norms, language)),
                frozenset(denied | same_as(denied_norms, language)),
            )
        )
    return found


@lru_cache(maxsize=1)
def _groups() -> tuple[tuple[tuple[str, ...], ...], ...]:
    """Groups of alternatives, each a sequence of folded words."""
    path = Path(__file__).parent / "data" / "synonyms.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(_names(line) for line in lines if line and not line.startswith("#"))


@lru_cache(maxsize=1)
def _by_first() -> dict[str, list[tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]]]:
    """What stands in data/, by its first word: each with what it also says."""
    found: dict[str, list[tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]]] = {}
    for group in _groups():
        for name in group:
            found.setdefault(name[0], []).append((name, group))
    for fields, titles in _fields():
        for title in titles:
            found.setdefault(title[0], []).append((title, fields))
    return found


def _fields() -> Iterator[tuple[tuple[tuple[str, ...], ...], tuple[tuple[str, ...], ...]]]:
    """Names of a field of work, and titles held in it."""
    path = Path(__file__).parent / "data" / "fields.txt"
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            names, titles = line.split(":", 1)
            yield _names(names), _names(titles)


def _names(listed: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(token.norm for token in lexical.tokenise(name)) for name in listed.split("|"))


def same_as(norms: Sequence[str], language: str) -> set[str]:
    """Stems of whatever means the same as something among these words."""
    stems: set[str] = set()
    for at, norm in enumerate(norms):
        for name, others in _by_first().get(norm, ()):
            if tuple(norms[at : at + len(name)]) == name:
                stems.update(lexical.stem(word, language) for other in others for word in other)
    return stems


def wanted(text: str, language: str, *, without: Iterable[str] = ()) -> list[Term]:
    """The terms of a requirement that say what is looked for, each once. "15 to 20" is one term, other numbers none."""
    left_out = META | set(without)
    found: dict[str, Term] = {}
    spoken = lexical.terms(text, language)
    for at, term in enumerate(spoken):
        if _is_number(term):
            between = _between(term, spoken[at + 1], text) if at + 1 < len(spoken) else None
            if between is not None:
                found.setdefault(between.stem, between)
        elif term.token.norm not in left_out:
            found.setdefault(term.stem, term)
    return list(found.values())


def _is_number(term: Term) -> bool:
    return term.stem.isdigit()


def _between(low: Term, high: Term, text: str) -> Term | None:
    """The term of a range, as "15-20", that any number in it meets."""
    if not _is_number(high) or not int(low.stem) < int(high.stem):
        return None
    if not _RANGE.fullmatch(text[low.token.end : high.token.start]):
        return None
    return Term(f"{low.stem}-{high.stem}", low.weight, low.token)


def matched(terms: Sequence[Term], stems: frozenset[str], language: str) -> list[Term]:
    """Those of the terms that are said, in the same or a like word; with less weight where only a related one is."""
    found = [(term, _said(term.stem, stems, language)) for term in terms]
    return [
        term if worth == 1.0 else Term(term.stem, term.weight * worth, term.token)
        for term, worth in found
        if worth
    ]


def _said(stem: str, stems: frozenset[str], language: str) -> float:
    if stem in stems:
        return 1.0
    return max((_like(stem, other, language) for other in stems), default=0.0)


@lru_cache(maxsize=262144)
def _like(one: str, other: str, language: str) -> float:
    """1 for the same word spelled otherwise, `_RELATED` for one that may stand for it, 0 for any other."""
    low, dash, high = one.partition("-")
    if dash and low.isdigit() and high.isdigit():
        return float(other.isdigit() and int(low) <= int(other) <= int(high))
    like = lexical.likeness(one, other, language)
    if like < _LIKE:
        return 0.0
    return _RELATED if like == ASSOCIATED else 1.0


def alternatives(text: str, language: str, *, without: Iterable[str] = ()) -> list[list[Term]]:
    """The terms of each thing that is enough by itself ("retail, hospitality or care"); of all, where all is asked."""
    whole = wanted(text, language, without=without)
    named = _OR.split(text)
    if len(named) == 1 or any(len(part.split()) > _SHORT for part in named[1:-1]):
        return [whole]
    parts = [wanted(part, language, without=without) for part in named]
    given = [part for part in parts if part]
    return given if given and all(len(part) <= _SHORT for part in given) else [whole]


def share(part: Sequence[Term], whole: Sequence[Term]) -> float:
    """0 to 1: the weight of some terms in the weight of all."""
    total = sum(term.weight for term in whole)
    return sum(term.weight for term in part) / total if total else 0.0
