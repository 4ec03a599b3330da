"""Marks that nobody has spoken about yet, those the engine was least sure of first."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Case, Exists, F, FloatField, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Abs, Coalesce

from greenroom.candidates.models import Application, Attempt, AttemptQuestion
from greenroom.candidates.rules.status import DECIDED
from greenroom.evaluation.models import Evaluation, QuestionScore, Review
from greenroom.evaluation.rules.reviewing import (
    DROPPED_WEIGHS,
    MIDDLE,
    MIDDLE_WITHIN,
    REACH,
    UNSURE_BELOW,
    Doubt,
    doubt,
)
from greenroom.evaluation.rules.scores import BY_RUBRIC
from greenroom.interviewers.models import Interviewer

SHOWN = 50
OUT = (*DECIDED, Application.Status.KNOCKED_OUT)


DOUBTFUL = (
    Q(confidence__lt=UNSURE_BELOW)
    | Q(evaluation__dropped__gt=0)
    | Q(score__gte=MIDDLE - MIDDLE_WITHIN, score__lte=MIDDLE + MIDDLE_WITHIN)
)


@dataclass(frozen=True)
class Worth:
    """A mark and why it is worth a person's time. score has its question, and its evaluation up to the person."""

    score: QuestionScore
    doubt: Doubt

    @property
    def attempt(self) -> Attempt:
        return self.score.evaluation.attempt


@dataclass(frozen=True)
class Queue:
    """rows: the first fifty. total: how many there are."""

    rows: list[Worth]
    total: int


def of_interviewer(interviewer: Interviewer) -> Queue:
    """Two statements. Doubtful marks that nobody has spoken about, of people nobody has decided on."""
    rows = _open(interviewer)
    off = Case(When(score=None, then=Value(REACH)), default=Abs(F("score") - MIDDLE))
    amount = (
        (Value(1.0) - F("confidence"))
        + (Value(1.0) - off / REACH)
        + Case(When(evaluation__dropped__gt=0, then=Value(DROPPED_WEIGHS)), default=Value(0.0))
    )
    ordered = rows.annotate(amount=Coalesce(amount, 0.0, output_field=FloatField()))
    newest = ordered.select_related("question", "evaluation__attempt__application__candidate")
    return Queue([_worth(row) for row in newest.order_by("-amount", "id")[:SHOWN]], rows.count())


def _worth(row: QuestionScore) -> Worth:
    return Worth(row, doubt(score=row.score, confidence=row.confidence, dropped=row.evaluation.dropped))


def _open(interviewer: Interviewer) -> QuerySet[QuestionScore]:
    later = Attempt.objects.filter(
        application_id=OuterRef("evaluation__attempt__application_id"),
        stage_id=OuterRef("evaluation__attempt__stage_id"),
        number__gt=OuterRef("evaluation__attempt__number"),
    )
    rerun = Evaluation.objects.filter(
        attempt_id=OuterRef("evaluation__attempt_id"),
        evaluator=OuterRef("evaluation__evaluator"),
        number__gt=OuterRef("evaluation__number"),
        status=Evaluation.Status.DONE,
    )
    spoken = Review.objects.filter(
        attempt_id=OuterRef("evaluation__attempt_id"), question_id=OuterRef("question_id"), taken_back_at=None
    )
    asked = AttemptQuestion.objects.filter(
        attempt_id=OuterRef("evaluation__attempt_id"), version_id=OuterRef("question_id")
    )
    return (
        QuestionScore.objects.filter(
            ~Exists(later),
            ~Exists(rerun),
            ~Exists(spoken),
            Exists(asked),
            evaluation__attempt__application__interviewer=interviewer,
            evaluation__attempt__application__is_test=False,
            evaluation__status=Evaluation.Status.DONE,
            evaluation__is_proposed=False,
            question__modality__in=BY_RUBRIC,
            question__weight__gt=0,
        )
        .filter(DOUBTFUL)
        .exclude(evaluation__attempt__application__status__in=OUT)
    )
