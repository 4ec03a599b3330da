"""Scoring people again where rubrics or weights have changed: proposed first, then applied or discarded by a person."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from greenroom.accounts.models import Member
from greenroom.accounts.permissions import require
from greenroom.accounts.rules.roles import Permission
from greenroom.candidates.actions import applications, attempts
from greenroom.candidates.models import Application, Attempt
from greenroom.core import clock
from greenroom.core.errors import Refused
from greenroom.core.events import emit
from greenroom.core.jobs import enqueue
from greenroom.evaluation import events, registry
from greenroom.evaluation.actions.copying import numbers, propose_copies
from greenroom.evaluation.jobs import evaluate, note_rescored
from greenroom.evaluation.models import Evaluation, Rescore, Rescored
from greenroom.evaluation.queries import outdated, standing
from greenroom.evaluation.queries.outdated import Outdated
from greenroom.evaluation.rules.movement import moves
from greenroom.evaluation.rules.scores import stage_result
from greenroom.interviewers.models import Interviewer

LONGEST_REASON = 500
Status = Rescore.Status
UNFINISHED = (Evaluation.Status.WAITING, Evaluation.Status.RUNNING)


def begin(*, interviewer: Interviewer, reason: str, by: Member) -> Rescore:
    """Work out, in the background, what everybody is worth by today's rubrics and weights. What stands stays.

    Engines look only at attempts with a question whose rubric has changed; another weight counts the marks there are.
    Raises Refused without a reason, where nothing has changed since people were scored, and while an earlier rescore
    of the interviewer is neither applied nor discarded.
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
    found = outdated.of_interviewer(interviewer)
    if not found.attempts:
        raise Refused(_("No rubric and no weight has changed since people were scored."))
    rescore: Rescore = Rescore.objects.create(
        workspace_id=interviewer.workspace_id,
        interviewer=interviewer,
        reason=reason,
        rubrics=dict(found.rubrics),
        changes=found.as_json(),
        by=by,
    )
    concerned = list(
        Attempt.objects.filter(id__in=found.attempts)
        .select_related("stage", "application")
        .order_by("created_at", "id")
    )
    people = _list_people(rescore, concerned)
    _ask_engines(rescore, [attempt for attempt in concerned if attempt.id in found.judged])
    propose_copies(rescore, _scoring(attempt for attempt in concerned if attempt.id in found.weighed))
    if _without_engine(found):
        enqueue(note_rescored, rescore_id=rescore.id)
    emit(
        events.RescoreBegun(rescore_id=rescore.id, interviewer_id=interviewer.id, people=people),
        by=by.actor,
    )
    return rescore


def _list_people(rescore: Rescore, concerned: Iterable[Attempt]) -> int:
    people: dict[UUID, Rescored] = {}
    for attempt in concerned:
        application = attempt.application
        row = people.setdefault(
            application.id,
            Rescored(
                workspace_id=rescore.workspace_id,
                rescore=rescore,
                application=application,
                before=application.score,
                stages=[],
            ),
        )
        row.stages.append(
            {
                "attempt": str(attempt.id),
                "kind": attempt.stage.kind,
                "before": attempt.score,
                "weight_before": attempt.weight,
                "weight": attempt.weight if attempt.stage.removed_at else attempt.stage.weight,
                "minimum": attempt.rule.get("minimum_score"),
            }
        )
    Rescored.objects.bulk_create(people.values())
    return len(people)


def _scoring(concerned: Iterable[Attempt]) -> list[tuple[UUID, str]]:
    return [
        (attempt.id, evaluator.name)
        for attempt in concerned
        for evaluator in registry.for_kind(attempt.stage.kind)
        if evaluator.scores
    ]


def _ask_engines(rescore: Rescore, concerned: list[Attempt]) -> None:
    last = numbers(attempt.id for attempt in concerned)
    rows = [
        Evaluation(
            workspace_id=rescore.workspace_id,
            attempt_id=attempt_id,
            evaluator=evaluator,
            number=last.get((attempt_id, evaluator), 0) + 1,
            rescore=rescore,
            is_proposed=True,
        )
        for attempt_id, evaluator in _scoring(concerned)
    ]
    Evaluation.every.bulk_create(rows)
    for row in rows:
        enqueue(evaluate, evaluation_id=row.id)


def _without_engine(found: Outdated) -> set[UUID]:
    """Applications that no engine has to look at."""
    return set(found.whose.values()) - {found.whose[attempt] for attempt in found.judged}


@transaction.atomic
def apply(rescore: Rescore, *, by: Member) -> Rescore:
    """Let what was proposed stand. The earlier results are kept; decisions people made and rules that spoke stay.

    Whoever could not be scored again stays as they are. Raises Refused before everybody was scored, and after it was
    decided.
    """
    rescore = _decide(rescore, Status.APPLIED, by)
    done = list(rescore.people.filter(is_done=True, error="").order_by("created_at", "id"))
    before = _scores(done)
    settled = _let_stand(rescore, done)
    _weigh_stages(done, settled)
    after = _scores(done)
    for person in done:
        person.before, person.after = before[person.application_id], after[person.application_id]
    Rescored.objects.bulk_update(done, ["before", "after"], batch_size=500)
    moved = sum(moves(person.before, person.after) for person in done)
    emit(
        events.RescoreApplied(rescore_id=rescore.id, interviewer_id=rescore.interviewer_id, moved=moved),
        by=by.actor,
    )
    return rescore


def _scores(people: Iterable[Rescored]) -> dict[UUID, float | None]:
    rows = Application.objects.filter(id__in=[person.application_id for person in people])
    return dict(rows.values_list("id", "score"))


def _let_stand(rescore: Rescore, people: Iterable[Rescored]) -> set[UUID]:
    """Put what was proposed above what stood, and the stages' scores with it. The applications that have new ones."""
    rows = list(
        Evaluation.every.filter(
            rescore=rescore,
            is_proposed=True,
            status=Evaluation.Status.DONE,
            attempt__application_id__in=[person.application_id for person in people],
        )
        .select_related("attempt")
        .order_by("created_at", "id")
    )
    last = numbers(row.attempt_id for row in rows)
    for row in rows:
        newest = last[row.attempt_id, row.evaluator]
        row.is_proposed, row.number = False, row.number if row.number == newest else newest + 1
    Evaluation.every.bulk_update(rows, ["is_proposed", "number"], batch_size=500)
    _set_weights(people)
    for attempt in {row.attempt_id: row.attempt for row in rows}.values():
        result = stage_result(standing.results(attempt.id).weighed)
        attempts.settle(attempt=attempt, score=result.score, coverage=result.coverage)
    return {row.attempt.application_id for row in rows}


def _changed_weights(people: Iterable[Rescored]) -> dict[UUID, float]:
    stages: Iterable[dict[str, Any]] = (stage for person in people for stage in person.stages)
    return {
        UUID(stage["attempt"]): stage["weight"]
        for stage in stages
        if stage["weight"] != stage["weight_before"]
    }


def _set_weights(people: Iterable[Rescored]) -> None:
    weights = _changed_weights(people)
    rows = list(Attempt.objects.filter(id__in=weights))
    for attempt in rows:
        attempt.weight = weights[attempt.id]
    Attempt.objects.bulk_update(rows, ["weight"], batch_size=500)


def _weigh_stages(people: Iterable[Rescored], settled: set[UUID]) -> None:
    """Whose stages count otherwise, without another mark in them."""
    for person in people:
        if person.application_id not in settled:
            applications.refresh(person.application)


@transaction.atomic
def discard(rescore: Rescore, *, by: Member) -> Rescore:
    """Leave everybody as they are; what was proposed is kept, for the record. Who still waits is not scored.

    Raises Refused after it was decided.
    """
    require(by, Permission.DECIDE)
    waiting = Evaluation.every.filter(rescore=rescore, status__in=UNFINISHED)
    held = list(
        waiting.select_for_update(of=("self",), no_key=True).order_by("id")
    )  # as workers do: theirs, then the rescore
    rescore = _decide(rescore, Status.DISCARDED, by)
    for row in held:
        row.status, row.finished_at = Evaluation.Status.FAILED, clock.now()
        row.error = _("The rescore was discarded.")
    Evaluation.every.bulk_update(held, ["status", "finished_at", "error"], batch_size=500)
    emit(events.RescoreDiscarded(rescore_id=rescore.id, interviewer_id=rescore.interviewer_id), by=by.actor)
    return rescore


def _decide(rescore: Rescore, status: str, by: Member) -> Rescore:
    require(by, Permission.DECIDE)
    rescore = Rescore.objects.select_for_update(of=("self",), no_key=True).get(id=rescore.id)
    if rescore.status not in (Status.RUNNING, Status.READY):
        raise Refused(_("This was decided already."))
    if status == Status.APPLIED and rescore.people.filter(is_done=False).exists():
        raise Refused(_("People are still being scored. Please wait until that is done."))
    rescore.status, rescore.decided_by, rescore.decided_at = status, by, clock.now()
    rescore.save(update_fields=["status", "decided_by", "decided_at"])
    return rescore
