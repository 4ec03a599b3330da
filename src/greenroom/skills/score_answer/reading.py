"""An answer read: its stretches of speech, and which of them may count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from greenroom.skills.lexical import (
    Stretch,
    Term,
    Token,
    term_of,
    tokenise,
    weight,
)
from greenroom.skills.lexical.phrases import Phrases, denied, flatten, phrases, refuses, stretches
from greenroom.skills.score_answer.moves import bears
from greenroom.skills.score_answer.topic import Topic

_LINKS = 2
COUNTS, INSTRUCTION, REFUSAL, ECHO, OFF_TOPIC = "", "instruction", "refusal", "echo", "off topic"


@dataclass(frozen=True)
class Unit:
    """A sentence, or a piece of a long one.

    touches: has a word of the rubric. linked, points_back: carries on the unit before, by its beginning or a
    pronoun. sets_scene: begins a story. denies: the speaker says they did not or do not.
    why_not: why it counts for nothing, or "".
    """

    start: int
    end: int
    flat: str
    terms: tuple[Term, ...]
    touches: bool
    linked: bool
    points_back: bool
    sets_scene: bool
    denies: bool
    why_not: str


@dataclass(frozen=True)
class Reading:
    """units: all of the answer in order. kept: those that count."""

    text: str
    language: str
    units: tuple[Unit, ...]

    @property
    def kept(self) -> tuple[Unit, ...]:
        return tuple(unit for unit in self.units if not unit.why_not)

    @property
    def said(self) -> tuple[Term, ...]:
        return tuple(term for unit in self.kept for term in unit.terms)

    def has(self, why_not: str) -> bool:
        return any(unit.why_not == why_not for unit in self.units)


def read(answer: str, topic: Topic, language: str) -> Reading:
    """Read an answer against a topic; `language` is the answer's own."""
    speech = phrases(language)
    words = tokenise(answer)
    unsaid = denied(words, answer, language)
    units = [
        _unit(stretch, answer, words, unsaid, topic, language, speech, carries_on=carries_on)
        for stretch, carries_on in stretches(answer, words, speech)
    ]
    return Reading(answer, language, tuple(_on_topic(units, topic)))


def _unit(
    stretch: Stretch,
    answer: str,
    words: Sequence[Token],
    unsaid: frozenset[int],
    topic: Topic,
    language: str,
    speech: Phrases,
    *,
    carries_on: bool,
) -> Unit:
    flat = flatten(answer[stretch.start : stretch.end])
    inside = [word for word in words if stretch.start <= word.start < stretch.end]
    own = tuple(
        term_of(w, language) for w in inside if w.start not in unsaid and weight(w.norm, language) > 0
    )
    return Unit(
        start=stretch.start,
        end=stretch.end,
        flat=flat,
        terms=own,
        touches=any(topic.touches(term) for term in own)
        or bears(flat, [point for point, _ in topic.points], topic.language),
        linked=carries_on or _links(flat, inside, speech),
        points_back=any(word.norm in speech.pronouns for word in inside[:4]),
        sets_scene=bool(speech.situation.search(flat)),
        denies=bool(inside) and any(word.start in unsaid for word in inside),
        why_not=_why_not(flat, own, topic, language, speech),
    )


def _links(flat: str, inside: Sequence[Token], speech: Phrases) -> bool:
    return any(word.norm in speech.linking for word in inside[:2]) or speech.result.match(flat) is not None


def _why_not(flat: str, own: Sequence[Term], topic: Topic, language: str, speech: Phrases) -> str:
    if speech.instructions.search(flat):
        return INSTRUCTION
    if refuses(flat, language, topic.question):
        return REFUSAL
    fresh = [term for term in own if term.stem not in topic.question]
    if own and _new(own, topic) < 0.5 and not topic.answers(fresh):
        return ECHO
    return COUNTS


def _new(said: Sequence[Term], topic: Topic) -> float:
    """The weight of what the question does not say already."""
    return sum(term.weight for term in said if term.stem not in topic.question)


def _on_topic(units: Sequence[Unit], topic: Topic) -> list[Unit]:
    """Marks what is off the topic: it has no word of the rubric and no part in a story that has."""
    counting = [unit for unit in units if not unit.why_not]
    if not topic.shared or not any(unit.touches for unit in counting):
        return list(units)
    heart = {t.stem for unit in counting if unit.touches for t in unit.terms if t.weight >= 0.8}
    kept = {at for at, unit in enumerate(units) if unit.touches or any(t.stem in heart for t in unit.terms)}
    for at in sorted(kept):
        kept.update(_story(units, at))
    return [
        unit if unit.why_not or at in kept else replace(unit, why_not=OFF_TOPIC)
        for at, unit in enumerate(units)
    ]


def _story(units: Sequence[Unit], at: int) -> list[int]:
    """The neighbours that belong to a stretch on the topic: what it points back to, and what carries it on."""
    found: list[int] = []
    back = at
    while back > 0 and at - back < _LINKS and units[back].points_back and units[back - 1].sets_scene:
        back -= 1
        found.append(back)
    on = at + 1
    while on < len(units) and on - at <= _LINKS and (units[on].linked or units[on].points_back):
        found.append(on)
        on += 1
    return found
