"""What people's marks amount to, and which of the machine's are worth a person's time first."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from greenroom.candidates.rules.overall import StageResult
from greenroom.evaluation.rules.scores import LOWEST, QuestionResult, stage_result

MIDDLE = 3.0
REACH = 2.0  # from the middle of the marks to either end
UNSURE_BELOW = 0.5
MIDDLE_WITHIN = 0.75
DROPPED_WEIGHS = 0.5

WordT = TypeVar("WordT")


def standing(words: Iterable[tuple[Hashable, bool, WordT]]) -> list[WordT]:
    """The word of each person that holds, from (person, taken back, word) in the order they were said."""
    newest = {person: word for person, taken_back, word in words if not taken_back}
    return list(newest.values())


def people_mark(marks: Iterable[float | None]) -> float | None:
    """The mean of people's marks, None without any. A mark of None agrees that nothing was addressed: the lowest."""
    given = [LOWEST if mark is None else mark for mark in marks]
    return sum(given) / len(given) if given else None


def with_people(questions: Iterable[tuple[QuestionResult, float | None]]) -> StageResult:
    """A stage's result where people's marks, given as second of each pair, stand in for the machine's."""
    return stage_result(
        question if mark is None else replace(question, asked=True, verdict="scored", score=mark)
        for question, mark in questions
    )


@dataclass(frozen=True)
class Doubt:
    """Why a mark is worth a person's time. amount: 0 to 2.5, higher first."""

    is_unsure: bool
    is_middle: bool
    has_dropped: bool
    amount: float


def doubt(*, score: float | None, confidence: float, dropped: int) -> Doubt:
    """How little the engine was sure, how close to the middle it stayed, and whether it quoted what was not said.

    (1 - confidence) + (1 - |score - 3| / 2), the second 0 without a score, + 0.5 where quotes were dropped.
    """
    off = REACH if score is None else min(REACH, abs(score - MIDDLE))
    amount = (1 - confidence) + (1 - off / REACH) + (DROPPED_WEIGHS if dropped else 0)
    return Doubt(
        is_unsure=confidence < UNSURE_BELOW,
        is_middle=score is not None and off <= MIDDLE_WITHIN,
        has_dropped=dropped > 0,
        amount=amount,
    )
