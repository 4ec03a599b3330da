"""What a rule says of a stage, what a candidate sees of it, and what a person can do about it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail

from greenroom.accounts.permissions import Forbidden
from greenroom.candidates.actions import applications, attempts, going_on, retaking
from greenroom.candidates.models import Application, Attempt, AttemptQuestion
from greenroom.candidates.tests.walking import RESUME, question
from greenroom.core import clock
from greenroom.core.errors import Refused
from greenroom.core.models import StoredEvent
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.evaluation.actions import evaluations
from greenroom.evaluation.models import QuestionScore
from greenroom.evaluation.tests import scene
from greenroom.interviewers.actions import workflow
from greenroom.interviewers.models import QuestionVersion, Stage

PASSING = "Casey Sample\n\nWork\nWindow cleaner, 2019 - 2024\nWorked at heights on rope access every day.\n"


@pytest.fixture
def resume_stage(interviewer) -> Stage:
    return Stage.objects.get(interviewer=interviewer, kind="resume")


def ruled(stage: Stage, **rule: Any) -> None:
    Stage.objects.filter(id=stage.id).update(**rule)


def dealbreaker(stage: Stage) -> None:
    ruled(stage, enforces_dealbreakers=True)
    QuestionVersion.objects.filter(question__stage=stage).update(is_dealbreaker=True)


def fail_the_dealbreaker(attempt: Attempt) -> None:
    """As an evaluator that read a clear no: the built-in one says "unknown" where a resume is silent."""
    row = scene.evaluation(attempt.application, "screening")
    QuestionScore.objects.filter(evaluation=row).update(verdict="failed")
    results = evaluations.standing.results(attempt.id)
    attempts.rule_on(attempt=attempt, score=None, checked=results.checked)


def stopped(interviewer, resume_stage) -> Application:
    """Somebody whom the dealbreaker of the first stage has stopped."""
    dealbreaker(resume_stage)
    application = scene.applied(interviewer)
    attempt = scene.sent_resume(application, PASSING)
    row = scene.evaluation(application, "screening")
    run_due_jobs()
    Attempt.objects.filter(id=attempt.id).update(outcome="", stop={})
    assert row.attempt_id == attempt.id
    fail_the_dealbreaker(attempt)
    application.refresh_from_db()
    return application


def told(name: str) -> list[dict[str, Any]]:
    return [event.payload for event in StoredEvent.objects.filter(name=name).order_by("id")]


def test_without_a_rule_the_next_stage_opens_before_anything_is_evaluated(walk) -> None:
    walk.enter().send_resume()
    assert Attempt.objects.get().outcome == "passed"
    assert walk.get("interview/").status_code == 200


def test_dealbreakers_that_are_enforced_where_no_question_is_one_hold_nobody_up(walk, resume_stage) -> None:
    ruled(resume_stage, enforces_dealbreakers=True)
    walk.enter().send_resume()
    assert walk.get("interview/").status_code == 200


def test_a_rule_is_waited_for_and_the_page_says_so_until_it_has_spoken(walk, resume_stage) -> None:
    dealbreaker(resume_stage)
    walk.enter().send_resume(PASSING)
    page = walk.get("steps/").content.decode()
    assert "This takes a moment" in page
    assert 'hx-trigger="poll"' in page
    assert walk.get("interview/").status_code == 302
    scripted = {"headers": {"HX-Request": "true"}}
    assert walk.get("steps/", **scripted).status_code == 204
    run_due_jobs()
    assert walk.get("steps/", **scripted).headers["HX-Refresh"] == "true"
    assert "This takes a moment" not in walk.get("steps/").content.decode()
    assert walk.get("interview/").status_code == 200


def test_who_left_meanwhile_is_written_to_once_and_who_went_on_is_not(
    interviewer, resume_stage, time_machine_at
) -> None:
    dealbreaker(resume_stage)
    gone, here = scene.applied(interviewer, "Gone"), scene.applied(interviewer, "Here")
    for application in (gone, here):
        scene.sent_resume(application, PASSING)
    run_due_jobs()
    scene.begun(here)
    mail.outbox.clear()
    with time_machine_at(clock.now() + going_on.PATIENCE + timedelta(seconds=1)):
        run_due_jobs()
        going_on.tell(attempt_id=gone.attempts.get().id)
    assert [message.to for message in mail.outbox] == [[gone.candidate.email]]
    assert interviewer.title in str(mail.outbox[0].body)


def test_whoever_a_dealbreaker_stops_is_knocked_out_with_the_rule_the_question_and_the_answer(
    interviewer, resume_stage
) -> None:
    application = stopped(interviewer, resume_stage)
    assert application.status == "knocked_out"
    assert application.stopped_by.startswith("Dealbreaker “Has worked at heights”: ")
    assert "rope access" in application.stopped_by
    ruling = told("candidates.AttemptRuledOn")[-1]
    assert (ruling["outcome"], ruling["rule"]) == ("stopped", "dealbreaker")
    with pytest.raises(Refused):
        scene.begun(application)


def test_a_score_below_the_minimum_stops_and_says_both(interviewer, resume_stage) -> None:
    question(resume_stage, 1, "Has led a team of ten", modality="criterion")
    ruled(resume_stage, minimum_score=60)
    application = scene.applied(interviewer)
    scene.sent_resume(application, RESUME)
    run_due_jobs()
    application.refresh_from_db()
    assert application.status == "knocked_out"
    assert application.stopped_by.startswith("Minimum score 60: scored ")


def test_a_stage_that_waits_for_a_person_opens_only_when_one_lets_the_candidate_on(
    walk, resume_stage, cast
) -> None:
    ruled(resume_stage, waits_for_person=True)
    walk.enter().send_resume()
    assert "Somebody looks at it" in walk.get("steps/").content.decode()
    assert walk.get("interview/").status_code == 302
    application = walk.application()
    with pytest.raises(Forbidden):
        going_on.let_on(application, by=cast.viewer)
    assert not Attempt.objects.exclude(let_on_at=None).exists()
    going_on.let_on(application, by=cast.colleague)
    assert walk.get("interview/").status_code == 200
    event = StoredEvent.objects.get(name="candidates.CandidateLetOn")
    assert event.actor_id == cast.colleague.actor.id
    assert event.payload["outcome"] == "waiting"


def test_a_person_can_overturn_a_stop_and_it_is_kept_who_did(interviewer, resume_stage, cast) -> None:
    application = stopped(interviewer, resume_stage)
    after = going_on.let_on(application, by=cast.colleague)
    assert (after.status, after.stopped_by) == ("in_progress", "")
    attempt = application.attempts.get()
    assert (attempt.outcome, bool(attempt.stop), bool(attempt.let_on_at)) == ("stopped", True, True)
    assert scene.begun(application).status == "open"
    assert told("candidates.CandidateLetOn")[0]["outcome"] == "stopped"
    assert going_on.let_on(application, by=cast.colleague).status == "in_progress"
    assert len(told("candidates.CandidateLetOn")) == 1


def test_nobody_is_let_on_against_a_persons_decision(interviewer, resume_stage, cast) -> None:
    application = stopped(interviewer, resume_stage)
    applications.dismiss(application, by=cast.colleague)
    with pytest.raises(Refused):
        going_on.let_on(application, by=cast.colleague)
    assert application.attempts.get().let_on_at is None
    assert applications.undecide(application, by=cast.colleague).status == "knocked_out"


def test_an_evaluation_that_failed_waits_and_a_person_may_let_on(interviewer, resume_stage, cast) -> None:
    dealbreaker(resume_stage)
    application = scene.applied(interviewer)
    scene.sent_resume(application, PASSING)
    row = scene.evaluation(application, "screening")
    evaluations.fail(evaluation_id=row.id, reason="The endpoint refuses the key.")
    application.refresh_from_db()
    assert application.status == "in_progress"
    with pytest.raises(Refused):
        scene.begun(application)
    going_on.let_on(application, by=cast.colleague)
    assert scene.begun(application).status == "open"


def test_the_last_stage_waits_for_nobody(interviewer) -> None:
    ruled(Stage.objects.get(interviewer=interviewer, kind="web_interview"), waits_for_person=True)
    assert scene.evaluated(interviewer).status == "completed"


def test_a_rule_that_changes_holds_for_who_begins_after_it(interviewer, resume_stage, cast) -> None:
    early = scene.applied(interviewer)
    attempts.begin(application=early, stage=resume_stage)
    workflow.configure(resume_stage, config={}, waits_for_person=True, weight=3, by=cast.colleague)
    scene.sent_resume(early, PASSING)
    assert early.attempts.get().outcome == "passed"
    late = scene.applied(interviewer, "Late")
    attempt = scene.sent_resume(late, PASSING)
    assert (attempt.outcome, attempt.weight) == ("waiting", 3)


def test_tags_are_never_asked(interviewer) -> None:
    room = Stage.objects.get(interviewer=interviewer, kind="web_interview")
    question(room, 9, "Notice period", modality="tag", expects={"type": "fact"})
    application = scene.applied(interviewer)
    scene.sent_resume(application)
    attempt = scene.begun(application)
    asked = AttemptQuestion.objects.filter(attempt=attempt)
    assert asked.count() == 3
    assert not asked.filter(version__modality="tag").exists()


# Stages that come and go


def test_a_stage_that_is_added_is_not_for_who_was_through(interviewer, cast) -> None:
    done = scene.evaluated(interviewer)
    under_way = scene.applied(interviewer, "Under way")
    scene.sent_resume(under_way)
    added = workflow.add(interviewer, kind="resume", by=cast.colleague)
    run_due_jobs()
    assert applications.refresh(done).status == "completed"
    scene.answered(under_way)
    under_way.refresh_from_db()
    assert under_way.status == "in_progress"
    assert attempts.begin(application=under_way, stage=added).status == "open"


def test_a_stage_that_was_begun_and_removed_may_be_finished_and_one_that_was_not_is_skipped(
    interviewer, cast
) -> None:
    begun, before_it = scene.applied(interviewer, "Begun"), scene.applied(interviewer, "Before it")
    for application in (begun, before_it):
        scene.sent_resume(application)
    room = scene.begun(begun).stage
    run_due_jobs()
    workflow.remove(room, by=cast.colleague)
    run_due_jobs()
    before_it.refresh_from_db()
    assert before_it.status == "completed"
    with pytest.raises(Refused):
        attempts.begin(application=before_it, stage=room)
    scene.answered(begun)
    run_due_jobs()
    begun.refresh_from_db()
    assert (begun.status, begun.attempts.count()) == ("completed", 2)


def test_the_candidate_finishes_what_they_are_in_when_the_order_changes_around_them(
    interviewer, resume_stage, cast
) -> None:
    room = Stage.objects.get(interviewer=interviewer, kind="web_interview")
    application = scene.applied(interviewer)
    begun = attempts.begin(application=application, stage=resume_stage)
    workflow.reorder(interviewer, stage_ids=[room.id, resume_stage.id], by=cast.colleague)
    assert attempts.begin(application=application, stage=resume_stage) == begun
    with pytest.raises(Refused):
        attempts.begin(application=application, stage=room)
    scene.sent_resume(application)
    assert attempts.begin(application=application, stage=room).status == "open"


def test_two_stages_of_one_kind_each_have_their_own_address(walk, cast) -> None:
    second = workflow.add(walk.interviewer, kind="resume", by=cast.colleague)
    workflow.reorder(
        walk.interviewer,
        stage_ids=[
            Stage.objects.get(interviewer=walk.interviewer, position=0).id,
            second.id,
            Stage.objects.get(interviewer=walk.interviewer, kind="web_interview").id,
        ],
        by=cast.colleague,
    )
    walk.enter().send_resume()
    assert str(second.id) in walk.get("steps/").content.decode()
    assert walk.client.get(f"{walk.link}resume/{second.id}/").status_code == 200


# Retakes


def again(application: Application, stage: Stage) -> Attempt:
    return attempts.begin(application=application, stage=stage, again=True)


def test_a_stopped_candidate_tries_again_as_often_as_the_interviewer_says(
    interviewer, resume_stage, time_machine_at
) -> None:
    interviewer.most_retakes, interviewer.retake_cooldown_days = 1, 0.5
    interviewer.save()
    application = stopped(interviewer, resume_stage)
    with pytest.raises(Refused):
        attempts.begin(application=application, stage=resume_stage)
    with pytest.raises(Refused):
        again(application, resume_stage)
    with time_machine_at(clock.now() + timedelta(hours=12, seconds=1)):
        second = again(application, resume_stage)
        application.refresh_from_db()
        assert (second.number, application.status, application.stopped_by) == (2, "in_progress", "")
        scene.resumes.take_text(attempt=second, text=PASSING)
        scene.resumes.confirm(attempt=second, corrections={})
        run_due_jobs()
    second.refresh_from_db()
    assert second.outcome == "passed"
    assert application.attempts.get(number=1).outcome == "stopped"
    assert scene.begun(application).status == "open"


def test_a_retake_that_fails_as_well_stops_again_and_uses_up_what_there_was(
    interviewer, resume_stage
) -> None:
    interviewer.most_retakes = 1
    interviewer.save()
    application = stopped(interviewer, resume_stage)
    second = again(application, resume_stage)
    scene.resumes.take_text(attempt=second, text=PASSING)
    scene.resumes.confirm(attempt=second, corrections={})
    attempts.rule_on(
        attempt=second,
        score=None,
        checked=[scene_checked(second)],
    )
    application.refresh_from_db()
    assert application.status == "knocked_out"
    with pytest.raises(Refused):
        again(application, resume_stage)
    assert application.attempts.count() == 2


def scene_checked(attempt: Attempt) -> Any:
    version = AttemptQuestion.objects.select_related("version").filter(attempt=attempt)[0].version
    return evaluations.standing.Checked(str(version.id), version.text, True, "failed", "No")


def test_a_member_may_allow_one_candidate_to_try_again_where_the_interviewer_has_no_retakes(
    interviewer, resume_stage, cast
) -> None:
    application = stopped(interviewer, resume_stage)
    with pytest.raises(Refused):
        again(application, resume_stage)
    with pytest.raises(Forbidden):
        retaking.allow_retake(application, most=1, cooldown_days=0, by=cast.viewer)
    assert not told("candidates.RetakeAllowed")
    retaking.allow_retake(application, most=1, cooldown_days=0, by=cast.colleague)
    assert told("candidates.RetakeAllowed") == [
        {"application_id": str(application.id), "most": 1, "cooldown_days": 0}
    ]
    assert again(application, resume_stage).number == 2


def test_who_has_finished_may_do_a_stage_again_where_a_member_allows_it(interviewer, cast) -> None:
    application = scene.evaluated(interviewer)
    before = application.score
    room = Stage.objects.get(interviewer=interviewer, kind="web_interview")
    retaking.allow_retake(application, most=2, cooldown_days=0, by=cast.colleague)
    second = again(application, room)
    with pytest.raises(Refused):
        again(application, Stage.objects.get(interviewer=interviewer, kind="resume"))
    application.refresh_from_db()
    assert (application.status, application.score) == ("in_progress", before)
    scene.interviews.begin(attempt=second)
    scene.interviews.finish_early(attempt=second)
    run_due_jobs()
    application.refresh_from_db()
    assert application.status == "completed"
    assert application.score != before
    assert application.attempts.filter(stage=room).count() == 2


@pytest.mark.parametrize(
    ("most", "days", "field"),
    [(-1, 0, "most"), (11, 0, "most"), (1, -0.5, "cooldown_days"), (1, float("nan"), "cooldown_days")],
)
def test_what_cannot_be_is_refused_beside_its_field(interviewer, cast, most, days, field) -> None:
    application = scene.applied(interviewer)
    with pytest.raises(Refused) as refused:
        retaking.allow_retake(application, most=most, cooldown_days=days, by=cast.colleague)
    assert refused.value.field == field
    application.refresh_from_db()
    assert application.most_retakes is None


def test_the_map_offers_a_retake_with_what_is_left_and_says_when_the_wait_ends(
    walk, resume_stage, cast, time_machine_at
) -> None:
    dealbreaker(resume_stage)
    walk.enter(time_zone="Europe/Berlin").send_resume(PASSING)
    application = walk.application()
    attempt = application.attempts.get()
    attempts.rule_on(attempt=attempt, score=None, checked=[scene_checked(attempt)])
    page = walk.get("steps/").content.decode()
    assert "was not met" in page
    assert "do this step again" not in page
    retaking.allow_retake(application, most=2, cooldown_days=1, by=cast.colleague)
    page = walk.get("steps/").content.decode()
    assert "You can do this step again from" in page
    assert "(Europe/Berlin)" in page
    place = f"steps/{resume_stage.id}/again/"
    assert walk.post(place).headers["Location"].endswith("/steps/")
    with time_machine_at(clock.now() + timedelta(days=1, minutes=1)):
        page = walk.get("steps/").content.decode()
        assert "2 more times" in page
        assert place in page
        assert walk.post(place).headers["Location"].endswith(f"/resume/{resume_stage.id}/")
    assert application.attempts.count() == 2
    assert walk.get(place).status_code == 405
