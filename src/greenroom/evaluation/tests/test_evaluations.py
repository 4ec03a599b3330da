"""One job for each evaluator, each result once, whatever happens to the workers."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction

from greenroom.accounts.permissions import Forbidden
from greenroom.candidates.models import Attempt
from greenroom.candidates.tests.walking import question
from greenroom.core import scope
from greenroom.core.models import Job, StoredEvent
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.evaluation import registry
from greenroom.evaluation.actions import evaluations
from greenroom.evaluation.models import Evaluation, Evidence, Highlight, QuestionScore, Tag
from greenroom.evaluation.tests import scene

KEPT = (QuestionScore, Evidence, Highlight, Tag)


def counts() -> list[int]:
    return [model.objects.count() for model in KEPT]


def settled(attempt_id) -> int:
    return StoredEvent.objects.filter(name="candidates.AttemptEvaluated", subject_id=attempt_id).count()


def test_every_evaluator_of_a_submitted_attempt_gets_one_job(interviewer) -> None:
    application = scene.met(interviewer)
    wanted = {name for kind in ("resume", "web_interview") for name in map(_name, registry.for_kind(kind))}
    assert set(Evaluation.objects.values_list("evaluator", flat=True)) == wanted
    jobs = Job.objects.filter(name="evaluation.evaluate")
    assert jobs.count() == len(wanted) == Evaluation.objects.count()
    for attempt in Attempt.objects.filter(application=application):
        evaluations.request(attempt_id=attempt.id)
    assert jobs.count() == len(wanted) == Evaluation.objects.count()


def _name(evaluator: registry.Evaluator) -> str:
    return evaluator.name


def test_running_an_evaluation_twice_doubles_nothing(interviewer) -> None:
    application = scene.evaluated(interviewer)
    before, events = counts(), StoredEvent.objects.count()
    assert before[0] >= 4
    assert before[1] >= 3
    for row in Evaluation.objects.all():
        evaluations.run(evaluation_id=row.id)
    assert counts() == before
    assert StoredEvent.objects.count() == events
    assert [settled(attempt.id) for attempt in application.attempts.all()] == [1, 1]


def test_an_attempt_is_settled_once_and_only_when_its_last_evaluator_has_ended(interviewer) -> None:
    application = scene.met(interviewer)
    attempt = application.attempts.get(stage__kind="web_interview")
    rows = list(Evaluation.objects.filter(attempt=attempt))
    for row in rows[:-1]:
        evaluations.run(evaluation_id=row.id)
        attempt.refresh_from_db()
        assert (attempt.status, settled(attempt.id)) == ("submitted", 0)
    evaluations.run(evaluation_id=rows[-1].id)
    attempt.refresh_from_db()
    assert (attempt.status, settled(attempt.id)) == ("evaluated", 1)


def test_a_worker_killed_while_keeping_leaves_nothing_and_the_next_one_finishes(
    interviewer, monkeypatch
) -> None:
    application = scene.met(interviewer)
    row = scene.evaluation(application, "scorecard")

    class Killed(BaseException):
        pass

    def die(_row) -> None:
        raise Killed

    monkeypatch.setattr(evaluations, "_settle", die)
    with pytest.raises(Killed), transaction.atomic():
        evaluations.run(evaluation_id=row.id)
    monkeypatch.undo()
    assert counts() == [0, 0, 0, 0]
    run_due_jobs()
    assert QuestionScore.objects.filter(evaluation=row).count() == 3
    assert [settled(attempt.id) for attempt in application.attempts.all()] == [1, 1]


def test_the_built_in_engine_evaluates_ten_answers_within_three_seconds(interviewer) -> None:
    room = interviewer.stages.get(kind="web_interview")
    for place in range(3, 10):
        question(room, place, f"Describe situation {place}.", key_points=["names the risk", "tells somebody"])
    long = "I name the risk to the supervisor and check the ropes again before anybody goes up. " * 12
    application = scene.met(interviewer, answers=[long] * 10)
    started = time.process_time()
    for row in Evaluation.objects.filter(attempt__application=application):
        evaluations.run(evaluation_id=row.id)
    took = time.process_time() - started
    application.refresh_from_db()
    assert application.status == "completed"
    assert application.coverage == 1
    assert took < 3


def test_running_again_keeps_the_earlier_result_and_the_newest_stands(interviewer, cast) -> None:
    application = scene.evaluated(interviewer)
    first = scene.evaluation(application, "scorecard")
    again = evaluations.retry(first, by=cast.colleague)
    assert (again.number, again.status) == (2, "waiting")
    application.refresh_from_db()
    assert application.status == "evaluating"
    assert evaluations.retry(first, by=cast.colleague).id == again.id
    run_due_jobs()
    application.refresh_from_db()
    assert application.status == "completed"
    assert Evaluation.objects.filter(evaluator="scorecard").count() == 2
    assert QuestionScore.objects.filter(evaluation=first).count() == 3
    assert QuestionScore.objects.filter(evaluation=again).count() == 3
    event = StoredEvent.objects.get(name="evaluation.EvaluationRetried")
    assert (event.subject_id, event.actor_id) == (again.id, cast.colleague.actor.id)


def test_who_only_looks_cannot_run_an_evaluation_again(interviewer, cast) -> None:
    row = scene.evaluation(scene.evaluated(interviewer), "scorecard")
    before = Evaluation.objects.count(), Job.objects.count(), StoredEvent.objects.count()
    with pytest.raises(Forbidden):
        evaluations.retry(row, by=cast.viewer)
    assert (Evaluation.objects.count(), Job.objects.count(), StoredEvent.objects.count()) == before


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgres
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="the database of this run is SQLite")
def test_two_workers_with_the_same_evaluations_settle_the_attempt_once(interviewer) -> None:
    application = scene.met(interviewer)
    ids = list(Evaluation.objects.values_list("id", flat=True))
    together = Barrier(2)

    def work() -> None:
        try:
            with scope.scoped(application.workspace_id):
                together.wait(timeout=10)
                for each in ids:
                    evaluations.run(evaluation_id=each)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        for each in [pool.submit(work), pool.submit(work)]:
            each.result(timeout=60)
    assert set(Evaluation.objects.values_list("status", flat=True)) == {"done"}
    assert [settled(attempt.id) for attempt in application.attempts.all()] == [1, 1]
    scores = QuestionScore.objects.values_list("evaluation_id", "question_id")
    assert len(scores) == len(set(scores)) == 4


def test_a_second_worker_that_comes_late_keeps_nothing(interviewer, monkeypatch) -> None:
    """Both have judged; one has kept its findings while the other still held its own."""
    application = scene.met(interviewer)
    row = scene.evaluation(application, "scorecard")
    really = evaluations._keep_once
    other: list[bool] = []

    def overtaken(evaluation_id, *found) -> None:
        if not other:
            other.append(True)
            evaluations.run(evaluation_id=evaluation_id)
        really(evaluation_id, *found)

    monkeypatch.setattr(evaluations, "_keep_once", overtaken)
    evaluations.run(evaluation_id=row.id)
    assert QuestionScore.objects.filter(evaluation=row).count() == 3
    assert StoredEvent.objects.filter(name="evaluation.EvaluationDone", subject_id=row.id).count() == 1
