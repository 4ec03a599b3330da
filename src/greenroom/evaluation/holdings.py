"""What this room holds of people: how software assessed what they said."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from greenroom.compliance import registry
from greenroom.compliance.contract import Holding, Sheet, Subject
from greenroom.evaluation.models import (
    CalibrationAnswer,
    CalibrationMark,
    Claim,
    Evaluation,
    KeptJudgement,
    Note,
    Proficiency,
    QuestionScore,
    Rescored,
    Review,
    Tag,
    Unmasking,
)
from greenroom.evaluation.words import claim_word


def show(subject: Subject) -> Iterator[Sheet]:
    """The newest result of each evaluator: scores with their reasons, and what was noted."""
    rows = Evaluation.objects.filter(
        attempt__application_id__in=subject.application_ids, status=Evaluation.Status.DONE
    )
    related = rows.select_related("attempt__stage__interviewer").order_by("created_at", "number")
    newest = {(row.attempt_id, row.evaluator): row for row in related}
    scores: dict[object, list[tuple[str, str]]] = {}
    wanted = [row.id for row in newest.values()]
    for score in QuestionScore.objects.filter(evaluation_id__in=wanted).select_related("question"):
        scores.setdefault(score.evaluation_id, []).append((score.question.text, _result(score)))
    for tag in Tag.objects.filter(evaluation_id__in=wanted):
        scores.setdefault(tag.evaluation_id, []).append((tag.label, tag.value))
    for level in Proficiency.objects.filter(evaluation_id__in=wanted):
        scores.setdefault(level.evaluation_id, []).append((level.category, _level(level)))
    for claim in Claim.objects.filter(evaluation_id__in=wanted).select_related("first", "second"):
        scores.setdefault(claim.evaluation_id, []).append((claim.reason, _both(claim)))
    for row in newest.values():
        if row.id in scores:
            title = _("How software assessed it")
            yield Sheet(f"{title} · {row.attempt.stage.interviewer.title}", tuple(scores[row.id]))
    yield from _said_by_people(subject)


def _said_by_people(subject: Subject) -> Iterator[Sheet]:
    """Marks that stand and notes. Who wrote them is not the candidate's to know."""
    reviews = Review.objects.filter(
        attempt__application_id__in=subject.application_ids, taken_back_at=None
    ).select_related("question")
    notes = Note.objects.filter(application_id__in=subject.application_ids, removed_at=None)
    said = [
        (review.question.text, " ".join(filter(None, [_mark(review), review.reason]))) for review in reviews
    ]
    facts = (*said, *_calibrated(subject), *((_("Note"), note.text) for note in notes))
    if facts:
        yield Sheet(_("What people said of it"), facts)


def _calibrated(subject: Subject) -> Iterator[tuple[str, str]]:
    """Marks that people gave answers to check the software with."""
    marks = CalibrationMark.objects.filter(
        answer__attempt__application_id__in=subject.application_ids, mark__isnull=False
    ).select_related("answer__question")
    return ((mark.answer.question.text, f"{mark.mark:.1f} / 5.") for mark in marks)


def _mark(review: Review) -> str:
    return "" if review.mark is None else f"{review.mark:.1f} / 5."


def _level(level: Proficiency) -> str:
    figure = f"{level.level:.1f} / 5. " if level.level is not None else ""
    return f"{figure}{level.reason}"


def _both(claim: Claim) -> str:
    said = f" · {claim_word(claim.word)}" if claim.word else ""
    return f"“{claim.first.text}” / “{claim.second.text}”{said}"


def _result(score: QuestionScore) -> str:
    figure = f"{score.score:.1f} / 5. " if score.score is not None else ""
    return f"{figure}{score.reason}"


@transaction.atomic
def erase(subject: Subject) -> None:
    Evaluation.every.filter(attempt__application_id__in=subject.application_ids).delete()
    KeptJudgement.objects.filter(attempt__application_id__in=subject.application_ids).delete()
    Rescored.objects.filter(application_id__in=subject.application_ids).delete()
    Review.objects.filter(attempt__application_id__in=subject.application_ids).delete()
    Note.objects.filter(application_id__in=subject.application_ids).delete()
    Unmasking.objects.filter(application_id__in=subject.application_ids).delete()
    CalibrationAnswer.objects.filter(attempt__application_id__in=subject.application_ids).delete()


registry.add(
    Holding(
        slug="assessment",
        label=gettext_lazy("How it was assessed"),
        tables=(
            "evaluation.Evaluation",
            "evaluation.QuestionScore",
            "evaluation.Evidence",
            "evaluation.Highlight",
            "evaluation.Tag",
            "evaluation.Proficiency",
            "evaluation.Claim",
            "evaluation.KeptJudgement",
            "evaluation.Rescored",
            "evaluation.Review",
            "evaluation.Note",
            "evaluation.Unmasking",
            "evaluation.CalibrationAnswer",
            "evaluation.CalibrationReading",
            "evaluation.CalibrationMark",
        ),
        show=show,
        erase=erase,
    )
)
