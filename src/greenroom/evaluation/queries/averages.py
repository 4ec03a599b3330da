"""A candidate beside the others who were asked the same, in two statements however many there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import reduce
from itertools import pairwise
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Avg, Count, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from greenroom.candidates.models import Attempt
from greenroom.evaluation.models import Evaluation, QuestionScore
from greenroom.evaluation.queries.cards import QuestionCard, Scorecard, StageCard
from greenroom.evaluation.rules.comparing import FEWEST, Compared, compare, share
from greenroom.evaluation.rules.scores import BY_RUBRIC, LOWEST

Verdict = QuestionScore.Verdict
EDGES = (1.0, 1.5, 2.5, 3.5, 4.5, 5.01)
"""Between these a mark of 1 to 5 is nearest to 1, 2, 3, 4 and 5."""


@dataclass(frozen=True)
class QuestionAverage:
    """A question's marks among n others, 1.0 to 5.0. counts: how many are nearest to 1, 2, 3, 4, 5."""

    n: int
    mean: float
    higher_than: int
    counts: tuple[int, ...]


@dataclass(frozen=True)
class Averages:
    """overall: None among fewer than five others who met the same. n: how many there are. questions: by version id."""

    n: int = 0
    overall: Compared | None = None
    questions: Mapping[UUID, QuestionAverage] = field(default_factory=dict)


def of(card: Scorecard) -> Averages:
    """Others who have completed the same stages of the same interviewer with the same versions of their questions."""
    asked = {stage.attempt.id: stage for stage in card.stages if stage.attempt and _versions(stage)}
    if not asked:
        return Averages()
    peers = _peers(card, asked.values())
    scores: dict[UUID, dict[UUID, float | None]] = defaultdict(dict)
    for application_id, stage_id, overall in peers.values_list(
        "application_id", "stage_id", "application__score"
    ):
        scores[application_id][stage_id] = overall
    others = [
        overall
        for stages in scores.values()
        if len(stages) == len(asked)
        for overall in [next(iter(stages.values()))]
        if overall is not None
    ]
    mine = card.application.score
    marks = {
        question.version.id: worth
        for stage in asked.values()
        for question in stage.scored
        if (worth := worth_of(question)) is not None
    }
    return Averages(
        n=len(others),
        overall=None if mine is None else compare(mine, others),
        questions=_questions(peers, marks) if marks else {},
    )


def worth_of(question: QuestionCard) -> float | None:
    """What a question counts as: its score, the lowest where it was not addressed, None without a result."""
    return LOWEST if question.verdict == Verdict.NOT_ADDRESSED else question.score


def nearest(mark: float) -> int:
    """Which of 1 to 5 a mark is counted with."""
    return sum(mark >= edge for edge in EDGES[:-1])


def added_to(card: Scorecard, averages: Averages) -> Scorecard:
    """The same scorecard with each question's average on its card."""
    if not averages.questions:
        return card

    def question(each: QuestionCard) -> QuestionCard:
        found = averages.questions.get(each.version.id)
        return each if found is None else replace(each, average=found.mean)

    stages = [replace(stage, questions=[question(each) for each in stage.questions]) for stage in card.stages]
    return replace(card, stages=stages)


def _versions(stage: StageCard) -> set[UUID]:
    return {question.version.id for question in stage.scored if question.version.weight > 0}


def _peers(card: Scorecard, stages: Iterable[StageCard]) -> QuerySet[Attempt]:
    """The newest evaluated attempts of others at the same stages, asked exactly the same weighed questions."""
    weighed = Q(questions__version__modality__in=BY_RUBRIC, questions__version__weight__gt=0)
    wanted = {stage.stage.id: _versions(stage) for stage in stages}
    same = set().union(*wanted.values())
    alike = reduce(or_, (Q(stage_id=stage_id, asked=len(ids)) for stage_id, ids in wanted.items()))
    newer = Attempt.objects.filter(
        application_id=OuterRef("application_id"),
        stage_id=OuterRef("stage_id"),
        number__gt=OuterRef("number"),
        status=Attempt.Status.EVALUATED,
    )
    rows: QuerySet[Attempt] = (
        Attempt.objects.filter(
            stage_id__in=wanted, status=Attempt.Status.EVALUATED, application__is_test=False
        )
        .exclude(application_id=card.application.id)
        .filter(~Exists(newer))
        .annotate(
            asked=Count("questions", filter=weighed),
            shared=Count("questions", filter=weighed & Q(questions__version_id__in=same)),
        )
        .filter(alike, asked=F("shared"))
    )
    return rows


def _questions(peers: QuerySet[Attempt], marks: Mapping[UUID, float]) -> dict[UUID, QuestionAverage]:
    rerun = Evaluation.objects.filter(
        attempt_id=OuterRef("evaluation__attempt_id"),
        evaluator=OuterRef("evaluation__evaluator"),
        number__gt=OuterRef("evaluation__number"),
        status=Evaluation.Status.DONE,
    )
    less = reduce(or_, (Q(question_id=version, worth__lt=mark) for version, mark in marks.items()))
    near = {
        f"near_{at}": Count("id", filter=Q(worth__gte=low, worth__lt=high))
        for at, (low, high) in enumerate(pairwise(EDGES), start=1)
    }
    rows: Any = (
        QuestionScore.objects.filter(
            question_id__in=marks,
            verdict__in=(Verdict.SCORED, Verdict.NOT_ADDRESSED),
            evaluation__status=Evaluation.Status.DONE,
            evaluation__is_proposed=False,
            evaluation__attempt_id__in=peers.values("id"),
        )
        .filter(~Exists(rerun))
        .annotate(worth=Coalesce("score", Value(LOWEST)))
        .values("question_id")
        .annotate(n=Count("id"), mean=Avg("worth"), less=Count("id", filter=less), **near)
        .order_by()
    )
    return {
        row["question_id"]: QuestionAverage(
            n=row["n"],
            mean=row["mean"],
            higher_than=share(row["less"], row["n"]),
            counts=tuple(row[name] for name in near),
        )
        for row in rows
        if row["n"] >= FEWEST
    }
