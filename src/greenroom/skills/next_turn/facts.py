"""Answering a candidate's question from what may be told, and from nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from greenroom.skills.lexical import best_match, coverage, sentences, terms, tokenise
from greenroom.skills.next_turn.schema import Fact
from greenroom.skills.next_turn.speech import Speech, folded
from greenroom.skills.next_turn.topics import Topic, topic_of

_TELLING = 0.75
_SAID = 0.8
_LONGEST = 240
_LONG_SENTENCE = 140
_MOST_SENTENCES = 2
_FEWEST_WORDS = 4
_LABELLED = re.compile(r"(?<=[\w.,;)])\s+(?=[A-ZÄÖÜÉ]\w+(?: \w+)?:\s)")
_CLAUSES = re.compile(r";\s+|\s[-–•|·]\s|\n+")


@dataclass(frozen=True)
class Told:
    """text: the fact's own words. source: where they stand."""

    text: str
    source: str


def answer(question: str, facts: Sequence[Fact], speech: Speech) -> Told | None:
    """The sentence or two of the facts that answer the question in kind; None where none does."""
    topic = topic_of(folded(question), speech.language)
    best: tuple[float, Told | None] = (0.0, None)
    for fact in facts:
        said = [sentence for sentence in _sentences(fact.text) if not _is_heading(sentence)]
        for at, sentence in enumerate(said):
            worth = _worth(question, topic, sentence, speech)
            if worth > best[0]:
                more = _with_next(sentence, said[at + 1 :], topic)
                best = (worth, Told(_short(more), fact.source))
    return best[1]


def _worth(question: str, topic: Topic | None, sentence: str, speech: Speech) -> float:
    """0 where the sentence does not answer; else more the more of the question's words it says."""
    said = coverage(question, sentence, speech.language)
    if topic is not None:
        return 1.0 + said if topic.told_by(folded(sentence)) else 0.0
    return said if _says_all(question, sentence, speech.language) else 0.0


def _says_all(question: str, sentence: str, language: str) -> bool:
    """Whether a sentence says every telling word of a question that is about no known topic."""
    asked = [term for term in terms(question, language) if term.weight >= _TELLING]
    said = terms(sentence, language)
    return bool(asked) and all(best_match(term, said, language)[0] >= _SAID for term in asked)


def _with_next(sentence: str, following: Sequence[str], topic: Topic | None) -> str:
    """The sentence, and the next one where it goes on telling and both are short."""
    told = [sentence]
    for after in following[: _MOST_SENTENCES - 1]:
        goes_on = topic is not None and topic.told_by(folded(after))
        if goes_on and len(sentence) + len(after) < _LONGEST:
            told.append(after)
    return " ".join(told)


def _sentences(text: str) -> Iterator[str]:
    """The sentences of a text, cut before labels such as "Hours:"; a long one by its clauses."""
    for stretch in sentences(text):
        sentence = text[stretch.start : stretch.end]
        for line in _LABELLED.split(sentence):
            parts = _CLAUSES.split(line) if len(line) > _LONG_SENTENCE else [line]
            yield from (part for part in parts if part.strip())


def _is_heading(sentence: str) -> bool:
    few = len(tokenise(sentence)) < _FEWEST_WORDS and not any(c.isdigit() for c in sentence)
    return few and not sentence.rstrip().endswith(".")


def _short(sentence: str) -> str:
    line = " ".join(sentence.split()).strip("-•* ")
    return line if len(line) <= _LONGEST else line[: _LONGEST + 1].rsplit(" ", 1)[0] + " …"
