"""What a rule says of a stage, what a candidate sees of it, and what a person can do about it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from greenroom.accounts.permissions import Forbidden
from greenroom.candidates.actions import applications, attempts, going_on
from greenroom.candidates.models import Attempt, AttemptQuestion
from greenroom.candidates.tests.stopping import PASSING, dealbreaker, ruled, stopped, told
from greenroom.candidates.tests.walking import RESUME, question
from greenroom.core import clock
from greenroom.core.errors import Refused
from greenroom.core.models import StoredEvent
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.evaluation.actions import evaluations
from greenroom.evaluation.tests import scene
from greenroom.interviewers.actions import workflow
from greenroom.interviewers.models import Stage
from greenroom.outreach.models import Message


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
    with time_machine_at(clock.now() + going_on.PATIENCE + timedelta(seconds=1)):
        run_due_jobs()
        going_on.tell(attempt_id=gone.attempts.get().id)
    message = Message.objects.get(kind="next_step")
    assert message.recipient == gone.candidate.email
    assert interviewer.title in message.body


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
