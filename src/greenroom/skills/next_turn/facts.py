"""Answering a candidate's question from what may be told, and from nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from greenroom.skills.lexical import coverage, sentences, tokenise
from greenroom.skills.next_turn.schema import Fact
from greenroom.skills.next_turn.speech import Speech, folded

_ENOUGH = 0.62
_MONEY = re.compile(r"[$£€]\s?\d|\d\s?[$£€]|\b\d[\d.,]*\s?(?:eur|usd|gbp|chf|reais|euros?)\b", re.IGNORECASE)
_LONGEST = 320
_FEWEST_WORDS = 4


@dataclass(frozen=True)
class Told:
    """text: the fact's own words. source: where they stand."""

    text: str
    source: str


def answer(question: str, facts: Sequence[Fact], speech: Speech) -> Told | None:
    """The sentence of the facts that speaks to the question; None where none does."""
    flat = folded(question)
    subjects = [name for name, pattern in speech.topics.items() if pattern.search(flat)]
    best: tuple[float, Told | None] = (0.0, None)
    for fact in facts:
        for stretch in sentences(fact.text):
            sentence = fact.text[stretch.start : stretch.end]
            worth = _worth(question, subjects, sentence, speech)
            if worth > best[0]:
                best = (worth, Told(_short(sentence), fact.source))
    return best[1]


def _worth(question: str, subjects: Sequence[str], sentence: str, speech: Speech) -> float:
    """Above 1 where both speak of the same subject; else how much of the question the sentence says."""
    if len(tokenise(sentence)) < _FEWEST_WORDS and not any(c.isdigit() for c in sentence):
        return 0.0  # a heading
    said = coverage(question, sentence, speech.language)
    flat = folded(sentence)
    if any(_speaks_of(name, flat, sentence, speech) for name in subjects):
        return 1.0 + said
    return said if said >= _ENOUGH and "pay" not in subjects else 0.0


def _speaks_of(subject: str, flat: str, sentence: str, speech: Speech) -> bool:
    if subject == "pay":
        sum_named = any(c.isdigit() for c in sentence) and speech.topics["pay"].search(flat) is not None
        return sum_named or _MONEY.search(sentence) is not None
    if subject == "hours":
        return re.search(r"\d", sentence) is not None and speech.topics["hours"].search(flat) is not None
    return speech.topics[subject].search(flat) is not None


def _short(sentence: str) -> str:
    line = " ".join(sentence.split()).strip("-•* ")
    return line if len(line) <= _LONGEST else line[: _LONGEST + 1].rsplit(" ", 1)[0] + " …"
