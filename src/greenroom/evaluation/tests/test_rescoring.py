"""A rubric changes: people are scored again beside what stands, and moved by a person or not at all."""

from __future__ import annotations

import pytest

from greenroom.accounts.permissions import Forbidden
from greenroom.candidates.models import Attempt
from greenroom.core.errors import Refused
from greenroom.core.models import StoredEvent
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.evaluation.actions import evaluations, rescoring
from greenroom.evaluation.models import Evaluation, QuestionScore, Rescore
from greenroom.evaluation.tests import scene
from greenroom.interviewers.models import Question, QuestionVersion

REASON = "The first rubric asked for a harness only."


def change_rubric(interviewer, **given) -> QuestionVersion:
    """The first question of the interview gets another rubric."""
    question = Question.objects.filter(stage__interviewer=interviewer, stage__kind="web_interview")[0]
    version = QuestionVersion.objects.get(id=question.current_id)
    version.pk, version.number = None, version.number + 1
    version.key_points = given.pop("key_points", ["mentions a helicopter", "mentions a submarine"])
    for name, value in given.items():
        setattr(version, name, value)
    version.save(force_insert=True)
    question.current = version
    question.save()
    return version


def standing_state(application) -> tuple[object, ...]:
    application.refresh_from_db()
    rows = Evaluation.objects.filter(attempt__application=application).order_by("evaluator", "number")
    return (
        application.score,
        application.status,
        list(Attempt.objects.filter(application=application).values_list("score", "status")),
        list(rows.values_list("evaluator", "number", "status")),
    )


@pytest.fixture
def person(interviewer):
    return scene.evaluated(interviewer)


@pytest.fixture
def proposed(interviewer, person, cast) -> Rescore:
    """Everybody has been scored by the new rubric; nothing is decided."""
    change_rubric(interviewer)
    rescore = rescoring.begin(interviewer=interviewer, reason=REASON, by=cast.colleague)
    run_due_jobs()
    rescore.refresh_from_db()
    return rescore


def test_nothing_moves_until_it_is_applied_and_both_results_are_kept(interviewer, person, cast) -> None:
    before = standing_state(person)
    version = change_rubric(interviewer)
    rescore = rescoring.begin(interviewer=interviewer, reason=REASON, by=cast.colleague)
    assert standing_state(person) == before
    run_due_jobs()
    rescore.refresh_from_db()
    assert (rescore.status, standing_state(person)) == ("ready", before)
    (row,) = rescore.people.all()
    assert row.before == before[0]
    assert row.after < row.before
    assert [each["kind"] for each in row.stages] == ["web_interview"]
    rescoring.apply(rescore, by=cast.owner)
    person.refresh_from_db()
    assert person.score == row.after
    kept = QuestionScore.objects.filter(question__question=version.question)
    assert {score.rubric_id for score in kept} == {None, version.id}
    assert {score.question.number for score in kept} == {1}
    names = ["RescoreBegun", "RescoreReady", "RescoreApplied"]
    told = StoredEvent.objects.filter(name__in=[f"evaluation.{name}" for name in names])
    assert told.count() == 3
    assert told.get(name="evaluation.RescoreApplied").actor_id == cast.owner.actor.id


def test_what_is_discarded_leaves_everybody_where_they_are(proposed, person, cast) -> None:
    before = standing_state(person)
    rescoring.discard(proposed, by=cast.colleague)
    assert standing_state(person) == before
    assert Evaluation.every.filter(rescore=proposed, is_proposed=True, status="done").exists()
    with pytest.raises(Refused):
        rescoring.apply(proposed, by=cast.colleague)
    rescoring.begin(interviewer=proposed.interviewer, reason="Once more.", by=cast.colleague)


def test_a_retry_meanwhile_does_not_stand_above_what_is_applied_later(proposed, person, cast) -> None:
    evaluations.retry(scene.evaluation(person, "scorecard"), by=cast.colleague)
    run_due_jobs()
    rescoring.apply(proposed, by=cast.colleague)
    newest = scene.evaluation(person, "scorecard")
    assert newest.rescore_id == proposed.id
    person.refresh_from_db()
    assert person.score == proposed.people.get().after


def test_it_needs_a_reason_a_change_a_permission_and_no_other_one_open(interviewer, person, cast) -> None:
    def begin(reason=REASON, by=cast.colleague):
        return rescoring.begin(interviewer=interviewer, reason=reason, by=by)

    with pytest.raises(Refused, match="No rubric has changed"):
        begin()
    change_rubric(interviewer, key_points=["checks the harness before every descent"], weight=3)
    with pytest.raises(Refused, match="No rubric has changed"):
        begin()
    change_rubric(interviewer)
    for reason in ("", "  \n", "x" * 501):
        with pytest.raises(Refused):
            begin(reason)
    with pytest.raises(Forbidden):
        begin(by=cast.viewer)
    assert not Rescore.objects.exists()
    rescore = begin()
    with pytest.raises(Refused, match="waits"):
        begin("Again.")
    with pytest.raises(Refused, match="still being scored"):
        rescoring.apply(rescore, by=cast.colleague)
    run_due_jobs()
    with pytest.raises(Forbidden):
        rescoring.apply(rescore, by=cast.viewer)
    with pytest.raises(Forbidden):
        rescoring.discard(rescore, by=cast.viewer)
    assert Rescore.objects.get().status == "ready"


def test_who_could_not_be_scored_again_stays_as_they_are(interviewer, person, cast) -> None:
    before = standing_state(person)
    change_rubric(interviewer)
    rescore = rescoring.begin(interviewer=interviewer, reason=REASON, by=cast.colleague)
    for row in Evaluation.every.filter(rescore=rescore):
        evaluations.fail(evaluation_id=row.id, reason="The model is gone.")
    rescore.refresh_from_db()
    assert rescore.people.get().error == "The model is gone."
    rescoring.apply(rescore, by=cast.colleague)
    assert standing_state(person) == before


def test_a_decision_somebody_made_stands(proposed, person, cast) -> None:
    from greenroom.candidates.actions import applications  # noqa: PLC0415

    applications.shortlist(person, by=cast.colleague)
    rescoring.apply(proposed, by=cast.colleague)
    person.refresh_from_db()
    assert person.status == "shortlisted"
