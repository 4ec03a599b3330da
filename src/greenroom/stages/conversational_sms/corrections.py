"""Which earlier answer some words put right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from greenroom.stages.conversational_sms.phrases import Phrases

_WORD = re.compile(r"\w{4,}")
_STEM = 5  # letters; enough to find "licence" in "licences"


@dataclass(frozen=True)
class Correction:
    """at: index of the question whose answer is put right. words: what was said, what only points there blanked."""

    at: int
    words: str


def find(
    questions: Sequence[str], at: int, words: str, speech: Phrases, *, answers: bool
) -> Correction | None:
    """None where nothing earlier is meant. at: index of the question at hand. answers: the words answer that one.

    A question is pointed at by its number ("for the first one") or by its own words ("about the licence"). "I meant"
    and the like always speak of what was said before, which is the last answer where nothing is pointed at;
    "actually" only where the words answer nothing else, or name an earlier question.
    """
    if at == 0:
        return None
    pointed, rest = _by_number(at, words, speech)
    surely, maybe = speech.corrects(rest), speech.may_correct(rest)
    mark = surely or maybe
    if mark:
        rest = rest.replace(mark, " " * len(mark), 1)
    if pointed is not None:
        return Correction(pointed, rest)
    named = _by_words(questions, at, rest) if mark else None
    if named is not None:
        return Correction(named, rest)
    if surely or (maybe and not answers):
        return Correction(at - 1, rest)
    return None


def _by_number(at: int, words: str, speech: Phrases) -> tuple[int | None, str]:
    """The earlier question whose number is said, and the words without it."""
    for start, end, place in speech.numbered(words):
        if place < at:
            return place, words[:start] + " " * (end - start) + words[end:]
    return None, words


def _by_words(questions: Sequence[str], at: int, words: str) -> int | None:
    """The one earlier question that shares words with these which the others, the one at hand included, lack."""
    said = _stems(words)
    every = [_stems(question) for question in questions]
    shared = []
    for place in range(at + 1):
        others = set().union(*(stems for other, stems in enumerate(every) if other != place))
        shared.append(len(said & (every[place] - others)))
    best = max(range(at), key=lambda place: shared[place])
    if shared[best] == 0 or shared[at] > 0 or shared[:at].count(shared[best]) > 1:
        return None
    return best


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in _WORD.findall(text.casefold())}
