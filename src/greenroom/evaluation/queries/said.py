"""What people have said of an attempt's marks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from greenroom.accounts.models import Member
from greenroom.candidates.models import Attempt
from greenroom.evaluation.models import QuestionScore, Review
from greenroom.evaluation.queries.cards import QuestionCard, ReviewCard, Scorecard, StageCard
from greenroom.evaluation.rules.reviewing import people_mark, standing, with_people
from greenroom.evaluation.rules.scores import QuestionResult, StageResult, overall_result


@dataclass(frozen=True)
class Said:
    """is_mine: the reader's own word. machine: the mark it speaks about."""

    row: Review
    is_mine: bool
    machine: float | None


Words = Sequence[Said]


def of_attempts(attempt_ids: Iterable[UUID], *, reader: Member) -> dict[tuple[UUID, UUID], list[Said]]:
    """By attempt and version of the question, oldest first; one statement."""
    found: dict[tuple[UUID, UUID], list[Said]] = defaultdict(list)
    rows = Review.objects.filter(attempt_id__in=list(attempt_ids)).select_related("score")
    for row in rows.order_by("created_at", "id"):
        words = Said(row, row.member_id == reader.id, row.score.score)
        found[row.attempt_id, row.question_id].append(words)
    return found


def mark(words: Words) -> float | None:
    """The mean of the marks that stand, None without any."""
    return people_mark(row.mark for row in _standing(words))


def cards(words: Words, *, score: QuestionScore | None) -> list[ReviewCard]:
    stands = {row.id for row in _standing(words)}
    return [
        ReviewCard(
            id=each.row.id,
            author=each.row.author,
            agrees=each.row.agrees,
            mark=each.row.mark,
            reason=each.row.reason,
            at=each.row.created_at,
            is_mine=each.is_mine,
            stands=each.row.id in stands,
            taken_back_at=each.row.taken_back_at,
            machine=each.machine if score is None or each.row.score_id != score.id else None,
        )
        for each in words
    ]


def overall(card: Scorecard) -> StageResult | None:
    """What the candidate would be worth by people's marks, where there are any; None where the page shows no overall.

    A mark that nobody has spoken about stays the machine's. Only for the newest attempts: the overall score is theirs.
    """
    marked = any(question.people is not None for stage in card.stages for question in stage.questions)
    if not marked or card.application.score is None or not all(stage.is_newest for stage in card.stages):
        return None
    return overall_result(
        (stage.attempt.weight, _result(stage, stage.attempt)) for stage in card.stages if stage.attempt
    )


def _result(stage: StageCard, attempt: Attempt) -> StageResult:
    """As stored where nobody has spoken, else with people's marks."""
    if all(question.people is None for question in stage.questions):
        return StageResult(attempt.score, 1.0 if attempt.coverage is None else attempt.coverage)
    return with_people((_weighed(question), question.people) for question in stage.scored)


def _weighed(question: QuestionCard) -> QuestionResult:
    return QuestionResult(
        weight=question.rubric.weight,
        asked=question.asked,
        verdict=question.verdict,
        score=question.score,
    )


def _standing(words: Words) -> list[Review]:
    return standing(
        (each.row.member_id or each.row.author, each.row.taken_back_at is not None, each.row)
        for each in words
    )
