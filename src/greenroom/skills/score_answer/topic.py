"""What a rubric is about: the words by which an answer can be told to be on the subject."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from greenroom.skills.lexical import Term, detect, likeness, stem, terms
from greenroom.skills.lexical.phrases import phrases
from greenroom.skills.lexical.similarity import ASSOCIATED
from greenroom.skills.score_answer.schema import Rubric

_CLAUSE = re.compile(r"[.;\n\u061b\u3002]+\s*")
EVERYDAY = 0.5
ENOUGH_EXAMPLES = 8
_OR = re.compile(r"\s*[(/]?\s*(?:or|o|ou|oder|/)\s+", re.IGNORECASE)

Fact = tuple[tuple[Term, ...], ...]
"""One clause of a reference answer: for each word, the terms that may stand for it."""


@dataclass(frozen=True)
class Topic:
    """A rubric made ready for comparison.

    question: stems of the question. points: the key points (or, without any, the clauses of the best
    anchor) and their terms. worst: terms only the worst anchor has. facts: terms of each clause of the
    reference answer. common: stems that several graded examples share. shared: telling stems of all.
    """

    language: str
    question: frozenset[str]
    points: tuple[tuple[str, tuple[Term, ...]], ...]
    worst: tuple[Term, ...]
    facts: tuple[Fact, ...]
    common: frozenset[str]
    shared: frozenset[str]

    def touches(self, term: Term) -> bool:
        """Whether a term is one of the rubric's own, or stands for one."""
        if term.weight < EVERYDAY:
            return False
        return any(likeness(term.stem, own, self.language) >= ASSOCIATED for own in self.shared)

    def answers(self, said: Sequence[Term]) -> bool:
        """Whether any of some terms is one that the reference answer adds to the question."""
        facts = {term.stem for fact in self.facts for group in fact for term in group} - self.question
        return any(term.stem in facts for term in said)


@lru_cache(maxsize=64)
def topic_of(rubric_json: str) -> Topic:
    """The topic of a rubric given as JSON, so that one is read once for all its answers."""
    rubric = Rubric.model_validate_json(rubric_json)
    language = rubric.language.lower()[:2] or detect(_everything(rubric))
    question = frozenset(term.stem for term in terms(rubric.question, language))
    best, worst = _best_and_worst(rubric)
    wanted = rubric.key_points or ([] if rubric.reference_answer else _clauses(best))
    points = tuple((point, _point(point, language)) for point in wanted)
    facts = tuple(_fact(clause, language) for clause in _clauses(rubric.reference_answer))
    common = _common(rubric, language)
    good = {term.stem for term in terms(best, language)}
    bad = tuple(t for t in terms(worst, language) if t.stem not in good | question)
    telling = [*terms(rubric.question, language), *terms(best, language), *bad]
    telling += [term for _, own in points for term in own] + [
        term for fact in facts for group in fact for term in group
    ]
    shared = frozenset(term.stem for term in telling if term.weight >= EVERYDAY) | common
    return Topic(language, question, points, bad, tuple(fact for fact in facts if fact), common, shared)


def _point(point: str, language: str) -> tuple[Term, ...]:
    """The words of a key point, without the verb that only says what the answer should do."""
    words = terms(point, language)
    reporting = {stem(word, language) for word in phrases(language).reporting}
    return tuple(words[1:] if len(words) > 1 and words[0].stem in reporting else words)


def _everything(rubric: Rubric) -> str:
    return "\n".join([rubric.question, *rubric.key_points, *rubric.anchors.values(), rubric.reference_answer])


def _best_and_worst(rubric: Rubric) -> tuple[str, str]:
    ordered = sorted((float(key), text) for key, text in rubric.anchors.items() if _is_score(key))
    best = ordered[-1][1] if ordered and ordered[-1][0] > 3 else ""
    worst = ordered[0][1] if ordered and ordered[0][0] < 3 else ""
    return best, worst


def _is_score(key: str) -> bool:
    return re.fullmatch(r"\d+(\.\d+)?", key) is not None


def _clauses(text: str) -> list[str]:
    return [clause.strip() for clause in _CLAUSE.split(text) if clause.strip()]


def _common(rubric: Rubric, language: str) -> frozenset[str]:
    seen: Counter[str] = Counter()
    for example in rubric.examples:
        seen.update({term.stem for term in terms(example.text, language) if term.weight >= EVERYDAY})
    least = 2 if len(rubric.examples) < 12 else 3
    return frozenset(word for word, times in seen.items() if times >= least)


def _fact(clause: str, language: str) -> Fact:
    """The words of a clause. What stands in brackets counts half; "9 (or 10)" is one word said two ways."""
    groups: list[tuple[Term, ...]] = []
    for term in terms(clause, language):
        token = term.token
        before = clause[: token.start]
        if groups and _is_alternative(groups[-1][-1], term, clause):
            groups[-1] = (*groups[-1], term)
            continue
        inside = before.count("(") > before.count(")")
        groups.append((replace(term, weight=term.weight / 2) if inside else term,))
    return tuple(groups)


def _is_alternative(one: Term, other: Term, clause: str) -> bool:
    figures = one.stem[:1].isdigit() and other.stem[:1].isdigit()
    return figures and _OR.fullmatch(clause[one.token.end : other.token.start]) is not None
