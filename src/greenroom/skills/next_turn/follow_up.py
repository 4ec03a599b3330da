"""What to ask next so that the answer reaches a point it still lacks, without saying the point."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from greenroom.skills.lexical import tokenise
from greenroom.skills.lexical.terms import weight
from greenroom.skills.next_turn.schema import Situation
from greenroom.skills.next_turn.speech import Speech, folded

_DETERMINERS = {
    "en": r"the|a|an|my|our|their|this|that",
    "es": r"el|la|los|las|un|una|mi|nuestro|nuestra",
    "fr": r"le|la|les|un|une|mon|ma|notre|des",
    "de": r"der|die|das|den|dem|des|ein|eine|einen|einem|einer|mein|meine|meinen|unser|unsere|unseren",
    "pt": r"o|a|os|as|um|uma|meu|minha|nosso|nossa",
}
_YOURS = {"my": "your", "our": "your", "a": "a", "an": "an", "this": "that", "that": "that", "their": "their"}
_TELLING = 0.75
_MOST_WORDS = 3


def follow_up(situation: Situation, missing: Sequence[int], speech: Speech) -> tuple[str, int | None]:
    """The text, and the index of the key point it goes after; ("", None) where everything was asked already."""
    said = [folded(turn.text) for turn in situation.exchanges if turn.speaker == "interviewer"]
    for index, ask in _asks(situation.key_points, missing, speech):
        if not any(folded(ask) in earlier for earlier in said):
            return _led_in(situation, ask, len(said), speech), index
    for ask in speech.deeper:
        if not any(folded(ask) in earlier for earlier in said):
            return ask, None
    return "", None


def _asks(points: Sequence[str], missing: Sequence[int], speech: Speech) -> Iterator[tuple[int, str]]:
    """For each missing point the ways to ask for it, points in order, second ways after all first ones."""
    for turn in range(2):
        for index in missing:
            flat = folded(points[index])
            aspect = next(aspect for aspect in speech.aspects if aspect.find.search(flat))
            if turn < len(aspect.asks):
                yield index, aspect.asks[turn]


def _led_in(situation: Situation, ask: str, turn: int, speech: Speech) -> str:
    """The question after something the candidate named, in every second follow-up."""
    said = [exchange.text for exchange in situation.exchanges if exchange.speaker == "candidate"]
    named = mention(said[-1], speech.language) if said and speech.mention else ""
    if not named:
        return ask
    return speech.mention[turn % len(speech.mention)].format(mention=named) + ask


def mention(text: str, language: str) -> str:
    """A thing the candidate named: a few telling words after an article, longest and rarest first; or ""."""
    determiners = _DETERMINERS.get(language)
    if determiners is None:
        return ""
    best = (0.0, "")
    for found in re.finditer(rf"(?<!\w)({determiners})\s+", text, re.IGNORECASE):
        chunk, worth = _telling_words(text[found.end() :], language)
        if worth > best[0]:
            best = (worth, _referred_to(found[1], chunk, language))
    return best[1]


def _telling_words(rest: str, language: str) -> tuple[str, float]:
    """The telling words a text begins with, unbroken by punctuation or a verb in the past.

    Only in English is more than the first word taken: elsewhere a verb is not told from a noun so easily.
    """
    end, worth = 0, 0.0
    for token in tokenise(rest[:80])[: _MOST_WORDS if language == "en" else 1]:
        unbroken = not rest[end : token.start].strip() and (end == 0 or token.start == end + 1)
        verb = language == "en" and end > 0 and re.search(r"(?:ed|ing)$", token.norm)
        if not unbroken or verb or not token.text.isalpha() or weight(token.norm, language) < _TELLING:
            break
        end, worth = token.end, worth + weight(token.norm, language)
    return rest[:end], worth


def _referred_to(determiner: str, chunk: str, language: str) -> str:
    if language != "en":
        return chunk
    return f"{_YOURS.get(determiner.lower(), 'the')} {chunk}"
