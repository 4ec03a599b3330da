"""A member walks through their own interviewer: as a candidate sees it, and counted nowhere."""

from __future__ import annotations

import pytest
from django.test import Client

from greenroom.accounts.permissions import Forbidden
from greenroom.candidates.actions import going_on
from greenroom.candidates.actions.testing import begin_test
from greenroom.candidates.models import Application, Candidate
from greenroom.candidates.queries import counts, listing
from greenroom.candidates.tests.walking import Walk
from greenroom.core.errors import Refused
from greenroom.core.models import StoredEvent
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.evaluation.tests import scene
from greenroom.interviewers.actions import lifecycle
from greenroom.interviewers.models import Interviewer, Stage
from greenroom.outreach.models import Message

PREVIEW = "/interviewers/window-cleaner/preview/"


@pytest.fixture
def member(cast) -> Client:
    client = Client()
    client.force_login(cast.colleague.user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def draft(interviewer: Interviewer) -> None:
    Interviewer.objects.filter(id=interviewer.id).update(status="draft", deadline=None)


def test_a_member_walks_a_draft_from_the_first_step_to_the_last(interviewer, member) -> None:
    draft(interviewer)
    walk = Walk(interviewer, member)
    assert member.post(PREVIEW).headers["Location"] == f"{walk.link}steps/"
    assert "Nothing you do here counts" in walk.get("steps/").content.decode()
    walk.send_resume().interview()
    run_due_jobs()
    application = Application.objects.get()
    assert (application.is_test, application.status) == (True, "completed")
    assert application.score is not None
    page = member.get(f"/interviewers/window-cleaner/candidates/{application.id}/").content.decode()
    assert ">Test<" in page.replace("\n", "")
    assert member.get("/interviewers/window-cleaner/candidates/").status_code == 200  # still signed in


def test_nobody_else_comes_into_a_draft(interviewer, member, walk) -> None:
    draft(interviewer)
    member.post(PREVIEW)
    for place in ("", "steps/", "resume/"):
        assert walk.get(place).status_code == 404
    foreign = Application.objects.get()
    session = walk.client.session
    session["applications"] = {str(interviewer.id): str(foreign.candidate_id)}
    session.save()
    assert walk.get("steps/").status_code == 404


def test_a_test_is_nobody_in_lists_counts_and_tallies(interviewer, cast) -> None:
    asked = listing.Asked()
    before = (counts.of_interviewers([interviewer.id]), listing.of_interviewer(interviewer, asked).by_status)
    begin_test(interviewer, by=cast.colleague)
    found = listing.of_interviewer(interviewer, asked)
    assert (counts.of_interviewers([interviewer.id]), found.by_status) == before
    assert not found.found.rows
    assert not listing.matching(interviewer, asked).exists()
    assert counts.with_candidates(Interviewer.objects.all()).get().candidates == 0
    assert not counts.has_any(interviewer)


def test_each_test_begins_anew_and_is_kept_as_an_event(interviewer, cast) -> None:
    first, second = (begin_test(interviewer, by=cast.colleague) for _ in range(2))
    assert first.candidate_id != second.candidate_id
    told = StoredEvent.objects.filter(name="candidates.TestBegun")
    assert [event.actor_id for event in told] == [cast.colleague.actor.id] * 2


def test_no_mail_is_written_to_a_test(interviewer, cast) -> None:
    Stage.objects.filter(interviewer=interviewer, kind="resume").update(waits_for_person=True)
    application = begin_test(interviewer, by=cast.colleague)
    attempt = scene.sent_resume(application)
    going_on.let_on(application, by=cast.colleague)
    going_on.tell(attempt_id=attempt.id)
    assert not Message.objects.exists()


def test_a_viewer_tries_nothing_out(interviewer, cast) -> None:
    with pytest.raises(Forbidden):
        begin_test(interviewer, by=cast.viewer)
    client = Client()
    client.force_login(cast.viewer.user, backend="django.contrib.auth.backends.ModelBackend")
    assert client.post(PREVIEW).status_code == 403
    assert not Application.objects.exists()


def test_without_a_stage_there_is_nothing_to_try_out(interviewer, cast) -> None:
    for stage in Stage.objects.filter(interviewer=interviewer):
        Stage.objects.filter(id=stage.id).update(removed_at=interviewer.created_at)
    with pytest.raises(Refused):
        begin_test(interviewer, by=cast.colleague)


def test_an_interviewer_that_was_only_tried_out_can_be_deleted_and_its_tests_go_with_it(
    interviewer, cast
) -> None:
    application = begin_test(interviewer, by=cast.colleague)
    scene.sent_resume(application)
    scene.answered(application)
    run_due_jobs()
    lifecycle.delete(interviewer, name=interviewer.title, in_use=counts.has_any, by=cast.owner)
    assert not Application.objects.exists()
    assert not Candidate.objects.exists()
    assert not Interviewer.objects.exists()
