"""Which passages of what may be told answer a question: by its words, on this machine, the same every time.

A question's word counts the more, the fewer passages hold it; one that none holds counts as the rarest, so that what
is not written down is not answered with what is near it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from greenroom.guidance.rules.cutting import cut
from greenroom.skills.lexical import likeness, terms, tokenise
from greenroom.skills.next_turn.speech import folded
from greenroom.skills.next_turn.topics import Topic, topic_of

LEAST = 0.5
NEAR_BEST = 0.8
MOST = 3
ALIKE = 0.6
_TELLING = 0.75
_IN_TITLE = 0.9
_BESIDE = 0.5
_OF_TOPIC = 0.9
_ON_TOPIC = 0.9
_TITLED = 0.85
_SURE = 0.85
_OWN_SHARE = 0.2
_TOO_WIDE = frozenset({"benefits", "duties"})  # a gym is no pension


@dataclass(frozen=True)
class Source:
    """Something that may be told."""

    item_id: UUID
    title: str
    content: str


@dataclass(frozen=True)
class Passage:
    """text: an exact stretch of the item's content. score: 0 to 1, the share of the question it speaks to."""

    text: str
    title: str
    item_id: UUID
    score: float


@dataclass(frozen=True)
class _Asked:
    """A word of the question. of_topic: what the question is about is told by it."""

    stem: str
    weight: float
    of_topic: bool


@dataclass(frozen=True, slots=True)
class _Part:
    """A passage of a text. flat: its words folded. beside: its stems and those of its neighbours."""

    start: int
    end: int
    flat: str
    stems: frozenset[str]
    beside: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A passage of an item. title: the stems above it. on_topic: how far it tells what the question is about."""

    source: Source
    part: _Part
    title: frozenset[str]
    on_topic: float


def find(question: str, sources: Sequence[Source], language: str, *, most: int = MOST) -> list[Passage]:
    """The passages that answer it, best first; none where nothing does. language: ISO 639-1, of the question."""
    topic = topic_of(folded(question), language)
    if topic is not None and topic.name in _TOO_WIDE:
        topic = None
    asked = _asked(question, topic, language)
    pieces = [piece for source in sources for piece in _pieces(source, topic, language)]
    if not pieces or not any(word.of_topic or word.weight >= _TELLING for word in asked):
        return []
    held = _held(asked, pieces, language)
    worth = [word.weight**2 * _rarity([each[place] for each in held]) for place, word in enumerate(asked)]
    scored = [
        (_score(each, worth), place)
        for place, each in enumerate(held)
        if any(_tells(word, said) for word, said in zip(asked, each, strict=True))
    ]
    return _best(scored, pieces, most)


def _asked(question: str, topic: Topic | None, language: str) -> list[_Asked]:
    words = {term.stem: term for term in terms(question, language)}
    about = _words_of(topic, question)
    return [
        _Asked(stem, max(term.weight, _OF_TOPIC) if of_topic else term.weight, of_topic)
        for stem, term in words.items()
        for of_topic in [term.token.norm in about]
    ]


def _words_of(topic: Topic | None, question: str) -> frozenset[str]:
    """The words of the question by which its topic is known."""
    if topic is None:
        return frozenset()
    spans = (match.group() for match in topic.asks.finditer(folded(question)))
    return frozenset(token.norm for span in spans for token in tokenise(span))


def _pieces(source: Source, topic: Topic | None, language: str) -> list[_Piece]:
    title = _stems(source.title, language)
    titled = topic is not None and topic.asks.search(folded(source.title)) is not None
    return [
        _Piece(
            source,
            part,
            title,
            _ON_TOPIC if topic is not None and topic.told_by(part.flat) else _TITLED if titled else 0.0,
        )
        for part in _parts(source.content, language)
    ]


@lru_cache(maxsize=512)
def _parts(content: str, language: str) -> tuple[_Part, ...]:
    places = cut(content)
    texts = [content[place.start : place.end] for place in places]
    stems = [_stems(text, language) for text in texts]
    return tuple(
        _Part(
            place.start,
            place.end,
            folded(texts[at]),
            stems[at],
            frozenset().union(*stems[max(0, at - 1) : at + 2]),
        )
        for at, place in enumerate(places)
    )


@lru_cache(maxsize=1024)
def _stems(text: str, language: str) -> frozenset[str]:
    return frozenset(term.stem for term in terms(text, language))


_Said = tuple[float, float]  # how far a passage itself says a word, and how far it or what is around it does


def _held(asked: list[_Asked], pieces: list[_Piece], language: str) -> list[list[_Said]]:
    """For each passage, how far it says each word of the question."""
    vocabulary = frozenset().union(*(piece.part.stems | piece.title for piece in pieces))
    alike = [_alike(word.stem, vocabulary, language) for word in asked]
    return [[_said(word, found, piece) for word, found in zip(asked, alike, strict=True)] for piece in pieces]


def _alike(stem: str, vocabulary: frozenset[str], language: str) -> dict[str, float]:
    """The stems that mean about the same, and how far."""
    found = ((other, likeness(stem, other, language)) for other in vocabulary)
    return {other: like for other, like in found if like >= ALIKE}


def _said(word: _Asked, alike: dict[str, float], piece: _Piece) -> _Said:
    own = _most(alike, piece.part.stems)
    if word.of_topic:
        own = max(own, piece.on_topic)
    around = max(_IN_TITLE * _most(alike, piece.title), _BESIDE * _most(alike, piece.part.beside))
    return own, max(own, around)


def _most(alike: dict[str, float], stems: frozenset[str]) -> float:
    found = alike.keys() & stems
    return max(alike[stem] for stem in found) if found else 0.0


def _tells(word: _Asked, said: _Said) -> bool:
    """Whether a passage surely speaks of a word that says what the question is about."""
    return (word.of_topic or word.weight >= _TELLING) and said[1] >= _SURE


def _rarity(said: list[_Said]) -> float:
    holding = sum(own >= ALIKE for own, _around in said)
    return math.log((len(said) + 1) / (max(holding, 1) + 0.5))


def _score(said: list[_Said], worth: list[float]) -> float:
    around = sum(value * each[1] for value, each in zip(worth, said, strict=True))
    own = sum(value * each[0] for value, each in zip(worth, said, strict=True))
    total = sum(worth)
    return ((1 - _OWN_SHARE) * around + _OWN_SHARE * own) / total if total > 0 else 0.0


def _best(scored: list[tuple[float, int]], pieces: list[_Piece], most: int) -> list[Passage]:
    scored.sort(key=lambda each: (-round(each[0], 2), -pieces[each[1]].on_topic, each[1]))
    least = max([LEAST, *(NEAR_BEST * score for score, _place in scored[:1])])
    return [
        Passage(
            piece.source.content[piece.part.start : piece.part.end],
            piece.source.title,
            piece.source.item_id,
            round(score, 3),
        )
        for score, place in scored[:most]
        for piece in [pieces[place]]
        if score >= least
    ]
