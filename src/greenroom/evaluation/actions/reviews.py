"""People's own word on scores: beside the machine's, never in its place."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from greenroom.accounts.models import Member
from greenroom.accounts.permissions import require
from greenroom.accounts.rules.roles import Permission
from greenroom.candidates.models import Application
from greenroom.core import clock
from greenroom.core.errors import NotFound, Refused
from greenroom.core.events import emit
from greenroom.evaluation import events
from greenroom.evaluation.models import Evaluation, QuestionScore, Review
from greenroom.evaluation.rules.scores import BY_RUBRIC

LONGEST = 2000
SHOWN_MARK = 1
"""Digits behind the point: what a person marks is what they see."""


@transaction.atomic
def agree(application: Application, score_id: UUID, *, by: Member) -> Review:
    """Say that the machine's mark is right. Raises NotFound for no score of this application."""
    require(by, Permission.DECIDE)
    score = _score(application, score_id)
    return _say(score, agrees=True, mark=score.score, reason="", by=by)


@transaction.atomic
def disagree(
    application: Application, score_id: UUID, *, mark: float | None, reason: str, by: Member
) -> Review:
    """Give another mark, 1 to 5, with the reason for it. Raises Refused for what can be mended, or NotFound."""
    require(by, Permission.DECIDE)
    score = _score(application, score_id)
    if mark is None or not 1 <= mark <= 5:
        raise Refused(_("Give a mark from 1 to 5."), field="mark")
    if not reason.strip():
        raise Refused(_("Say why, for those who read it after you."), field="reason")
    if len(reason) > LONGEST:
        raise Refused(_("Say it in at most %(n)s letters.") % {"n": LONGEST}, field="reason")
    return _say(score, agrees=False, mark=round(mark, SHOWN_MARK), reason=reason.strip(), by=by)


@transaction.atomic
def take_back(application: Application, review_id: UUID, *, by: Member) -> Review:
    """Take back one's own word; it is kept, and what one had said before it stands again.

    Raises Refused for somebody else's, NotFound for one of another application.
    """
    require(by, Permission.DECIDE)
    review = (
        Review.objects.select_for_update(of=("self",), no_key=True)
        .filter(id=review_id, attempt__application=application)
        .first()
    )
    if review is None:
        raise NotFound
    if review.member_id != by.id:
        raise Refused(_("Only who said it can take it back."))
    if review.taken_back_at is not None:
        return review
    review.taken_back_at = clock.now()
    review.save(update_fields=["taken_back_at"])
    emit(
        events.ReviewTakenBack(
            review_id=review.id, attempt_id=review.attempt_id, question_id=review.question_id
        ),
        by=by.actor,
    )
    return review


def _score(application: Application, score_id: UUID) -> QuestionScore:
    """A mark of the application that counts: what only passes or fails is not for this."""
    score = (
        QuestionScore.objects.filter(
            id=score_id,
            evaluation__attempt__application=application,
            evaluation__status=Evaluation.Status.DONE,
            question__modality__in=BY_RUBRIC,
        )
        .select_related("evaluation")
        .first()
    )
    if score is None:
        raise NotFound
    return score


def _say(score: QuestionScore, *, agrees: bool, mark: float | None, reason: str, by: Member) -> Review:
    """The same word said again is the one that stands already."""
    attempt_id = score.evaluation.attempt_id
    mine = Review.objects.filter(
        attempt_id=attempt_id, question_id=score.question_id, member=by, taken_back_at=None
    )
    last = mine.order_by("created_at", "id").last()
    said = (score.id, agrees, mark, reason)
    if last is not None and (last.score_id, last.agrees, last.mark, last.reason) == said:
        return last
    review: Review = Review.objects.create(
        workspace_id=by.workspace_id,
        attempt_id=attempt_id,
        question_id=score.question_id,
        score=score,
        member=by,
        author=str(by),
        agrees=agrees,
        mark=mark,
        reason=reason,
    )
    emit(
        events.ReviewGiven(
            review_id=review.id,
            attempt_id=attempt_id,
            question_id=score.question_id,
            agrees=agrees,
            machine=score.score,
            mark=mark,
        ),
        by=by.actor,
    )
    return review
