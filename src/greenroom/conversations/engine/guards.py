"""What the rules let pass of what a skill wants to say."""

from __future__ import annotations

import re

from greenroom.conversations.engine.phrases import Phrases
from greenroom.conversations.engine.state import State
from greenroom.skills.lexical import coverage, fold
from greenroom.skills.next_turn.schema import NextTurn

_LONGEST = 500
_LONGEST_ACK = 120
_SUPPORTED = 0.5
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_PRAISE = re.compile(
    r"\b(great|excellent|perfect|impressive|amazing|fantastic|wonderful|brilliant|well done|good (answer|job|point)|"
    r"correct|score|points?|super|toll|ausgezeichnet|hervorragend|perfekt|richtig|sehr gut|parfait|excellente?|"
    r"bravo|bonne reponse|excelente|perfecto|perfeito|genial|muy bien|muito bem|otim[oa]|buena respuesta|"
    r"boa resposta)\b"
)


def follow_up(state: State, wanted: str, words: Phrases) -> str:
    """The follow-up as wanted, unless it is empty, endless, said before or reads a key point out."""
    said = {fold(exchange.text) for exchange in state.exchanges if exchange.speaker == "interviewer"}
    text = wanted.strip()
    points = state.question.key_points if state.question else ()
    reads_out = any(len(point) > 14 and fold(point) in fold(text) for point in points)
    if not text or len(text) > _LONGEST or fold(text) in said or reads_out:
        return words.say("generic_follow_up")
    return text


def acknowledgement(wanted: str, words: Phrases) -> str:
    """A short neutral thank-you: no praise, no score, no question of its own."""
    text = wanted.strip()
    judging = _PRAISE.search(fold(text)) or any(c.isdigit() for c in text)
    if not text or len(text) > _LONGEST_ACK or "?" in text or "؟" in text or judging:
        return words.say("ack")
    return text


def told(state: State, turn: NextTurn, words: Phrases) -> tuple[str, str]:
    """A reply to a candidate's question, and its source: a fact, or a promise to pass the question on.

    A reply that says more than the facts of its source is replaced by the fact itself.
    """
    facts = [fact.text for fact in state.plan.facts if turn.source and fact.source == turn.source]
    if not facts or not turn.text.strip():
        return words.say("passed_on"), ""
    known = " ".join(facts)
    numbers = set(_NUMBER.findall(turn.text)) <= set(_NUMBER.findall(known))
    language = state.plan.language
    if numbers and len(turn.text) <= _LONGEST and coverage(turn.text, known, language) >= _SUPPORTED:
        return turn.text.strip(), turn.source
    return max(facts, key=lambda fact: coverage(turn.text, fact, language)), turn.source


def rephrased(state: State, wanted: str, words: Phrases) -> str:
    text = wanted.strip()
    return text if text and len(text) <= 2 * _LONGEST else words.say("rephrase", question=state.last_ask)
