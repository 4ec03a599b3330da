"""The built-in engine: the sentences that tell most of a text, as they stand there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from greenroom.skills.evidence import cut
from greenroom.skills.lexical import Stretch, detect, quantities, sentences, terms
from greenroom.skills.summarize.schema import TextToShorten, ToldInShort

_FEWEST_WORDS = 3
_FIRST, _LEAD = 1.25, 1.1
_FIGURE = 0.15
_LONGEST = 60  # words; a longer sentence tells more only by being long
_TAKEN = 0.35


@dataclass(frozen=True)
class _Sentence:
    place: int
    stretch: Stretch
    stems: frozenset[str]
    words: int
    figures: int


def shorten(given: TextToShorten) -> ToldInShort:
    """At most `sentences` of them, in the text's order; all of a text that has no more."""
    language = given.language.lower()[:2] or detect(given.text)
    stretches = sentences(given.text)
    if len(stretches) <= given.sentences:
        chosen = list(stretches)
    else:
        chosen = _chosen(given.text, stretches, given.sentences, language)
    spans = [cut(given.text, stretch.start, stretch.end) for stretch in chosen]
    return ToldInShort(summary=" ".join(" ".join(span.text.split()) for span in spans), sources=spans)


def _chosen(text: str, stretches: Sequence[Stretch], count: int, language: str) -> list[Stretch]:
    """One after the other the sentence that tells most of what is not told yet."""
    weights = {term.stem: term.weight for term in terms(text, language)}
    often = Counter(term.stem for term in terms(text, language))
    read = [_read(text, stretch, place, language) for place, stretch in enumerate(stretches)]
    left = [one for one in read if one.words >= _FEWEST_WORDS] or read
    told: set[str] = set()
    kept: list[_Sentence] = []
    while left and len(kept) < count:
        best = max(left, key=lambda one: (_worth(one, told, weights, often, len(read)), -one.place))
        left.remove(best)
        kept.append(best)
        told |= best.stems
    return [one.stretch for one in sorted(kept, key=lambda one: one.place)]


def _read(text: str, stretch: Stretch, place: int, language: str) -> _Sentence:
    words = text[stretch.start : stretch.end]
    stems = frozenset(term.stem for term in terms(words, language))
    return _Sentence(place, stretch, stems, len(words.split()), len(quantities(words, language)))


def _worth(
    one: _Sentence, told: set[str], weights: dict[str, float], often: Counter[str], count: int
) -> float:
    """How much a sentence tells of what the text speaks of, by the word, more for figures and the beginning."""
    total: float = sum(
        weights[stem] * often[stem] ** 0.5 * (_TAKEN if stem in told else 1.0) for stem in one.stems
    )
    value: float = total / max(one.words, 6) ** 0.5 + _FIGURE * min(one.figures, 3)
    if one.words > _LONGEST:
        value *= 0.7
    return value * (_FIRST if one.place == 0 else _LEAD if one.place < count / 5 else 1.0)
