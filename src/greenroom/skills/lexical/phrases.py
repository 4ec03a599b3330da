"""The phrases of data/phrases.toml, compiled: how people refuse, instruct, tell of a situation, act and succeed."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from greenroom.skills.lexical.negation import negations
from greenroom.skills.lexical.packs import DATA
from greenroom.skills.lexical.terms import terms
from greenroom.skills.lexical.tokens import Stretch, Token, fold, sentences

_FILE = DATA / "phrases.toml"
_LONGEST = 40
_SHORTEST = 12
_NEWS = 2.0
_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True)
class Phrases:
    """Patterns over folded text (see `flatten`) and sets of folded words of one language."""

    instructions: re.Pattern[str]
    refusals: re.Pattern[str]
    behavioural: re.Pattern[str]
    hypothetical: re.Pattern[str]
    situation: re.Pattern[str]
    action: re.Pattern[str]
    habit: re.Pattern[str]
    result: re.Pattern[str]
    linking: frozenset[str]
    pronouns: frozenset[str]
    reporting: frozenset[str]
    first_person: frozenset[str]
    hedges: frozenset[str]
    yes: frozenset[str]
    no: frozenset[str]
    closed: re.Pattern[str]
    example_asked: frozenset[str]
    result_asked: frozenset[str]
    number_asked: frozenset[str]


@lru_cache(maxsize=1)
def _file() -> dict[str, dict[str, Any]]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


@lru_cache(maxsize=32)
def phrases(language: str) -> Phrases:
    """The phrases of an ISO 639-1 code; instructions are those of every language, since they need not be in its own."""
    given = _file().get(language, {})

    def either(name: str) -> re.Pattern[str]:
        parts = given.get(name, [])
        return re.compile("|".join(f"(?:{part})" for part in parts)) if parts else _NEVER

    def words(name: str) -> frozenset[str]:
        return frozenset(str(given.get(name, "")).split())

    instructions = [part for each in _file().values() for part in each.get("instructions", [])]
    return Phrases(
        instructions=re.compile("|".join(f"(?:{part})" for part in instructions)),
        refusals=either("refusals"),
        behavioural=either("behavioural"),
        hypothetical=either("hypothetical"),
        situation=either("situation"),
        action=either("action"),
        habit=either("habit"),
        result=either("result"),
        linking=words("linking"),
        pronouns=words("pronouns"),
        reporting=words("reporting"),
        first_person=words("first_person"),
        hedges=words("hedges"),
        yes=words("yes"),
        no=words("no"),
        closed=either("closed"),
        example_asked=words("example_asked"),
        result_asked=words("result_asked"),
        number_asked=words("number_asked"),
    )


def flatten(text: str) -> str:
    """A text folded word by word with its white space made single, for the patterns."""
    return " ".join(fold(word) for word in text.split())


def refuses(flat: str, language: str, known: Collection[str]) -> bool:
    """Whether flattened words say that there is no answer, and nothing else. known: stems that are no news."""
    speech = phrases(language)
    if not speech.refusals.search(flat):
        return False
    rest = terms(speech.refusals.sub(" ", flat), language)
    return sum(term.weight for term in rest if term.stem not in known) < _NEWS


def stretches(answer: str, words: Sequence[Token], speech: Phrases) -> list[tuple[Stretch, bool]]:
    """Sentences, and whether each only carries on the one before.

    One without a full stop for very long is cut before linking words, since speech comes without punctuation.
    """
    found: list[tuple[Stretch, bool]] = []
    for sentence in sentences(answer):
        inside = [word for word in words if sentence.start <= word.start < sentence.end]
        begin = sentence.start
        if len(inside) > _LONGEST:
            for cut_at in _cuts(inside, speech):
                found.append((Stretch(begin, cut_at), begin > sentence.start))
                begin = cut_at
        found.append((Stretch(begin, sentence.end), begin > sentence.start))
    return found


def _cuts(inside: Sequence[Token], speech: Phrases) -> list[int]:
    """Offsets at which a long stretch of speech is cut: before a linking word, at the latest after 24 words."""
    found: list[int] = []
    since = 0
    for at, word in enumerate(inside):
        long_enough = at - since >= _SHORTEST and word.norm in speech.linking
        if len(inside) - at >= _SHORTEST and (long_enough or at - since >= 2 * _SHORTEST):
            found.append(word.start)
            since = at
    return found


def denied(words: Sequence[Token], text: str, language: str) -> frozenset[int]:
    """Offsets of words that the speaker denies of themselves ("I have never used Excel")."""
    speech = phrases(language)
    found: set[int] = set()
    for at, ruled in negations(words, text, language):
        around = {word.norm for word in words[max(0, at - 2) : at + 3]}
        inside = {words[place].norm for place in ruled}
        if not around.isdisjoint(speech.first_person) and inside.isdisjoint(speech.hedges):
            found.update(words[place].start for place in ruled)
    return frozenset(found)
