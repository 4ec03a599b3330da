"""Sentences in which the candidate states facts of themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from greenroom.skills.evidence import Span, cut
from greenroom.skills.extract_tags.cues import Cues, cues
from greenroom.skills.extract_tags.schema import TagHeard, TagsToHear
from greenroom.skills.find_highlights.schema import Said
from greenroom.skills.lexical import Quantity, detect, is_in, level, negated, quantities, sentences, tokenise

_SHORT_ANSWER = 14


@dataclass(frozen=True)
class Heard:
    """One sentence. plain: levelled, as long as text. start: its offset in the turn. alone: words in the turn."""

    said: Said
    language: str
    cues: Cues
    start: int
    text: str
    plain: str
    question: str
    alone: bool
    denied: frozenset[int]

    def quantities(self) -> list[Quantity]:
        return quantities(self.text, self.language)

    def denies(self, start: int, end: int) -> bool:
        """Whether any word between two offsets of the sentence is under a negation."""
        return any(start <= at < end for at in self.denied)

    def asked(self, tag: str) -> bool:
        """Whether this is a short answer to a question that asks for the tag."""
        return self.alone and self.cues.asks(tag, self.question)

    def span(self, start: int, end: int) -> Span:
        """The span of the turn for two offsets of the sentence."""
        return cut(self.said.text, self.start + start, self.start + end)

    def tag(self, name: str, value: str, start: int, end: int, confidence: float) -> TagHeard:
        return TagHeard(
            name=name, value=value, confidence=confidence, turn=self.said.turn, span=self.span(start, end)
        )


def facts(given: TagsToHear) -> Iterator[Heard]:
    """The sentences that may hold facts: no questions, nothing imagined, nothing about somebody else."""
    for said in given.said:
        language = _language(given, said)
        speech = cues(language)
        short = len(tokenise(said.text)) <= _SHORT_ANSWER
        question = level(said.question)
        for stretch in sentences(said.text):
            text = said.text[stretch.start : stretch.end]
            plain = level(text)
            if text.endswith("?") or speech.says("hypothetical", plain) or speech.says("others", plain):
                continue
            words = tokenise(text)
            denied = frozenset(words[at].start for at in negated(words, text, language))
            yield Heard(said, language, speech, stretch.start, text, plain, question, short, denied)


def _language(given: TagsToHear, said: Said) -> str:
    expected = given.language or detect(f"{said.question} {said.text}")
    return expected if is_in(said.text, expected) else detect(said.text, expected)
