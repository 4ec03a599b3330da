"""Evaluations by a language model that fails in every way it can: a stand-in speaks the real protocol."""

from __future__ import annotations

from datetime import timedelta

import pytest

from greenroom.candidates.models import Attempt
from greenroom.core import clock
from greenroom.core.models import Job, StoredEvent
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.core.testing.standins.language_model import Fault
from greenroom.evaluation.actions import evaluations, sweeping
from greenroom.evaluation.models import Evaluation, Evidence, KeptJudgement, QuestionScore
from greenroom.evaluation.queries import work
from greenroom.evaluation.tests import scene
from greenroom.skills.models.contract import RetryLater


def test_a_language_model_evaluates_and_is_named(language_model, interviewer) -> None:
    application = scene.evaluated(interviewer)
    for row in Evaluation.objects.all():
        assert (row.status, row.engine, row.model) == ("done", "model", "stand-in")
        assert row.input_tokens > 0
    assert application.status == "completed"
    assert Evidence.objects.exists()


@pytest.mark.parametrize("fault", ["rate_limit", "server_error", "hang", "cut", "error_mid_answer"])
def test_a_model_that_is_away_leaves_the_evaluation_waiting_and_says_when_it_is_tried_again(
    language_model, interviewer, fault
) -> None:
    language_model.fail_always(fault)
    application = scene.evaluated(interviewer)
    rows = list(Evaluation.objects.all())
    assert {row.status for row in rows} == {"waiting"}
    assert all(row.error for row in rows)
    assert application.status == "evaluating"
    tries = work.next_tries([row.id for row in rows])
    assert set(tries) == {row.id for row in rows}
    assert all(clock.now() < moment < clock.now() + timedelta(minutes=11) for moment in tries.values())
    language_model.fail_always(None)
    Job.objects.filter(state="waiting").update(run_at=clock.now())
    run_due_jobs()
    application.refresh_from_db()
    assert application.status == "completed"
    assert set(Evaluation.objects.values_list("status", "error")) == {("done", "")}


@pytest.mark.parametrize("fault", ["invalid_json", "wrong_shape", "unauthorized", "unknown_model"])
def test_a_model_that_never_answers_well_fails_the_evaluation_with_its_reason(
    language_model, interviewer, cast, fault
) -> None:
    language_model.fail_always(fault)
    application = scene.evaluated(interviewer)
    rows = list(Evaluation.objects.all())
    assert {row.status for row in rows} == {"failed"}
    assert all(len(row.error) > 20 for row in rows)
    assert not QuestionScore.objects.exists()
    attempt = application.attempts.get(stage__kind="web_interview")
    assert (attempt.status, attempt.score) == ("failed", None)
    language_model.fail_always(None)
    for row in rows:
        evaluations.retry(row, by=cast.colleague)
    run_due_jobs()
    application.refresh_from_db()
    assert (application.status, application.coverage) == ("completed", 1)
    assert Evaluation.objects.filter(status="failed").count() == len(rows)


def test_a_failed_retry_does_not_take_the_earlier_result_away(language_model, interviewer, cast) -> None:
    application = scene.evaluated(interviewer)
    score = application.score
    KeptJudgement.objects.all().delete()  # as after a change of the model
    language_model.fail_always("wrong_shape")
    evaluations.retry(scene.evaluation(application, "scorecard"), by=cast.colleague)
    run_due_jobs()
    attempt = application.attempts.get(stage__kind="web_interview")
    application.refresh_from_db()
    assert scene.evaluation(application, "scorecard").status == "failed"
    assert (application.score, attempt.status) == (score, "evaluated")


def test_a_score_whose_only_quote_was_invented_is_not_kept(language_model, interviewer) -> None:
    language_model.fail_always("invented_quote")
    application = scene.evaluated(interviewer)
    row = scene.evaluation(application, "scorecard")
    assert row.status == "done"
    assert row.dropped >= 3
    scores = QuestionScore.objects.filter(evaluation=row)
    assert {(score.verdict, score.score) for score in scores} == {("not_addressed", None)}
    assert not Evidence.objects.exists()
    screened = QuestionScore.objects.get(evaluation__evaluator="screening")
    assert screened.verdict == "unknown"


def test_a_busy_model_does_not_undo_what_another_worker_has_finished(
    language_model, interviewer, monkeypatch
) -> None:
    application = scene.met(interviewer)
    row = scene.evaluation(application, "scorecard")
    really = evaluations.judge

    def meanwhile(skill, given, *, engines):
        monkeypatch.setattr(evaluations, "judge", really)
        evaluations.run(evaluation_id=row.id)
        raise RetryLater("The language model is busy.")

    monkeypatch.setattr(evaluations, "judge", meanwhile)
    with pytest.raises(RetryLater):
        evaluations.run(evaluation_id=row.id)
    row.refresh_from_db()
    assert (row.status, row.error) == ("done", "")


def exhausted(**changes) -> None:
    """Every job of an evaluation has ended like this."""
    Job.objects.filter(name=work.JOB).update(finished_at=clock.now(), **changes)
    Evaluation.objects.update(created_at=clock.now() - timedelta(hours=7))


def test_an_evaluation_whose_job_used_up_its_retries_fails_with_the_last_reason(
    language_model, interviewer, cast
) -> None:
    language_model.fail_always(Fault(kind="server_error", status=503))
    application = scene.evaluated(interviewer)
    Job.objects.filter(name=work.JOB).update(attempts=40, run_at=clock.now())
    Evaluation.objects.update(created_at=clock.now() - timedelta(hours=7))
    run_due_jobs()
    assert set(Job.objects.filter(name=work.JOB).values_list("state", flat=True)) == {"failed"}
    sweeping.sweep()
    row = scene.evaluation(application, "scorecard")
    assert row.status == "failed"
    assert row.error.startswith("It was tried again and again")
    assert "503" in row.error
    application.refresh_from_db()
    assert application.status == "completed"
    language_model.fail_always(None)
    evaluations.retry(row, by=cast.owner)
    run_due_jobs()
    assert scene.evaluation(application, "scorecard").status == "done"


def test_an_evaluation_whose_job_was_stopped_or_broke_fails_with_that_reason(interviewer) -> None:
    application = scene.met(interviewer)
    exhausted(state="cancelled")
    sweeping.sweep()
    assert "stopped" in scene.evaluation(application, "scorecard").error
    other = scene.met(interviewer, "Rowan Vale")
    exhausted(state="failed", error="ValueError")
    sweeping.sweep()
    assert scene.evaluation(other, "scorecard").error.endswith("ValueError")


def test_an_evaluation_without_a_job_gets_one_again(interviewer) -> None:
    application = scene.met(interviewer)
    Job.objects.all().delete()
    Evaluation.objects.update(created_at=clock.now() - timedelta(minutes=5))
    sweeping.sweep()
    sweeping.sweep()
    assert Job.objects.filter(name=work.JOB).count() == Evaluation.objects.count()
    run_due_jobs()
    application.refresh_from_db()
    assert application.status == "completed"


def test_the_sweep_leaves_what_is_young_or_at_work_and_speaks_of_what_it_mends(interviewer) -> None:
    scene.met(interviewer)
    before = StoredEvent.objects.count(), Job.objects.count()
    sweeping.sweep()
    Evaluation.objects.update(created_at=clock.now() - timedelta(minutes=5))
    sweeping.sweep()
    assert (StoredEvent.objects.count(), Job.objects.count()) == before
    exhausted(state="cancelled")
    sweeping.sweep()
    failed = StoredEvent.objects.filter(name="evaluation.EvaluationFailed")
    assert failed.count() == Evaluation.objects.filter(status="failed").count() == 7


def test_the_same_question_is_paid_for_once_and_goes_with_the_person(
    language_model, interviewer, cast
) -> None:
    application = scene.evaluated(interviewer)
    asked = len(language_model.requests)
    first = scene.evaluation(application, "scorecard")
    evaluations.retry(first, by=cast.colleague)
    run_due_jobs()
    again = scene.evaluation(application, "scorecard")
    assert len(language_model.requests) == asked
    assert (again.number, again.engine, again.input_tokens) == (2, "model", 0)
    results = [
        list(
            QuestionScore.objects.filter(evaluation=row)
            .order_by("question_id")
            .values_list("score", "reason")
        )
        for row in (first, again)
    ]
    assert results[0] == results[1]
    Attempt.objects.get(id=again.attempt_id).delete()
    assert not KeptJudgement.objects.filter(attempt_id=again.attempt_id).exists()


def test_an_evaluation_that_broke_off_goes_on_where_it_was(language_model, interviewer) -> None:
    application = scene.met(interviewer)
    row = scene.evaluation(application, "scorecard")
    language_model.fail(None, "server_error")
    with pytest.raises(RetryLater):
        evaluations.run(evaluation_id=row.id)
    asked = len(language_model.requests)
    evaluations.run(evaluation_id=row.id)
    row.refresh_from_db()
    assert row.status == "done"
    assert len(language_model.requests) - asked == 2
