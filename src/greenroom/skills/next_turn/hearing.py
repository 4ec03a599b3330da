"""What kind of thing a candidate has just said."""

from __future__ import annotations

import re

from greenroom.skills.lexical import coverage, sentences, tokenise
from greenroom.skills.next_turn.schema import Heard, Situation
from greenroom.skills.next_turn.speech import Speech, folded

_SHORT = {
    "distress": 45,
    "abuse": 25,
    "instruction": 60,
    "person": 30,
    "stop": 22,
    "slower": 16,
    "repeat": 16,
    "rephrase": 22,
    "wait": 10,
    "skip": 16,
}
"""Words up to which an utterance may be taken for such a request; a longer one is an answer that has the words."""

_ORDER: tuple[Heard, ...] = (
    "distress",
    "abuse",
    "person",
    "stop",
    "slower",
    "repeat",
    "rephrase",
    "wait",
    "skip",
)
_MIXED = 14
_TO_THE_MACHINE = re.compile(
    r"\b(?:ignore|disregard|forget|override) (?:all |any |the |your |every )*(?:previous|prior"
    r"|above|earlier|system|instructions|rules|rubric)"
    r"|system (?:prompt|message) ?:|</?(?:system|instructions?|assistant|said|candidate)>"
    r"|^(?:system|assistant) ?:"
)
_ASKED = re.compile(r"[?؟]\W*$")


def heard(situation: Situation, utterance: str, speech: Speech) -> Heard:
    """Plain requests only count in short utterances, so that an answer may tell of somebody who made one."""
    words = tokenise(utterance)
    flat = folded(utterance)
    if not words or speech.heard["greeting"].search(flat):
        return "nothing"
    for kind in _ORDER[:2]:
        if len(words) <= _SHORT[kind] and speech.heard[kind].search(flat):
            return kind
    if _instructs(flat, len(words), speech):
        return "instruction"
    for kind in _ORDER[2:]:
        if len(words) <= _SHORT[kind] and speech.heard[kind].search(flat):
            return kind
    if question_in(utterance, speech):
        return "question" if len(words) - _question_length(utterance, speech) < _MIXED else "answer"
    return "off_topic" if _is_off_topic(situation, utterance, flat, speech) else "answer"


def question_in(utterance: str, speech: Speech) -> str:
    """The sentences of an utterance that ask something of the interviewer; "" when it asks nothing."""
    asked = [sentence for sentence in _sentences(utterance) if _asks(sentence, speech)]
    return " ".join(asked)


def _asks(sentence: str, speech: Speech) -> bool:
    flat = folded(sentence)
    opens = speech.heard["question"].search(flat) is not None
    if _ASKED.search(sentence):
        return opens or len(tokenise(sentence)) <= 12
    return opens and not speech.heard["told"].search(flat) and len(tokenise(sentence)) <= 14


def _question_length(utterance: str, speech: Speech) -> int:
    return len(tokenise(question_in(utterance, speech)))


def _sentences(text: str) -> list[str]:
    return [text[stretch.start : stretch.end] for stretch in sentences(text)]


def _instructs(flat: str, length: int, speech: Speech) -> bool:
    if length > _SHORT["instruction"]:
        return False
    found = speech.heard["instruction"].search(flat) or _TO_THE_MACHINE.search(flat)
    return found is not None and (length <= 25 or speech.heard["told"].search(flat) is None)


def _is_off_topic(situation: Situation, utterance: str, flat: str, speech: Speech) -> bool:
    """Only where the words belong to another subject and to nothing that was asked."""
    if not speech.heard["off_topic"].search(flat):
        return False
    asked = " ".join([situation.question, situation.role, *situation.key_points])
    return coverage(utterance, asked, speech.language) < 0.25
