"""Each go at each stage."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from greenroom.candidates import events
from greenroom.candidates.actions.applications import refresh
from greenroom.candidates.actions.going_on import tell_later
from greenroom.candidates.models import Application, Attempt, AttemptQuestion
from greenroom.candidates.queries import flows
from greenroom.candidates.rules import gate, retakes
from greenroom.candidates.rules.flow import State
from greenroom.core import clock
from greenroom.core.actors import Actor
from greenroom.core.errors import Refused
from greenroom.core.events import emit
from greenroom.interviewers.models import Question, QuestionVersion, Stage
from greenroom.interviewers.rules.lifecycle import Door, door
from greenroom.media.models import Resume


def begin(*, application: Application, stage: Stage, again: bool = False) -> Attempt:
    """The open attempt at this stage, begun now if there is none, with the rows around it that its pages need.

    Its questions, settings, weight and rule are fixed here, as they are now. Raises Refused when an earlier stage is
    not done, this one already is, or the interviewer has closed: who is in the middle of a stage may finish it,
    nobody begins one. again: a retake, where one is offered; nobody begins one by coming back to a page.
    """
    standing = _standing(application, stage).first()
    if standing is not None:
        standing.application, standing.stage, standing.workspace = application, stage, application.workspace
        return standing
    _begin(application, stage, again=again)
    around = ("stage__interviewer__workspace", "application__candidate", "workspace")
    begun = _standing(application, stage).select_related(*around).first()
    if begun is None:  # sent in another tab at this moment
        raise Refused(_("You have already done this step."))
    return begun


def _standing(application: Application, stage: Stage) -> QuerySet[Attempt]:
    """The open attempt, looked for without a lock: to go on with it changes nothing."""
    rows: QuerySet[Attempt] = Attempt.objects.filter(
        application=application,
        stage=stage,
        status=Attempt.Status.OPEN,
        application__verified_at__isnull=False,
    )
    return rows.order_by("-number")


@transaction.atomic
def _begin(application: Application, stage: Stage, *, again: bool) -> None:
    application = (
        Application.objects.select_for_update(of=("self",), no_key=True)
        .select_related("interviewer")
        .get(id=application.id)
    )
    if application.verified_at is None:
        raise Refused(_("Please confirm your e-mail address first."))
    steps = flows.of(application)
    step = next((step for step in steps if step.stage.id == stage.id), None)
    if step is not None and step.state is State.BEGUN:
        return
    if again:
        _check_retake(application, step, steps)
    elif step is not None and step.is_over:
        raise Refused(_("You have already done this step."))
    _check_door(application)
    if step is None:
        raise Refused(_("The time for this step has passed."))
    if step.state is State.AHEAD:
        raise Refused(_("Another step comes first."))
    _create(application, step)
    if again:
        refresh(application)


def _check_retake(application: Application, step: flows.Step | None, steps: Iterable[flows.Step]) -> None:
    if step is None or not step.attempts:
        raise Refused(_("This step cannot be done again."))
    if any(each.state is State.BEGUN for each in steps):
        raise Refused(_("Finish the step you are in first."))
    offered = flows.retake(application, step, now=clock.now())
    if offered.state is retakes.State.COOLING:
        raise Refused(_("It is too early to do this step again."))
    if offered.state is not retakes.State.OPEN:
        raise Refused(_("This step cannot be done again."))


def _check_door(application: Application) -> None:
    interviewer = application.interviewer
    state = door(status=interviewer.status, deadline=interviewer.deadline, now=clock.now())
    if state is not Door.OPEN and not application.is_test:
        raise Refused(_("The time for this step has passed."))


def _create(application: Application, step: flows.Step) -> None:
    stage = step.stage
    attempt: Attempt = Attempt.objects.create(
        workspace_id=application.workspace_id,
        application=application,
        stage=stage,
        number=step.attempts[-1].number + 1 if step.attempts else 1,
        config=stage.config,
        weight=stage.weight,
        rule=_rule(stage).as_json(),
    )
    _fix_questions(attempt)
    emit(
        events.AttemptStarted(
            attempt_id=attempt.id, application_id=application.id, kind=stage.kind, number=attempt.number
        ),
        by=Actor("candidate", application.candidate_id),
    )


def _rule(stage: Stage) -> gate.Rule:
    return gate.Rule(
        enforces_dealbreakers=stage.enforces_dealbreakers,
        minimum_score=stage.minimum_score,
        waits_for_person=stage.waits_for_person,
    )


def _fix_questions(attempt: Attempt) -> None:
    live = Question.objects.filter(stage_id=attempt.stage_id, removed_at=None)
    asked = live.exclude(current__modality=QuestionVersion.Modality.TAG).order_by("position", "id")
    AttemptQuestion.objects.bulk_create(
        AttemptQuestion(
            workspace_id=attempt.workspace_id, attempt=attempt, version_id=version_id, position=position
        )
        for position, version_id in enumerate(asked.values_list("current_id", flat=True))
    )


@transaction.atomic
def submit(*, attempt: Attempt, resume: Resume | None = None) -> Attempt:
    """Close an open attempt; nothing the second time. Rooms above evaluate it.

    Where its rule can stop nobody, the candidate does not wait for the results.
    """
    attempt = (
        Attempt.objects.select_for_update(of=("self",), no_key=True)
        .select_related("stage", "application")
        .get(id=attempt.id)
    )
    if attempt.status != Attempt.Status.OPEN:
        return attempt
    attempt.status, attempt.submitted_at = Attempt.Status.SUBMITTED, clock.now()
    attempt.resume = resume or attempt.resume
    early = gate.at_once(gate.Rule(**attempt.rule), has_dealbreakers=_has_dealbreakers(attempt))
    attempt.outcome = early.state if early else Attempt.Outcome.OPEN
    attempt.save(update_fields=["status", "submitted_at", "resume", "outcome"])
    Application.objects.filter(id=attempt.application_id).update(last_engaged_at=clock.now())
    emit(
        events.AttemptSubmitted(
            attempt_id=attempt.id, application_id=attempt.application_id, kind=attempt.stage.kind
        ),
        by=Actor("candidate", attempt.application.candidate_id),
    )
    refresh(attempt.application)
    return attempt


def _has_dealbreakers(attempt: Attempt) -> bool:
    if not attempt.rule.get("enforces_dealbreakers"):
        return False
    return AttemptQuestion.objects.filter(attempt=attempt, version__is_dealbreaker=True).exists()


@transaction.atomic
def rule_on(*, attempt: Attempt, score: float | None, checked: Iterable[gate.Checked]) -> None:
    """Let the rule of an attempt speak, as soon as the results it reads are there.

    score: 0 to 100; checked: its questions that pass or fail.
    """
    attempt = (
        Attempt.objects.select_for_update(of=("self",), no_key=True)
        .select_related("application")
        .get(id=attempt.id)
    )
    if attempt.status == Attempt.Status.OPEN:
        return
    found = gate.spoken(attempt.outcome, gate.Rule(**attempt.rule), score=score, checked=checked)
    stop = found.stop.as_json() if found.stop else {}
    if (attempt.outcome, attempt.stop) == (found.state, stop):
        return
    attempt.outcome, attempt.stop = found.state, stop
    attempt.save(update_fields=["outcome", "stop"])
    emit(
        events.AttemptRuledOn(
            attempt_id=attempt.id,
            application_id=attempt.application_id,
            outcome=found.state,
            rule=found.stop.rule if found.stop else "",
            version_id=found.stop.version_id if found.stop else "",
        )
    )
    refresh(attempt.application)
    if found.state == Attempt.Outcome.PASSED:
        tell_later(attempt)


@transaction.atomic
def settle(*, attempt: Attempt, score: float | None, coverage: float | None, failed: bool = False) -> Attempt:
    """Write down what an attempt was worth. failed: an evaluation could not be made and waits for a retry."""
    attempt = (
        Attempt.objects.select_for_update(of=("self",), no_key=True)
        .select_related("application")
        .get(id=attempt.id)
    )
    attempt.score, attempt.coverage = score, coverage
    attempt.status = Attempt.Status.FAILED if failed else Attempt.Status.EVALUATED
    attempt.save(update_fields=["score", "coverage", "status"])
    emit(events.AttemptEvaluated(attempt_id=attempt.id, application_id=attempt.application_id, score=score))
    refresh(attempt.application)
    return attempt


@transaction.atomic
def grant_another(*, attempt: Attempt) -> bool:
    """Give one further go at its stage, outside the rule for retakes: once for a candidate, whatever comes later.

    Whether it was given by this call.
    """
    application = Application.objects.select_for_update(of=("self",), no_key=True).get(
        id=attempt.application_id
    )
    mine = Attempt.objects.filter(application=application, stage_id=attempt.stage_id)
    if mine.filter(grants_another=True).exists():
        return False
    mine.filter(id=attempt.id).update(grants_another=True)
    emit(events.AnotherGoGranted(attempt_id=attempt.id, application_id=application.id))
    return True


def mark_asked(*, attempt: Attempt, version_ids: list[UUID]) -> None:
    """Note, in one statement, which of its questions were really put to the candidate."""
    AttemptQuestion.objects.filter(attempt=attempt, version_id__in=version_ids).update(asked=True)
