"""Which key points an answer makes, and with which words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from greenroom.skills.evidence import Span, cut
from greenroom.skills.lexical import Term, best_match
from greenroom.skills.lexical.phrases import Phrases
from greenroom.skills.score_answer.moves import place
from greenroom.skills.score_answer.reading import Reading, Unit
from greenroom.skills.score_answer.substance import Substance
from greenroom.skills.score_answer.topic import Topic

_ASKED_ALREADY = 0.4
_LITTLE, _ENOUGH = 0.15, 0.5
MADE = 0.5
_EVERYDAY = 0.5
_SAID_OTHERWISE = 1.0


@dataclass(frozen=True)
class Point:
    """A key point, how far it is made (0 to 1), and where (None below `MADE`)."""

    text: str
    credit: float
    span: Span | None


def points_of(reading: Reading, topic: Topic, substance: Substance, speech: Phrases) -> list[Point]:
    """Every point of the topic in its order."""
    windows = _windows(reading)
    found: list[Point] = []
    for text, wanted in topic.points:
        only_result = _asks_only_a_result(wanted, speech)
        credit, span = (0.0, None) if only_result else _best_window(reading, windows, wanted, topic)
        asked = _part_asked(wanted, substance, speech)
        if asked is not None and credit < 1.0:
            credit, span = max(credit, 0.9), span or cut(reading.text, asked.start, asked.end)
        if credit < _SAID_OTHERWISE and (otherwise := _by_a_move(text, reading, topic)) is not None:
            credit, span = _SAID_OTHERWISE, otherwise
        found.append(Point(text, credit, span if credit >= MADE else None))
    return found


def share(wanted: Sequence[Term], said: Sequence[Term], topic: Topic) -> float:
    """0 to 1: how much of a point is said; what the question already says counts for little."""
    worth = {t: t.weight * (_ASKED_ALREADY if t.stem in topic.question else 1.0) for t in wanted}
    total = sum(worth.values())
    if not total:
        return 0.0
    return sum(w * best_match(term, said, topic.language)[0] for term, w in worth.items()) / total


def _windows(reading: Reading) -> list[tuple[Unit, ...]]:
    kept = reading.kept
    return [(unit,) for unit in kept] + list(pairwise(kept))


def _best_window(
    reading: Reading, windows: Sequence[tuple[Unit, ...]], wanted: Sequence[Term], topic: Topic
) -> tuple[float, Span | None]:
    best, chosen = 0.0, None
    for window in windows:
        said = [term for unit in window for term in unit.terms]
        part = share(wanted, said, topic)
        if part > best + 0.05 * (len(window) - 1):
            best, chosen = part, window
    credit = min(1.0, max(0.0, (best - _LITTLE) / (_ENOUGH - _LITTLE)))
    if chosen is None:
        return 0.0, None
    return credit, cut(reading.text, chosen[0].start, chosen[-1].end)


def _by_a_move(point: str, reading: Reading, topic: Topic) -> Span | None:
    kept = reading.kept
    found = place(point, [unit.flat for unit in kept], topic.language)
    return cut(reading.text, kept[found[0]].start, kept[found[1]].end) if found else None


def _asks_only_a_result(wanted: Sequence[Term], speech: Phrases) -> bool:
    """Whether a point is "the result" and no more: to say that word is not to tell one."""
    telling = [term for term in wanted if term.weight >= _EVERYDAY]
    return bool(telling) and all(term.token.norm in speech.result_asked for term in telling)


def _part_asked(wanted: Sequence[Term], substance: Substance, speech: Phrases) -> Unit | None:
    """The stretch that answers a point such as "gives a concrete example" or "names a result"."""
    words = {term.token.norm for term in wanted if term.weight > 0}
    own = [t for t in wanted if t.weight >= 0.9]
    if not words.isdisjoint(speech.number_asked):
        return substance.number if len(own) <= 3 else None
    if not words.isdisjoint(speech.result_asked):
        others = [t for t in own if t.token.norm not in speech.result_asked]
        return substance.result if len(others) <= 1 else None
    if not words.isdisjoint(speech.example_asked) and len(own) <= 2:
        return substance.action if substance.situation is not None else None
    return None
