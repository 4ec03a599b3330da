"""Trying a stage again: where the interviewer says so, and where a member allows one candidate to."""

from __future__ import annotations

from datetime import timedelta

import pytest

from greenroom.accounts.permissions import Forbidden
from greenroom.candidates.actions import attempts, retaking
from greenroom.candidates.models import Application, Attempt
from greenroom.candidates.tests.stopping import PASSING, dealbreaker, failed_check, stopped, told
from greenroom.core import clock
from greenroom.core.errors import Refused
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.evaluation.tests import scene
from greenroom.interviewers.models import Stage


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
        checked=[failed_check(second)],
    )
    application.refresh_from_db()
    assert application.status == "knocked_out"
    with pytest.raises(Refused):
        again(application, resume_stage)
    assert application.attempts.count() == 2


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
    attempts.rule_on(attempt=attempt, score=None, checked=[failed_check(attempt)])
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
