"""An answer read: its stretches of speech, and which of them may count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from greenroom.skills.lexical import Stretch, Term, Token, negations, sentences, term_of, tokenise, weight
from greenroom.skills.score_answer.phrases import Phrases, flatten, phrases
from greenroom.skills.score_answer.topic import Topic

LONGEST = 40
_LINKS = 2
COUNTS, INSTRUCTION, REFUSAL, ECHO, OFF_TOPIC = "", "instruction", "refusal", "echo", "off topic"


@dataclass(frozen=True)
class Unit:
    """A sentence, or a piece of a long one. why_not: why it counts for nothing, "" where it counts."""

    start: int
    end: int
    flat: str
    terms: tuple[Term, ...]
    touches: bool
    linked: bool
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
    denied = _denied(words, answer, language, speech)
    units = [
        _unit(stretch, answer, words, denied, topic, language, speech)
        for stretch in _stretches(answer, words)
    ]
    return Reading(answer, language, tuple(_on_topic(units, topic)))


def _stretches(answer: str, words: Sequence[Token]) -> list[Stretch]:
    """Sentences; one without a full stop for very long is cut, since speech comes without punctuation."""
    found: list[Stretch] = []
    for sentence in sentences(answer):
        inside = [word for word in words if sentence.start <= word.start < sentence.end]
        if len(inside) <= LONGEST:
            found.append(sentence)
            continue
        begin = sentence.start
        for at in range(LONGEST // 2, len(inside) - LONGEST // 4, LONGEST // 2):
            found.append(Stretch(begin, inside[at].start))
            begin = inside[at].start
        found.append(Stretch(begin, sentence.end))
    return found


def _denied(words: Sequence[Token], text: str, language: str, speech: Phrases) -> frozenset[int]:
    """Offsets of words that the speaker denies of themselves ("I have never used Excel")."""
    found: set[int] = set()
    for at, ruled in negations(words, text, language):
        around = {word.norm for word in words[max(0, at - 2) : at + 3]}
        inside = {words[place].norm for place in ruled}
        if not around.isdisjoint(speech.first_person) and inside.isdisjoint(speech.hedges):
            found.update(words[place].start for place in ruled)
    return frozenset(found)


def _unit(
    stretch: Stretch,
    answer: str,
    words: Sequence[Token],
    denied: frozenset[int],
    topic: Topic,
    language: str,
    speech: Phrases,
) -> Unit:
    flat = flatten(answer[stretch.start : stretch.end])
    inside = [word for word in words if stretch.start <= word.start < stretch.end]
    own = tuple(
        term_of(w, language) for w in inside if w.start not in denied and weight(w.norm, language) > 0
    )
    linked = bool(inside) and any(word.norm in speech.linking for word in inside[:2])
    return Unit(
        start=stretch.start,
        end=stretch.end,
        flat=flat,
        terms=own,
        touches=any(topic.touches(term) for term in own),
        linked=linked,
        why_not=_why_not(flat, own, topic, speech),
    )


def _why_not(flat: str, own: Sequence[Term], topic: Topic, speech: Phrases) -> str:
    if speech.instructions.search(flat):
        return INSTRUCTION
    fresh = [term for term in own if term.stem not in topic.question]
    if speech.refusals.search(flat) and sum(term.weight for term in fresh) < 3:
        return REFUSAL
    if own and sum(term.weight for term in fresh) < 0.35 * sum(t.weight for t in own) and len(fresh) < 2:
        return "" if any(term.stem[:1].isdigit() or term.weight >= 0.9 for term in fresh) else ECHO
    return COUNTS


def _on_topic(units: Sequence[Unit], topic: Topic) -> list[Unit]:
    """Marks what is off the topic: it has no word of the rubric and carries on nothing that has."""
    if not topic.shared or not any(unit.touches and not unit.why_not for unit in units):
        return list(units)
    heart = {t.stem for u in units if u.touches and not u.why_not for t in u.terms if t.weight >= 0.8}
    marked: list[Unit] = []
    links = _LINKS
    for unit in units:
        cohesive = any(term.stem in heart for term in unit.terms)
        follows = unit.linked and bool(marked) and not marked[-1].why_not and links < _LINKS
        links = 0 if unit.touches or cohesive else links + 1
        if unit.why_not or unit.touches or cohesive or follows:
            marked.append(unit)
        else:
            marked.append(replace(unit, why_not=OFF_TOPIC))
    return marked
