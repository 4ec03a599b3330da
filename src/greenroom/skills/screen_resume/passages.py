"""A resume as passages: each sentence or listed line with what it says, and what it says is not so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from greenroom.skills import lexical
from greenroom.skills.evidence import Span, cut
from greenroom.skills.lexical import Term
from greenroom.skills.parse_resume.lines import lines_of
from greenroom.skills.parse_resume.sections import split
from greenroom.skills.screen_resume.wording import META

_LISTS = {"skills", "languages", "certificates", "contact"}
_LONGEST = 320
_LIKE = 0.75


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
    return tuple(
        tuple(tuple(token.norm for token in lexical.tokenise(name)) for name in line.split("|"))
        for line in lines
        if line and not line.startswith("#")
    )


@lru_cache(maxsize=1)
def _by_first() -> dict[str, list[tuple[tuple[str, ...], int]]]:
    """Alternatives by their first word, each with the number of its group."""
    found: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for number, group in enumerate(_groups()):
        for name in group:
            found.setdefault(name[0], []).append((name, number))
    return found


def same_as(norms: Sequence[str], language: str) -> set[str]:
    """Stems of whatever means the same as something among these words."""
    stems: set[str] = set()
    for at, norm in enumerate(norms):
        for name, number in _by_first().get(norm, ()):
            if tuple(norms[at : at + len(name)]) == name:
                stems.update(lexical.stem(word, language) for other in _groups()[number] for word in other)
    return stems


def wanted(text: str, language: str, *, without: Iterable[str] = ()) -> list[Term]:
    """The terms of a requirement that say what is looked for, each once."""
    left_out = META | set(without)
    found: dict[str, Term] = {}
    for term in lexical.terms(text, language):
        if term.token.norm not in left_out and not term.token.norm.isdigit():
            found.setdefault(term.stem, term)
    return list(found.values())


def matched(terms: Sequence[Term], stems: frozenset[str], language: str) -> list[Term]:
    """Those of the terms that are said, in the same or a like word."""
    return [term for term in terms if term.stem in stems or any(_like(term.stem, s, language) for s in stems)]


@lru_cache(maxsize=262144)
def _like(one: str, other: str, language: str) -> bool:
    return lexical.likeness(one, other, language) >= _LIKE


def share(part: Sequence[Term], whole: Sequence[Term]) -> float:
    """0 to 1: the weight of some terms in the weight of all."""
    total = sum(term.weight for term in whole)
    return sum(term.weight for term in part) / total if total else 0.0
