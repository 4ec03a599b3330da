"""Terms: what a word stands for when texts are compared."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from greenroom.skills.lexical.packs import pack
from greenroom.skills.lexical.tokens import Token, tokenise

_VOWELS = frozenset("aeiouy")


@dataclass(frozen=True, slots=True)
class Term:
    """A word that carries meaning: its stem, its weight (about 0.3 to 1.3) and the token it came from."""

    stem: str
    weight: float
    token: Token


@lru_cache(maxsize=65536)
def stem(norm: str, language: str) -> str:
    """The stem of a folded word, figures for a number; the word itself where no rule fits or it is short."""
    rules = pack(language)
    if norm in rules.numbers and norm not in rules.stopwords:
        return f"{rules.numbers[norm]:g}"
    word = rules.irregular.get(norm, norm)
    if len(word) < 4 or not word.isalpha():
        return word.removesuffix("'s")
    for beginning, stays in rules.prefixes:
        if word.startswith(beginning) and len(word) - len(beginning) >= stays:
            word = word[len(beginning) :]
            break
    for step in rules.steps:
        word = _shortened(word, step)
    if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "aeiou":
        word = word[:-1]
    return word


def _shortened(word: str, step: tuple[tuple[str, str, int], ...]) -> str:
    for ending, replacement, stays in step:
        if not word.endswith(ending):
            continue
        rest = word[: -len(ending)]
        if len(rest) >= stays and (not rest.isascii() or not _VOWELS.isdisjoint(rest)):
            return rest + replacement
    return word


@lru_cache(maxsize=65536)
def weight(norm: str, language: str) -> float:
    """How much a folded word tells: 0 for a stopword, little for an everyday word, more for a rare one."""
    rules = pack(language)
    if norm in rules.stopwords:
        return 0.0
    if norm in rules.common or stem(norm, language) in _common_stems(language):
        return 0.4
    if norm[:1].isdigit() or norm in rules.numbers:
        return 0.9
    if norm.isascii() and len(norm) < 2:
        return 0.3
    return min(1.3, 0.75 + 0.06 * len(norm)) if norm.isascii() else 1.0


@lru_cache(maxsize=32)
def _common_stems(language: str) -> frozenset[str]:
    return frozenset(stem(word, language) for word in pack(language).common)


def terms(text: str, language: str) -> list[Term]:
    """The words of a text that carry meaning, in order."""
    return [term_of(token, language) for token in tokenise(text) if weight(token.norm, language) > 0]


def term_of(token: Token, language: str) -> Term:
    return Term(stem(token.norm, language), weight(token.norm, language), token)
