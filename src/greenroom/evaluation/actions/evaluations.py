"""Running evaluators, one job each, and putting the attempt's score together."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from pydantic import BaseModel

from greenroom.accounts.models import Member
from greenroom.accounts.permissions import require
from greenroom.accounts.rules.roles import Permission
from greenroom.candidates.actions import applications, attempts
from greenroom.candidates.models import Attempt
from greenroom.core import clock
from greenroom.core.errors import Refused
from greenroom.core.events import emit
from greenroom.core.jobs import enqueue
from greenroom.evaluation import events, registry
from greenroom.evaluation.actions import proposing
from greenroom.evaluation.actions.findings import Rows, gather, keep
from greenroom.evaluation.contract import Findings
from greenroom.evaluation.jobs import evaluate
from greenroom.evaluation.judging import Bench, paid_once
from greenroom.evaluation.models import Evaluation
from greenroom.evaluation.queries import calibration, standing
from greenroom.evaluation.rules.scores import stage_result
from greenroom.interviewers.models import QuestionVersion
from greenroom.skills.contract import Judgement
from greenroom.skills.desk import judge
from greenroom.skills.models.contract import ModelFailure, RetryLater

Status = Evaluation.Status
UNFINISHED = (Status.WAITING, Status.RUNNING)


@transaction.atomic
def request(*, attempt_id: UUID) -> None:
    """Ask every evaluator of the attempt's stage for a result; nothing where one was asked for already."""
    attempt = Attempt.objects.select_related("stage").get(id=attempt_id)
    evaluators = registry.for_kind(attempt.stage.kind)
    for evaluator in evaluators:
        row, made = Evaluation.objects.get_or_create(
            workspace_id=attempt.workspace_id, attempt=attempt, evaluator=evaluator.name, number=1
        )
        if made:
            enqueue(evaluate, evaluation_id=row.id)
    if not evaluators:
        attempts.rule_on(attempt=attempt, score=None, checked=())
        attempts.settle(attempt=attempt, score=None, coverage=1.0)


def run(*, evaluation_id: UUID) -> None:
    """Evaluate once and keep what was found; nothing when that has been done.

    Raises RetryLater while the language model cannot be had, and leaves the evaluation waiting; any other
    failure of the model is written on it for a person to see and retry.
    """
    unfinished = Evaluation.every.filter(id=evaluation_id, status__in=UNFINISHED)
    if not unfinished.update(status=Status.RUNNING, started_at=clock.now(), error=""):
        return
    around = ("attempt__stage__interviewer", "workspace", "rescore")
    row = Evaluation.every.select_related(*around).get(id=evaluation_id)
    engines = row.workspace.engines
    evaluator = registry.get(row.attempt.stage.kind, row.evaluator)

    def ask(skill: str, given: BaseModel) -> Judgement[Any]:
        return judge(skill, given, engines=engines)

    try:
        once = paid_once(ask, attempt=row.attempt, engines=engines)
        findings = evaluator.evaluate(row.attempt, Bench(once, _rubrics(row)))
    except RetryLater as busy:
        unfinished.update(status=Status.WAITING, error=str(busy)[:500])
        raise
    except ModelFailure as failure:
        fail(evaluation_id=row.id, reason=str(failure))
        return
    _keep_once(row.id, gather(row, findings), findings)


def _rubrics(row: Evaluation) -> Mapping[UUID, QuestionVersion]:
    """The versions a row is scored by where it is not those that were asked, by the id of the one that was."""
    if row.rescore is not None:
        return standing.rubrics(row.rescore)
    return calibration.rubrics_of(row) if row.is_proposed else {}


@transaction.atomic
def _keep_once(evaluation_id: UUID, rows: Rows, findings: Findings) -> None:
    """Keep the findings of whoever comes first, where two workers had the same evaluation."""
    row = _locked(evaluation_id)
    if row.status not in UNFINISHED:
        return
    keep(row, rows, findings)
    proposing.name_rubrics(row)
    emit(
        events.EvaluationDone(
            evaluation_id=row.id,
            attempt_id=row.attempt_id,
            evaluator=row.evaluator,
            engine=row.engine,
            dropped=row.dropped,
        )
    )
    _settle(row)


@transaction.atomic
def fail(*, evaluation_id: UUID, reason: str) -> None:
    """Write on an evaluation why it could not be made, for a person to see and retry; nothing on one that ended."""
    row = _locked(evaluation_id)
    if row.status not in UNFINISHED:
        return
    row.status, row.error, row.finished_at = Status.FAILED, reason[:500], clock.now()
    row.save(update_fields=["status", "error", "finished_at"])
    emit(
        events.EvaluationFailed(
            evaluation_id=row.id, attempt_id=row.attempt_id, evaluator=row.evaluator, reason=reason[:200]
        )
    )
    _settle(row)


def _locked(evaluation_id: UUID) -> Evaluation:
    return (
        Evaluation.every.select_for_update(of=("self",), no_key=True)
        .select_related("attempt")
        .get(id=evaluation_id)
    )


def _settle(row: Evaluation) -> None:
    """Let the stage's rule speak once the results it reads are there; give the attempt its score once all are.

    What a rescore proposes moves nobody: it is only noted beside what stands.
    """
    if row.is_proposed:
        proposing.note(row)
        return
    attempt = (
        Attempt.objects.select_for_update(of=("self",), no_key=True)
        .select_related("stage")
        .get(id=row.attempt_id)
    )
    unfinished = {each.evaluator for each in standing.newest(attempt.id) if each.status in UNFINISHED}
    scoring = {evaluator.name for evaluator in registry.for_kind(attempt.stage.kind) if evaluator.scores}
    if scoring & unfinished:
        return
    failed = bool(scoring - standing.answered(attempt.id))
    is_ruled = attempt.outcome != Attempt.Outcome.PASSED and not failed
    if unfinished and not is_ruled:
        return
    results = standing.results(attempt.id)
    score = stage_result(results.weighed)
    if is_ruled:
        attempts.rule_on(attempt=attempt, score=score.score, checked=results.checked)
    if not unfinished:
        attempts.settle(attempt=attempt, score=score.score, coverage=score.coverage, failed=failed)


@transaction.atomic
def retry(evaluation: Evaluation, *, by: Member) -> Evaluation:
    """Run an evaluator again, by the rubrics that count for the result that stands. One at a time.

    The earlier result is kept, and stands until the new one is there.
    """
    require(by, Permission.DECIDE)
    Attempt.objects.select_for_update(of=("self",), no_key=True).get(id=evaluation.attempt_id)
    rows = Evaluation.every.select_for_update(of=("self",), no_key=True).filter(
        attempt_id=evaluation.attempt_id, evaluator=evaluation.evaluator
    )
    waiting = rows.filter(status__in=UNFINISHED, is_proposed=False).first()
    if waiting is not None:
        return waiting
    number = rows.aggregate(last=Max("number"))["last"] + 1
    stands = rows.filter(status=Status.DONE, is_proposed=False).order_by("-number").first()
    again: Evaluation = Evaluation.objects.create(
        workspace_id=evaluation.workspace_id,
        attempt_id=evaluation.attempt_id,
        evaluator=evaluation.evaluator,
        number=number,
        rescore_id=stands.rescore_id if stands else None,
    )
    Attempt.objects.filter(id=evaluation.attempt_id).update(status=Attempt.Status.SUBMITTED)
    with suppress(Refused):  # an application that cannot go back to being evaluated stays where it is
        applications.refresh(evaluation.attempt.application)
    emit(
        events.EvaluationRetried(
            evaluation_id=again.id, attempt_id=again.attempt_id, evaluator=again.evaluator
        ),
        by=by.actor,
    )
    enqueue(evaluate, evaluation_id=again.id)
    return again
