"""A rubric changes: people are scored again beside what stands, and moved by a person or not at all."""

from __future__ import annotations

import pytest

from greenroom.accounts.permissions import Forbidden
from greenroom.candidates.actions import applications
from greenroom.candidates.models import Application, Attempt
from greenroom.candidates.tests.walking import KEY_POINT
from greenroom.compliance.contract import Subject
from greenroom.core.errors import Refused
from greenroom.core.models import StoredEvent
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.evaluation import holdings
from greenroom.evaluation.actions import evaluations, proposing, rescoring
from greenroom.evaluation.models import Evaluation, QuestionScore, Rescore
from greenroom.evaluation.queries import outdated
from greenroom.evaluation.tests import scene
from greenroom.interviewers.models import Question, QuestionVersion, Stage

FIRST_POINTS = [KEY_POINT]
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


def asked_of(application: Application) -> list[QuestionVersion]:
    """What the interview asked, in the versions it had then."""
    attempt = Attempt.objects.get(application=application, stage__kind="web_interview")
    return [row.version for row in attempt.questions.all()]


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


def test_who_is_discarded_while_being_scored_costs_no_more_and_stays(interviewer, person, cast) -> None:
    before = standing_state(person)
    change_rubric(interviewer)
    rescore = rescoring.begin(interviewer=interviewer, reason=REASON, by=cast.colleague)
    rescoring.discard(rescore, by=cast.colleague)
    run_due_jobs()
    assert not QuestionScore.objects.filter(evaluation__rescore=rescore).exists()
    rescore.refresh_from_db()
    assert (rescore.status, standing_state(person)) == ("discarded", before)


def test_another_weight_counts_the_marks_there_are_and_asks_no_engine(interviewer, person, cast) -> None:
    first = scene.evaluation(person, "scorecard")
    version = change_rubric(interviewer, key_points=FIRST_POINTS, weight=4.5)
    marks = {score.question_id: score for score in first.scores.all()}
    worth = [
        (marks[asked.id].score or 1.0, 4.5 if asked.question_id == version.question_id else 1)
        for asked in asked_of(person)
    ]
    expected = (
        100 * sum(weight * (mark - 1) / 4 for mark, weight in worth) / sum(weight for _mark, weight in worth)
    )
    rescore = rescoring.begin(interviewer=interviewer, reason="Safety counts most.", by=cast.colleague)
    assert run_due_jobs() == ["evaluation.note_rescored"]
    row = rescore.people.get()
    assert (row.before, row.after) == (person.score, pytest.approx(expected))
    assert row.after != row.before
    rescoring.apply(rescore, by=cast.colleague)
    person.refresh_from_db()
    assert person.score == pytest.approx(expected)
    second = scene.evaluation(person, "scorecard")
    assert (second.number, second.ms, second.engine) == (first.number + 1, 0, first.engine)
    for score in second.scores.all():
        kept = marks[score.question_id]
        assert (score.verdict, score.score, score.reason) == (kept.verdict, kept.score, kept.reason)
        quotes = [
            list(each.evidence.values_list("text", "turn_id", "start", "end")) for each in (score, kept)
        ]
        assert quotes[0] == quotes[1]
        assert score.rubric_id == (version.id if score.question.question_id == version.question_id else None)
    assert not outdated.of_interviewer(interviewer).people
    evaluations.retry(second, by=cast.colleague)
    run_due_jobs()
    person.refresh_from_db()
    assert person.score == pytest.approx(expected)
    assert scene.evaluation(person, "scorecard").rescore_id == rescore.id


def test_another_weight_of_a_stage_counts_the_stages_anew_and_both_are_kept(
    interviewer, person, cast
) -> None:
    resume, room = Attempt.objects.filter(application=person).order_by("created_at")
    Attempt.objects.filter(id=resume.id).update(score=100.0, coverage=1.0)
    applications.refresh(person)
    Stage.objects.filter(id=room.stage_id).update(weight=3)
    person.refresh_from_db()
    assert person.score == pytest.approx((100 + room.score) / 2)
    rescore = rescoring.begin(interviewer=interviewer, reason="The interview counts more.", by=cast.colleague)
    run_due_jobs()
    row = rescore.people.get()
    assert row.after == pytest.approx((100 + 3 * room.score) / 4)
    rescoring.apply(rescore, by=cast.colleague)
    person.refresh_from_db()
    room.refresh_from_db()
    assert (person.score, room.weight) == (row.after, 3)
    stage = rescore.people.get().stages[0]
    assert (stage["weight_before"], stage["weight"], stage["before"]) == (1, 3, stage["after"])
    assert Evaluation.every.filter(rescore=rescore).count() == 0
    assert not outdated.of_interviewer(interviewer).people


def test_who_was_scored_again_is_scored_by_that_until_the_rubric_changes_once_more(
    proposed, person, cast
) -> None:
    interviewer = proposed.interviewer
    rescoring.apply(proposed, by=cast.colleague)
    applied = standing_state(person)[0]
    assert not outdated.of_interviewer(interviewer).people
    evaluations.retry(scene.evaluation(person, "scorecard"), by=cast.colleague)
    run_due_jobs()
    assert standing_state(person)[0] == applied
    first = change_rubric(interviewer, key_points=FIRST_POINTS)
    found = outdated.of_interviewer(interviewer)
    assert [(each.now, each.people) for each in found.questions] == [(first.id, 1)]
    again = rescoring.begin(interviewer=interviewer, reason="Back again.", by=cast.colleague)
    run_due_jobs()
    assert again.people.get().after == proposed.people.get().before


def test_who_is_erased_meanwhile_holds_nobody_up(interviewer, person, cast) -> None:
    other = scene.evaluated(interviewer, "Robin Sample")
    before = standing_state(person)
    change_rubric(interviewer)
    rescore = rescoring.begin(interviewer=interviewer, reason=REASON, by=cast.colleague)
    Evaluation.every.filter(attempt__application=person, is_proposed=True).update(
        status="failed", error="Gone."
    )
    proposing.note_all(rescore_id=rescore.id)
    nobody = dict.fromkeys(("names", "emails", "phones"), frozenset())
    ids = frozenset({other.id})
    holdings.erase(Subject(candidate_id=other.candidate_id, row_ids=ids, application_ids=ids, **nobody))
    run_due_jobs()
    rescore.refresh_from_db()
    assert [row.application_id for row in rescore.people.all()] == [person.id]
    rescoring.apply(rescore, by=cast.colleague)
    assert standing_state(person) == before


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

    with pytest.raises(Refused, match="No rubric and no weight has changed"):
        begin()
    change_rubric(interviewer, key_points=["checks the harness before every descent"], text="Safe on a rope?")
    with pytest.raises(Refused, match="No rubric and no weight has changed"):
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
    applications.shortlist(person, by=cast.colleague)
    rescoring.apply(proposed, by=cast.colleague)
    person.refresh_from_db()
    assert person.status == "shortlisted"
