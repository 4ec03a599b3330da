"""What a rescore has found so far, noted beside what stands. It moves nobody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from greenroom.candidates.models import Application, Attempt, AttemptQuestion
from greenroom.candidates.queries import flows
from greenroom.candidates.rules.overall import StageResult, overall_result
from greenroom.core.events import emit
from greenroom.evaluation import events
from greenroom.evaluation.models import Evaluation, QuestionScore, Rescore, Rescored
from greenroom.evaluation.queries import standing
from greenroom.evaluation.rules.proposals import proposed_result

Status = Evaluation.Status


def name_rubrics(row: Evaluation) -> None:
    """Say of each score which version it was given by, where that is not the one that was asked."""
    if row.rescore is None:
        return
    for score in QuestionScore.objects.filter(evaluation=row, question_id__in=row.rescore.rubrics):
        score.rubric_id = UUID(row.rescore.rubrics[str(score.question_id)])
        score.save(update_fields=["rubric"])


def note(row: Evaluation) -> None:
    """Write down what a person would be worth, once all that was asked for them has ended."""
    if row.rescore_id is not None:
        _note(row.rescore_id, row.attempt.application_id)


def note_all(*, rescore_id: UUID) -> None:
    """The same for everybody of a rescore who waits for nothing. Twice does no more than once."""
    waiting = Rescored.objects.filter(rescore_id=rescore_id, is_done=False).order_by("created_at", "id")
    for application_id in list(waiting.values_list("application_id", flat=True)):
        _note(rescore_id, application_id)


@transaction.atomic
def _note(rescore_id: UUID, application_id: UUID) -> None:
    rescore = Rescore.objects.select_for_update(of=("self",), no_key=True).get(id=rescore_id)
    rows = list(
        Evaluation.every.filter(
            rescore=rescore, is_proposed=True, attempt__application_id=application_id
        ).order_by("created_at", "id")
    )
    person = rescore.people.filter(application_id=application_id, is_done=False).first()
    if person is None or any(each.status in (Status.WAITING, Status.RUNNING) for each in rows):
        return
    failed = next((each for each in rows if each.status == Status.FAILED), None)
    if failed is not None:
        person.error = failed.error
    else:
        _propose(person, rows, standing.rubrics(rescore))
    person.is_done = True
    person.save()
    if not rescore.people.filter(is_done=False).exists() and rescore.status == Rescore.Status.RUNNING:
        rescore.status = Rescore.Status.READY
        rescore.save(update_fields=["status"])
        emit(events.RescoreReady(rescore_id=rescore.id, interviewer_id=rescore.interviewer_id))


def _propose(person: Rescored, rows: list[Evaluation], rubrics: standing.Rubrics) -> None:
    weights = {asked: version.weight for asked, version in rubrics.items()}
    results = {UUID(each["attempt"]): _result(each, rows, weights) for each in person.stages}
    person.stages = [{**each, "after": results[UUID(each["attempt"])].score} for each in person.stages]
    stage_weights = {UUID(each["attempt"]): each["weight"] for each in person.stages}
    person.after = _overall(person.application, results, stage_weights)


def _result(stage: Mapping[str, Any], rows: list[Evaluation], weights: Mapping[UUID, float]) -> StageResult:
    """What an attempt would be worth if these evaluations of it stood, or its own marks where there are none."""
    attempt_id = UUID(stage["attempt"])
    mine = [row.id for row in rows if row.attempt_id == attempt_id]
    marks = {
        score.question_id: (score.verdict, score.score)
        for score in QuestionScore.objects.filter(evaluation_id__in=mine)
    }
    asked = AttemptQuestion.objects.filter(attempt_id=attempt_id).order_by("position")
    ids = asked.values_list("version_id", flat=True)
    stands = zip(ids, standing.results(attempt_id).weighed, strict=True)
    return proposed_result(stands, marks, weights if mine else {})


def _overall(
    application: Application, results: Mapping[UUID, StageResult], weights: Mapping[UUID, float]
) -> float | None:
    worth = []
    for step in flows.of(application):
        counted: Attempt | None = step.counts
        if counted is None:
            weight = step.newest.weight if step.newest else step.stage.weight
            worth.append((weight, StageResult(None, 0.0)))
        else:
            stands = StageResult(counted.score, counted.coverage or 0.0)
            weight = weights.get(counted.id, counted.weight)
            worth.append((weight, results.get(counted.id, stands)))
    return overall_result(worth).score
