"""A yes or a no with a letter or two wrong: "definately", "of corse"."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from greenroom.skills.read_answer.signals import Signal
from greenroom.skills.read_answer.vocabulary import Vocabulary, vocabulary

_PLAIN = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")
_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST = 6  # letters
_LONG = 9  # letters, from which two may be wrong
_SURE = 0.7


def misspelt(flat: str, speech: Vocabulary) -> list[Signal]:
    """The yes or no that the words begin with, but for their spelling."""
    words = list(_WORD.finditer(flat))
    for count in (2, 1):
        if len(words) < count:
            continue
        start, end = words[0].start(), words[count - 1].end()
        meant = {yes for phrase, yes in _phrases(speech.language) if _is_near(flat[start:end], phrase)}
        if len(meant) == 1:
            return [Signal(meant.pop(), start, end, _SURE)]
    return []


def _is_near(said: str, phrase: str) -> bool:
    pairs = list(zip(said.split(), phrase.split(), strict=False))
    same_length = said.count(" ") == phrase.count(" ")
    return (
        same_length and said != phrase and all(one == other or _is_slip(one, other) for one, other in pairs)
    )


def _is_slip(word: str, meant: str) -> bool:
    """A short word is as likely another one: "hate" is no "have"."""
    if len(meant) < _SHORTEST or word[0] != meant[0]:
        return False
    allowed = 2 if len(meant) >= _LONG else 1
    return bool(OSA.distance(word, meant, score_cutoff=allowed) <= allowed)


@lru_cache(maxsize=16)
def _phrases(language: str) -> tuple[tuple[str, bool], ...]:
    """The longer yes and no phrases of a language that are written out, without alternatives."""
    speech = vocabulary(language)
    return tuple(
        (phrase, yes)
        for name, yes in (("yes", True), ("yes_start", True), ("no", False))
        for phrase in speech.written.get(name, ())
        if len(phrase) >= _SHORTEST and _PLAIN.fullmatch(phrase)
    )
