"""How close an answer comes to a reference answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import sqrt

from greenroom.skills.lexical import Term, best_match, char_ngrams
from greenroom.skills.score_answer.topic import Fact, Topic

_ASKED_ALREADY = 0.25


def closeness(topic: Topic, said: Sequence[Term]) -> float:
    """0 to 1. Every clause of the reference is a fact; a figure that it opens with has to be there."""
    if not topic.facts or not said:
        return 0.0
    shares = [(_worth(fact, topic), fact_share(fact, said, topic)) for fact in topic.facts]
    total = sum(worth for worth, _ in shares)
    covered = sum(worth * share for worth, share in shares) / total if total else 0.0
    close = 0.75 * sqrt(covered) + 0.25 * _shape(topic, said)
    return close if _opens_right(topic, said) else 0.35 * close


def fact_share(fact: Fact, said: Sequence[Term], topic: Topic) -> float:
    """0 to 1: how much of one fact is said."""
    total = sum(_weight(group, topic) for group in fact)
    if not total:
        return 0.0
    return sum(_weight(group, topic) * _said(group, said, topic) for group in fact) / total


def _said(group: Sequence[Term], said: Sequence[Term], topic: Topic) -> float:
    return max(best_match(term, said, topic.language)[0] for term in group)


def _weight(group: Sequence[Term], topic: Topic) -> float:
    asked = any(term.stem in topic.question for term in group)
    return max(term.weight for term in group) * (_ASKED_ALREADY if asked else 1.0)


def _worth(fact: Fact, topic: Topic) -> float:
    return sqrt(sum(_weight(group, topic) for group in fact))


def _opens_right(topic: Topic, said: Sequence[Term]) -> bool:
    figures = [group for group in topic.facts[0] if group[0].stem[:1].isdigit()]
    if not figures or figures[0][0].stem in topic.question:
        return True
    return _said(figures[0], said, topic) == 1.0


def _shape(topic: Topic, said: Sequence[Term]) -> float:
    wanted = _ngrams([group[0] for fact in topic.facts for group in fact])
    given = _ngrams(said)
    shared = sum((wanted & given).values())
    return shared / sqrt(max(1, wanted.total() * given.total()))


def _ngrams(of: Sequence[Term]) -> Counter[str]:
    return Counter(char_ngrams(" ".join(term.token.norm for term in of)))
