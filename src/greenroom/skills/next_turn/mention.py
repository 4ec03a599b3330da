"""What a candidate named, in words short and whole enough to be taken up in a question."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator
from pathlib import Path

from greenroom.skills.lexical import Token, tokenise
from greenroom.skills.lexical.terms import weight
from greenroom.skills.next_turn.speech import folded

_DETERMINERS = {
    "en": r"the|a|an|my|our|their|this|that",
    "es": r"el|la|los|las|un|una|mi|nuestro|nuestra",
    "fr": r"le|la|les|un|une|mon|ma|notre|des",
    "de": r"der|die|das|den|dem|des|ein|eine|einen|einem|einer|mein|meine|meinen|unser|unsere|unseren",
    "pt": r"o|a|os|as|um|uma|meu|minha|nosso|nossa",
}
_REFERRED = {"my": "your", "our": "your", "a": "the", "an": "the"}
_TELLING = 0.75
_MOST_WORDS = 4
_OF_PEOPLE = 0.5
_PEOPLE = re.compile(
    r"kolleg|kund|chef|mitarbeit|compan[ie]|client|collegue|colega|jefe|responsable|manager|supervisor|colleague|customer"
)
_WORDS = {
    name: frozenset(words.split())
    for name, words in tomllib.loads(
        (Path(__file__).parent / "mention_en.toml").read_text(encoding="utf-8")
    ).items()
}


def mention(text: str, language: str, taken: Collection[str] = ()) -> str:
    """The most telling thing named, as it can be said back; "" where nothing is, or all was taken up before.

    taken: what the interviewer has said before.
    """
    if language not in _DETERMINERS:
        return ""
    before = [folded(said) for said in taken]
    best = (0.0, "")
    for determiner, chunk, worth in _named(text, language):
        used = any(re.search(rf"(?<!\w){re.escape(folded(chunk))}(?!\w)", said) for said in before)
        if worth > best[0] and not used:
            best = (worth, _referred_to(determiner, chunk, language))
    return best[1]


def _named(text: str, language: str) -> Iterator[tuple[str, str, float]]:
    """Each determiner with the words it belongs to, and how much they tell."""
    for found in re.finditer(rf"(?<!\w)({_DETERMINERS[language]})\s+", text, re.IGNORECASE):
        rest = text[found.end() : found.end() + 100]
        words = {"en": _english, "de": _german}.get(language, _first_word)(rest)
        worth = sum(weight(word.norm, language) for word in words)
        worth *= _OF_PEOPLE if _PEOPLE.match(folded(words[-1].text) if words else "") else 1.0
        if words and any(weight(word.norm, language) >= _TELLING for word in words):
            yield found[1], rest[words[0].start : words[-1].end], worth


def _english(rest: str) -> list[Token]:
    """A whole noun phrase of at most four words: up to a little word, a verb or a stop; none where it goes on."""
    words: list[Token] = []
    tokens = tokenise(rest)
    for at, token in enumerate(tokens):
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        if _ends_before(token, following, words, rest):
            break
        words.append(token)
    return words if len(words) <= _MOST_WORDS else []


def _ends_before(token: Token, following: Token | None, words: list[Token], rest: str) -> bool:
    if weight(token.norm, "en") == 0 or not token.text.isalpha():
        return True
    if not words:
        return bool(rest[: token.start].strip())
    if rest[words[-1].end : token.start] not in (" ", "-"):
        return True
    if token.norm in _WORDS["ends"] or token.norm in _WORDS["verbs"] or token.norm.endswith(("ed", "ly")):
        return True
    if token.norm.endswith("ing") and token.norm not in _WORDS["nouns"]:
        return True
    near = following is not None and not rest[token.end : following.start].strip(" ")
    return near and following is not None and following.norm in _WORDS["takes_object"]


def _german(rest: str) -> list[Token]:
    """The noun, which is written large, after at most two other words."""
    for token in tokenise(rest)[:3]:
        if re.search(r"[.,;:!?]", rest[: token.start]):
            return []
        if token.text[:1].isupper() and token.text.isalpha():
            return [token]
    return []


def _first_word(rest: str) -> list[Token]:
    """Only one word, where a verb is not told from a noun so easily."""
    token = next(iter(tokenise(rest)), None)
    return [token] if token is not None and token.start == 0 and token.text.isalpha() else []


def _referred_to(determiner: str, chunk: str, language: str) -> str:
    if language != "en":
        return chunk
    return f"{_REFERRED.get(determiner.lower(), determiner.lower())} {chunk}"
