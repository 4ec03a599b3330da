"""Scoring people again after a rubric has changed: proposed first, then applied or discarded by a person."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from greenroom.accounts.models import Member
from greenroom.accounts.permissions import require
from greenroom.accounts.rules.roles import Permission
from greenroom.candidates.actions import attempts
from greenroom.candidates.models import Attempt, AttemptQuestion
from greenroom.core import clock
from greenroom.core.errors import Refused
from greenroom.core.events import emit
from greenroom.core.jobs import enqueue
from greenroom.evaluation import events, registry
from greenroom.evaluation.actions.proposing import proposed
from greenroom.evaluation.jobs import evaluate
from greenroom.evaluation.models import Evaluation, Rescore, Rescored
from greenroom.evaluation.rules.scores import BY_RUBRIC
from greenroom.interviewers.models import Interviewer, QuestionVersion

LONGEST_REASON = 500
Status = Rescore.Status


def changed(interviewer: Interviewer) -> dict[str, str]:
    """Versions that people were scored by and whose rubric is another today: id of the one asked to today's."""
    asked = QuestionVersion.objects.filter(
        question__stage__interviewer=interviewer, question__removed_at=None, modality__in=BY_RUBRIC
    ).select_related("question__current")
    return {
        str(version.id): str(version.question.current_id)
        for version in asked
        if version.question.current and _differs(version, version.question.current)
    }


def _differs(asked: QuestionVersion, now: QuestionVersion) -> bool:
    same_kind = asked.modality == now.modality
    return same_kind and (asked.anchors, asked.key_points) != (now.anchors, now.key_points)


def begin(*, interviewer: Interviewer, reason: str, by: Member) -> Rescore:
    """Score by today's rubrics, in the background, everybody who was scored by earlier ones. What stands stays.

    Raises Refused without a reason, where no rubric has changed, where it changes nobody's score, and while an earlier
    rescore of the interviewer is neither applied nor discarded.
    """
    require(by, Permission.DECIDE)
    reason = " ".join(reason.split())
    if not reason:
        raise Refused(_("Say why people are scored again."), field="reason")
    if len(reason) > LONGEST_REASON:
        raise Refused(_("Please keep it under 500 characters."), field="reason")
    try:
        return _begin(interviewer, reason, by)
    except IntegrityError as twice:
        raise Refused(_("An earlier rescore waits to be applied or discarded.")) from twice


@transaction.atomic
def _begin(interviewer: Interviewer, reason: str, by: Member) -> Rescore:
    if Rescore.objects.filter(interviewer=interviewer, status__in=(Status.RUNNING, Status.READY)).exists():
        raise Refused(_("An earlier rescore waits to be applied or discarded."))
    rubrics = changed(interviewer)
    scored = list(_scored_by(rubrics))
    if not scored:
        raise Refused(_("No rubric has changed since people were scored by it."))
    rescore: Rescore = Rescore.objects.create(
        workspace_id=interviewer.workspace_id, interviewer=interviewer, reason=reason, rubrics=rubrics, by=by
    )
    people = {attempt.application_id: attempt.application for attempt in scored}
    Rescored.objects.bulk_create(
        Rescored(workspace_id=rescore.workspace_id, rescore=rescore, application=each, before=each.score)
        for each in people.values()
    )
    for attempt in scored:
        for evaluator in registry.for_kind(attempt.stage.kind):
            if evaluator.scores:
                _ask(rescore, attempt, evaluator.name)
    emit(
        events.RescoreBegun(rescore_id=rescore.id, interviewer_id=interviewer.id, people=len(people)),
        by=by.actor,
    )
    return rescore


def _scored_by(rubrics: dict[str, str]) -> list[Attempt]:
    """The attempts that have a result by any of these versions."""
    ids = AttemptQuestion.objects.filter(
        version_id__in=[UUID(each) for each in rubrics], attempt__status=Attempt.Status.EVALUATED
    ).values_list("attempt_id", flat=True)
    return list(
        Attempt.objects.filter(id__in=set(ids)).select_related("stage", "application").order_by("created_at")
    )


def _ask(rescore: Rescore, attempt: Attempt, evaluator: str) -> None:
    row: Evaluation = Evaluation.every.create(
        workspace_id=rescore.workspace_id,
        attempt=attempt,
        evaluator=evaluator,
        number=_next(attempt.id, evaluator),
        rescore=rescore,
        is_proposed=True,
    )
    enqueue(evaluate, evaluation_id=row.id)


def _next(attempt_id: UUID, evaluator: str) -> int:
    rows = Evaluation.every.filter(attempt_id=attempt_id, evaluator=evaluator)
    return int(rows.aggregate(last=Max("number"))["last"] or 0) + 1


@transaction.atomic
def apply(rescore: Rescore, *, by: Member) -> Rescore:
    """Let what was proposed stand. The earlier results are kept; decisions people made and rules that spoke stay.

    Whoever could not be scored again stays as they are. Raises Refused before everybody was scored, and after it was
    decided.
    """
    rescore = _decide(rescore, Status.APPLIED, by)
    done = [person for person in rescore.people.all() if person.is_done and not person.error]
    rows = list(
        Evaluation.every.filter(
            rescore=rescore,
            status=Evaluation.Status.DONE,
            attempt__application_id__in=[person.application_id for person in done],
        ).select_related("attempt")
    )
    results = {row.attempt_id: (row.attempt, proposed(row.attempt_id, rows)) for row in rows}
    for row in rows:
        row.is_proposed, row.number = False, _next(row.attempt_id, row.evaluator)
        row.save(update_fields=["is_proposed", "number"])
    for attempt, result in results.values():
        attempts.settle(attempt=attempt, score=result.score, coverage=result.coverage)
    moved = sum(person.before != person.after for person in done)
    emit(
        events.RescoreApplied(rescore_id=rescore.id, interviewer_id=rescore.interviewer_id, moved=moved),
        by=by.actor,
    )
    return rescore


@transaction.atomic
def discard(rescore: Rescore, *, by: Member) -> Rescore:
    """Leave everybody as they are; what was proposed is kept, for the record. Raises Refused as `apply` does."""
    rescore = _decide(rescore, Status.DISCARDED, by)
    emit(events.RescoreDiscarded(rescore_id=rescore.id, interviewer_id=rescore.interviewer_id), by=by.actor)
    return rescore


def _decide(rescore: Rescore, status: str, by: Member) -> Rescore:
    require(by, Permission.DECIDE)
    rescore = Rescore.objects.select_for_update(of=("self",)).get(id=rescore.id)
    if rescore.status == Status.RUNNING:
        raise Refused(_("People are still being scored. Please wait until that is done."))
    if rescore.status != Status.READY:
        raise Refused(_("This was decided already."))
    rescore.status, rescore.decided_by, rescore.decided_at = status, by, clock.now()
    rescore.save(update_fields=["status", "decided_by", "decided_at"])
    return rescore
