"""What the rules let pass of what a skill wants to say."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path

from greenroom.conversations.engine.phrases import Phrases
from greenroom.conversations.engine.state import State
from greenroom.skills.lexical import coverage, fold, sentences
from greenroom.skills.next_turn.schema import NextTurn
from greenroom.skills.plan_interviewer.protected import ground_of

_FILE = Path(__file__).parent / "guards.toml"
_LONGEST = 500
_LONGEST_ACK = 120
_LONG_POINT = 14
_SUPPORTED = 0.5
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_ASKS = re.compile(r"[?؟]")


def follow_up(state: State, wanted: str, words: Phrases) -> str:
    """The follow-up as wanted, unless it is empty, endless, said before, gives a key point away, or tells, judges or
    asks what no interviewer may."""
    said = {fold(exchange.text) for exchange in state.exchanges if exchange.speaker == "interviewer"}
    text = wanted.strip()
    if not text or len(text) > _LONGEST or fold(text) in said or _reads_out(state, text):
        return words.say("generic_follow_up")
    return words.say("generic_follow_up") if _oversteps(state, text) else text


def acknowledgement(state: State, wanted: str, words: Phrases) -> str:
    """A short neutral thank-you: no praise, no score, no question of its own."""
    text = wanted.strip()
    numbers = any(c.isdigit() for c in text)
    if not text or len(text) > _LONGEST_ACK or numbers or _ASKS.search(text) or _oversteps(state, text):
        return words.say("ack")
    return text


def told(state: State, turn: NextTurn, words: Phrases) -> tuple[str, str]:
    """A reply to a candidate's question, and its source: a fact, or a promise to pass the question on.

    A reply that says more than the facts of its source is replaced by the fact itself.
    """
    facts = [fact.text for fact in state.plan.facts if turn.source and fact.source == turn.source]
    if not facts or not turn.text.strip():
        return words.say("passed_on"), ""
    language = state.language
    if _is_told(turn.text, " ".join(facts), language):
        return turn.text.strip(), turn.source
    return max(facts, key=lambda fact: coverage(turn.text, fact, language)), turn.source


def rephrased(state: State, wanted: str, words: Phrases) -> str:
    """The question in other words, unless they say more, or other things, than a question may."""
    text = wanted.strip()
    too_much = len(text) > 2 * _LONGEST or _reads_out(state, text) or _oversteps(state, text)
    return words.say("rephrase", question=state.last_ask) if not text or too_much else text


def _is_told(text: str, known: str, language: str) -> bool:
    """Whether all of a reply stands in what is known, sentence by sentence where it tells, judges or asks."""
    numbers = _numbers(text) <= _numbers(known)
    if not numbers or len(text) > _LONGEST or coverage(text, known, language) < _SUPPORTED:
        return False
    return not any(
        coverage(sentence, known, language) < _SUPPORTED
        and (_judges(sentence) or _is_private(sentence) or _ASKS.search(sentence))
        for sentence in _sentences(text)
    )


def _oversteps(state: State, text: str) -> bool:
    """Whether it judges, promises, brings a number nobody named, or asks what the question itself does not ask."""
    question = state.question.text if state.question else state.last_ask
    named = " ".join([question, state.last_ask, *(exchange.text for exchange in state.exchanges)])
    private = _is_private(text) and (not ground_of(text) or ground_of(text) != ground_of(question))
    return private or _judges(text) or not _numbers(text) <= _numbers(named)


def _judges(text: str) -> bool:
    """Whether it judges the candidate, or tells what pay, terms or outcome will be."""
    return any(_never(kind).search(_folded(text)) for kind in ("praise", "promise"))


def _is_private(text: str) -> bool:
    """Whether it is about a protected characteristic of the candidate."""
    return bool(ground_of(text)) or _never("asks").search(_folded(text)) is not None


def _folded(text: str) -> str:
    return " ".join(fold(word) for word in text.split())


def _reads_out(state: State, text: str) -> bool:
    """Whether it gives a key point of any question away, this one or one to come."""
    said = fold(text)
    points = (point for question in state.plan.questions for point in question.key_points)
    return any(len(point) > _LONG_POINT and fold(point) in said for point in points)


def _numbers(text: str) -> set[str]:
    return set(_NUMBER.findall(text))


def _sentences(text: str) -> list[str]:
    return [text[stretch.start : stretch.end] for stretch in sentences(text)]


@lru_cache(maxsize=3)
def _never(kind: str) -> re.Pattern[str]:
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return re.compile("|".join(f"(?:{pattern})" for part in data.values() for pattern in part[kind]))
