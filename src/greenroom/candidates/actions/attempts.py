"""Each go at each stage."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from greenroom.candidates import events
from greenroom.candidates.actions.applications import refresh
from greenroom.candidates.models import Application, Attempt, AttemptQuestion
from greenroom.core import clock
from greenroom.core.actors import Actor
from greenroom.core.errors import Refused
from greenroom.core.events import emit
from greenroom.interviewers.models import Question, Stage
from greenroom.interviewers.rules.lifecycle import Door, door
from greenroom.media.models import Resume


def begin(*, application: Application, stage: Stage) -> Attempt:
    """The open attempt at this stage, begun now if there is none, with the rows around it that its pages need.

    Its questions are fixed here, in their current versions. Raises Refused when an earlier stage is not done, this
    one already is, or the interviewer has closed: who is in the middle of a stage may finish it, nobody begins one.
    """
    standing = _standing(application, stage)
    if standing is None:
        _begin(application, stage)
        standing = _standing(application, stage)
    if standing is None:  # sent in another tab at this moment
        raise Refused(_("You have already done this step."))
    return standing


def _standing(application: Application, stage: Stage) -> Attempt | None:
    """The open attempt, looked for without a lock: to go on with it changes nothing."""
    around = ("stage__interviewer__workspace", "application__candidate", "workspace")
    found: Attempt | None = (
        Attempt.objects.filter(application=application, stage=stage, status=Attempt.Status.OPEN)
        .exclude(application__verified_at=None)
        .select_related(*around)
        .order_by("-number")
        .first()
    )
    return found


@transaction.atomic
def _begin(application: Application, stage: Stage) -> None:
    application = (
        Application.objects.select_for_update(of=("self",))
        .select_related("interviewer")
        .get(id=application.id)
    )
    if application.verified_at is None:
        raise Refused(_("Please confirm your e-mail address first."))
    attempts = Attempt.objects.filter(application=application)
    standing = attempts.filter(stage=stage).order_by("-number").first()
    if standing is not None and standing.status == Attempt.Status.OPEN:
        return
    if standing is not None:
        raise Refused(_("You have already done this step."))
    interviewer = application.interviewer
    if door(status=interviewer.status, deadline=interviewer.deadline, now=clock.now()) is not Door.OPEN:
        raise Refused(_("The time for this step has passed."))
    before = Stage.objects.filter(interviewer_id=stage.interviewer_id, position__lt=stage.position)
    done = attempts.exclude(status=Attempt.Status.OPEN).values("stage_id")
    if before.exclude(id__in=done).exists():
        raise Refused(_("Another step comes first."))
    number = (attempts.filter(stage=stage).aggregate(last=Max("number"))["last"] or 0) + 1
    attempt: Attempt = Attempt.objects.create(
        workspace_id=application.workspace_id, application=application, stage=stage, number=number
    )
    _fix_questions(attempt)
    emit(
        events.AttemptStarted(
            attempt_id=attempt.id, application_id=application.id, kind=stage.kind, number=number
        ),
        by=Actor("candidate", application.candidate_id),
    )


def _fix_questions(attempt: Attempt) -> None:
    live = Question.objects.filter(stage_id=attempt.stage_id, removed_at=None).order_by("position", "id")
    AttemptQuestion.objects.bulk_create(
        AttemptQuestion(
            workspace_id=attempt.workspace_id, attempt=attempt, version_id=version_id, position=position
        )
        for position, version_id in enumerate(live.values_list("current_id", flat=True))
    )


@transaction.atomic
def submit(*, attempt: Attempt, resume: Resume | None = None) -> Attempt:
    """Close an open attempt; nothing the second time. Rooms above evaluate it."""
    attempt = (
        Attempt.objects.select_for_update(of=("self",))
        .select_related("stage", "application")
        .get(id=attempt.id)
    )
    if attempt.status != Attempt.Status.OPEN:
        return attempt
    attempt.status, attempt.submitted_at = Attempt.Status.SUBMITTED, clock.now()
    attempt.resume = resume or attempt.resume
    attempt.save(update_fields=["status", "submitted_at", "resume"])
    Application.objects.filter(id=attempt.application_id).update(last_engaged_at=clock.now())
    emit(
        events.AttemptSubmitted(
            attempt_id=attempt.id, application_id=attempt.application_id, kind=attempt.stage.kind
        ),
        by=Actor("candidate", attempt.application.candidate_id),
    )
    refresh(attempt.application)
    return attempt


@transaction.atomic
def settle(*, attempt: Attempt, score: float | None, coverage: float | None, failed: bool = False) -> Attempt:
    """Write down what an attempt was worth. failed: an evaluation could not be made and waits for a retry."""
    attempt = Attempt.objects.select_for_update(of=("self",)).select_related("application").get(id=attempt.id)
    attempt.score, attempt.coverage = score, coverage
    attempt.status = Attempt.Status.FAILED if failed else Attempt.Status.EVALUATED
    attempt.save(update_fields=["score", "coverage", "status"])
    emit(events.AttemptEvaluated(attempt_id=attempt.id, application_id=attempt.application_id, score=score))
    refresh(attempt.application)
    return attempt


def mark_asked(*, attempt: Attempt, version_ids: list[UUID]) -> None:
    """Note, in one statement, which of its questions were really put to the candidate."""
    AttemptQuestion.objects.filter(attempt=attempt, version_id__in=version_ids).update(asked=True)
