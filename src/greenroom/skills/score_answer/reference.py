"""How close an answer comes to a reference answer."""

from __future__ import annotations

from collections.abc import Sequence

from greenroom.skills.lexical import Term, best_match
from greenroom.skills.score_answer.topic import Fact, Topic

# Shaped on the half of the marked answers called "tuned" in tests/bench/judgement.py.
_ASKED_ALREADY = 0.15
_FIGURE = 2.0
_ENOUGH_POWER = 0.6
_CURVE = 0.7
_WRONG_FIGURE = 0.25


def closeness(topic: Topic, said: Sequence[Term]) -> float:
    """0 to 1. Every clause of the reference is a fact; a figure that it opens with has to be there."""
    if not topic.facts or not said:
        return 0.0
    worths = [sum(_weight(group, topic) for group in fact) for fact in topic.facts]
    total = sum(worths)
    if not total:
        return 0.0
    made = sum(
        w * fact_share(fact, said, topic) ** _CURVE for w, fact in zip(worths, topic.facts, strict=True)
    )
    close = float((made / total) ** _CURVE)
    return close if _opens_right(topic, said) else _WRONG_FIGURE * close


def fact_share(fact: Fact, said: Sequence[Term], topic: Topic) -> float:
    """0 to 1: how much of one fact is said. The longer it is, the smaller the part of its words that is enough."""
    total = sum(_weight(group, topic) for group in fact)
    if not total:
        return 0.0
    enough = float(min(total, total**_ENOUGH_POWER))
    return min(1.0, sum(_weight(group, topic) * _said(group, said, topic) for group in fact) / enough)


def _said(group: Sequence[Term], said: Sequence[Term], topic: Topic) -> float:
    return max(best_match(term, said, topic.language)[0] for term in group)


def _weight(group: Sequence[Term], topic: Topic) -> float:
    """Figures count double; a word that the question already says counts for little."""
    weight = max(term.weight for term in group)
    if _is_figure(group):
        return _FIGURE * weight
    asked = any(term.stem in topic.question for term in group)
    return weight * _ASKED_ALREADY if asked else weight


def _is_figure(group: Sequence[Term]) -> bool:
    return group[0].token.norm[:1].isdigit()


def _opens_right(topic: Topic, said: Sequence[Term]) -> bool:
    figures = [group for group in topic.facts[0] if _is_figure(group)]
    if not figures or figures[0][0].stem in topic.question:
        return True
    return _said(figures[0], said, topic) == 1.0
