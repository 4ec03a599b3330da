"""The built-in interviewer's ear: what was heard, what the rubric still lacks, and what to say."""

from __future__ import annotations

import re

from greenroom.skills.lexical import coverage
from greenroom.skills.next_turn.facts import answer
from greenroom.skills.next_turn.follow_up import follow_up
from greenroom.skills.next_turn.hearing import heard, question_in
from greenroom.skills.next_turn.manner import manner
from greenroom.skills.next_turn.schema import Heard, Move, NextTurn, Situation
from greenroom.skills.next_turn.speech import Speech, speech
from greenroom.skills.score_answer import SKILL as SCORE_ANSWER
from greenroom.skills.score_answer.schema import AnswerToScore, Rubric

VERSION = "2026.11.4"
_ENOUGH = 0.75
_SAID = 0.8
_ALTERNATIVES = re.compile(r",|\s(?:or|oder|ou|o|أو)\s")

_MOVES: dict[Heard, Move] = {
    "slower": "reply",
    "repeat": "reply",
    "rephrase": "reply",
    "wait": "reply",
    "skip": "next",
    "person": "reply",
    "stop": "close",
    "distress": "reply",
    "abuse": "reply",
    "instruction": "reply",
    "off_topic": "reply",
    "nothing": "reply",
}


def next_turn(situation: Situation) -> NextTurn:
    """Deterministic: the same situation always gives the same turn."""
    way = manner(situation.instructions, situation.manner)
    words = speech(situation.language).talking(tone=way.tone, is_brief=way.is_brief)
    said = [exchange.text for exchange in situation.exchanges if exchange.speaker == "candidate"]
    utterance = said[-1] if said else ""
    kind = heard(situation, utterance, words)
    covered = _covered(situation, said)
    if kind == "question":
        return _answered(situation, utterance, covered, words)
    if kind == "answer":
        return _after_answer(situation, utterance, covered, words)
    return NextTurn(
        heard=kind,
        move=_MOVES[kind],
        text=words.say[kind].format(question=situation.question),
        covered=covered,
    )


def _covered(situation: Situation, said: list[str]) -> list[int]:
    """Key points made in all that was said on this question, by the same measure that scores the answer."""
    if not situation.key_points or not any(text.strip() for text in said):
        return []
    rubric = Rubric(question=situation.question, key_points=situation.key_points, language=situation.language)
    made = SCORE_ANSWER.builtin(AnswerToScore(rubric=rubric, answer="\n\n".join(said))).points
    told = " ".join(said)
    return [
        index
        for index, point in enumerate(made)
        if point.span is not None or _touched(point.point, told, situation.language)
    ]


def _touched(point: str, told: str, language: str) -> bool:
    """Whether one of a point's alternatives has been said: enough not to ask for it again."""
    return any(coverage(part, told, language) >= _SAID for part in _ALTERNATIVES.split(point) if part.strip())


def _after_answer(situation: Situation, utterance: str, covered: list[int], words: Speech) -> NextTurn:
    aside = question_in(utterance, words)
    if aside:
        reply = _answered(situation, aside, covered, words)
        return reply.model_copy(update={"heard": "answer"})
    missing = [index for index in range(len(situation.key_points)) if index not in covered]
    if situation.follow_ups_left > 0 and (situation.follow_ups_due > 0 or _worth_asking(situation, covered)):
        text, aims_at = follow_up(situation, missing, words)
        if text:
            return NextTurn(heard="answer", move="follow_up", text=text, covered=covered, aims_at=aims_at)
    ack = words.acks[len(utterance) % len(words.acks)]
    return NextTurn(heard="answer", move="next", text=ack, covered=covered)


def _worth_asking(situation: Situation, covered: list[int]) -> bool:
    return len(covered) < _ENOUGH * len(situation.key_points)


def _answered(situation: Situation, question: str, covered: list[int], words: Speech) -> NextTurn:
    told = answer(question_in(question, words) or question, situation.facts, words)
    if told is None:
        return NextTurn(heard="question", move="reply", text=words.say["passed_on"], covered=covered)
    text = words.say["fact"].format(fact=told.text)
    return NextTurn(heard="question", move="reply", text=text, covered=covered, source=told.source)
