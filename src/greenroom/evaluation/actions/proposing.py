"""What a rescore has found so far, noted beside what stands. It moves nobody."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from greenroom.candidates.models import Application, Attempt, AttemptQuestion
from greenroom.candidates.queries import flows
from greenroom.candidates.rules.overall import StageResult, overall_result
from greenroom.core.events import emit
from greenroom.evaluation import events
from greenroom.evaluation.models import Evaluation, QuestionScore, Rescore, Rescored
from greenroom.evaluation.queries import standing
from greenroom.evaluation.rules.proposals import proposed_result
from greenroom.interviewers.models import QuestionVersion

Status = Evaluation.Status


def rubrics(rescore: Rescore | None) -> Mapping[UUID, QuestionVersion]:
    """The versions a rescore scores by, by the id of the one that was asked; none without a rescore."""
    if rescore is None:
        return {}
    versions = QuestionVersion.objects.in_bulk([UUID(each) for each in rescore.rubrics.values()])
    return {UUID(asked): versions[UUID(now)] for asked, now in rescore.rubrics.items()}


def note(row: Evaluation) -> None:
    """Write down what a person would be worth, once all that was asked for them has ended."""
    if row.rescore_id is None:
        return
    rescore = Rescore.objects.select_for_update(of=("self",)).get(id=row.rescore_id)
    _name_rubrics(row, rescore)
    mine = Evaluation.every.filter(
        rescore=rescore, attempt__application_id=row.attempt.application_id
    ).select_related("attempt__stage")
    rows = list(mine)
    if any(each.status in (Status.WAITING, Status.RUNNING) for each in rows):
        return
    person = Rescored.objects.get(rescore=rescore, application_id=row.attempt.application_id)
    failed = next((each for each in rows if each.status == Status.FAILED), None)
    if failed is not None:
        person.error = failed.error
    else:
        _propose(person, rows)
    person.is_done = True
    person.save()
    if not rescore.people.filter(is_done=False).exists() and rescore.status == Rescore.Status.RUNNING:
        rescore.status = Rescore.Status.READY
        rescore.save(update_fields=["status"])
        emit(events.RescoreReady(rescore_id=rescore.id, interviewer_id=rescore.interviewer_id))


def _name_rubrics(row: Evaluation, rescore: Rescore) -> None:
    for score in QuestionScore.objects.filter(evaluation=row, question_id__in=rescore.rubrics):
        score.rubric_id = UUID(rescore.rubrics[str(score.question_id)])
        score.save(update_fields=["rubric"])


def _propose(person: Rescored, rows: list[Evaluation]) -> None:
    attempts = {row.attempt_id: row.attempt for row in rows}
    results = {attempt_id: proposed(attempt_id, rows) for attempt_id in attempts}
    person.stages = [
        {
            "attempt": str(attempt.id),
            "kind": attempt.stage.kind,
            "before": attempt.score,
            "after": results[attempt.id].score,
        }
        for attempt in attempts.values()
    ]
    person.after = _overall(person.application, results)


def proposed(attempt_id: UUID, rows: list[Evaluation]) -> StageResult:
    """What an attempt would be worth if these evaluations of it stood."""
    mine = [row.id for row in rows if row.attempt_id == attempt_id]
    marks = {
        score.question_id: (score.verdict, score.score)
        for score in QuestionScore.objects.filter(evaluation_id__in=mine)
    }
    asked = AttemptQuestion.objects.filter(attempt_id=attempt_id).order_by("position")
    ids = asked.values_list("version_id", flat=True)
    return proposed_result(zip(ids, standing.results(attempt_id).weighed, strict=True), marks)


def _overall(application: Application, results: Mapping[UUID, StageResult]) -> float | None:
    worth = []
    for step in flows.of(application):
        counted: Attempt | None = step.counts
        if counted is None:
            weight = step.newest.weight if step.newest else step.stage.weight
            worth.append((weight, StageResult(None, 0.0)))
        else:
            stands = StageResult(counted.score, counted.coverage or 0.0)
            worth.append((counted.weight, results.get(counted.id, stands)))
    return overall_result(worth).score
