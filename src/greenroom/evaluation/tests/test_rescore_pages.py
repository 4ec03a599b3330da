"""Score again, in a browser: what changed, who would move, and letting that stand."""

from __future__ import annotations

import html

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from greenroom.candidates.models import Application, Attempt
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.evaluation.actions import evaluations
from greenroom.evaluation.models import Evaluation, ReadingHabit, Rescore
from greenroom.evaluation.queries.reading import alias
from greenroom.evaluation.tests import scene
from greenroom.evaluation.tests.test_rescoring import FIRST_POINTS, change_rubric
from greenroom.interviewers.models import Interviewer

URL = "/interviewers/window-cleaner/"
RESCORES = f"{URL}rescores/"
POLL = {"HX-Request": "true"}
MOST_STATEMENTS = 22


def browser(member) -> Client:
    client = Client()
    client.force_login(member.user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def read(client: Client, url: str, status: int = 200, **more) -> str:
    response = client.get(url, **more)
    assert response.status_code == status
    return html.unescape(response.content.decode())


@pytest.fixture
def recruiter(cast) -> Client:
    return browser(cast.colleague)


@pytest.fixture
def person(interviewer):
    Interviewer.objects.filter(id=interviewer.id).update(activated_at=interviewer.created_at)
    return scene.evaluated(interviewer)


def begun(client: Client, reason: str = "A point was missing.") -> Rescore:
    response = client.post(f"{RESCORES}begin/", {"reason": reason})
    assert response.status_code == 302
    return Rescore.objects.get(status="running")


def test_from_a_changed_rubric_to_new_scores_and_who_has_decided(
    interviewer, person, recruiter, cast
) -> None:
    assert "Nothing to score again" in read(recruiter, RESCORES)
    assert "See who would move" not in read(recruiter, f"{URL}questions/")
    change_rubric(interviewer, anchors={"1": "names no safety step at all"}, weight=2)
    notice = read(recruiter, f"{URL}questions/")
    assert "The scoring of 1 question has changed." in notice
    assert "1 person was scored before." in notice
    review = f"{URL}candidates/{person.id}/"
    assert "changed since" in read(recruiter, review)
    page = read(recruiter, RESCORES)
    assert "<del>measure</del>" in page
    assert "<mark>step</mark>" in page
    for words in ("Version 1", "Version 2", "<del>1</del>", "<mark>2</mark>", "mentions a submarine"):
        assert words in page
    refused = recruiter.post(f"{RESCORES}begin/", {"reason": "  "})
    assert (refused.status_code, Rescore.objects.count()) == (422, 0)
    assert "Say why people are scored again." in html.unescape(refused.content.decode())

    rescore = begun(recruiter)
    one = f"{RESCORES}{rescore.id}/"
    polled = read(recruiter, f"{one}?poll=1", headers=POLL)
    assert "0 of 1 scored" in polled
    assert "<html" not in polled
    assert "A rescore is open." in read(recruiter, RESCORES)
    assert recruiter.post(f"{RESCORES}begin/", {"reason": "Mine too."}).status_code == 422
    assert "still being scored" in read(recruiter, recruiter.post(f"{one}apply/").headers["Location"])
    run_due_jobs()
    row = rescore.people.get()
    page = read(recruiter, one)
    for words in (
        f"{row.before:.1f}",
        f"{row.after:.1f}",
        f"−{row.before - row.after:.1f}",
        review,
        "1 of 1",
    ):
        assert (words in page) == (words != "1 of 1")
    assert "Decisions that were made stay" in read(recruiter, f"{one}?confirm=apply")
    assert f"{one}apply/" not in read(recruiter, f"{one}?confirm=discard")
    assert recruiter.post(f"{one}apply/").status_code == 302
    person.refresh_from_db()
    assert person.score == row.after
    late = browser(cast.owner)
    told = read(late, late.post(f"{one}apply/").headers["Location"])
    assert "Applied" in told
    assert str(cast.colleague) in told
    assert "This was decided already." in told
    earlier = read(recruiter, RESCORES)
    assert "A point was missing." in earlier
    assert "Nothing to score again" in earlier
    assert "scored by its version 2" in read(recruiter, review)


def test_who_may_only_look_reads_both_and_changes_neither(interviewer, person, recruiter, cast) -> None:
    change_rubric(interviewer)
    onlooker = browser(cast.viewer)
    page = read(onlooker, RESCORES)
    assert "helicopter</mark>" in page
    assert "rescores/begin/" not in page
    one = f"{RESCORES}{begun(recruiter).id}/"
    assert "discard/" not in read(onlooker, one)
    run_due_jobs()
    page = read(onlooker, f"{one}?confirm=apply")
    assert "It waits to be applied or discarded." in page
    for act in ("apply/", "discard/"):
        assert act not in page
        assert onlooker.post(f"{one}{act}").status_code == 403
        assert browser(cast.stranger).post(f"{one}{act}").status_code == 404
    assert Rescore.objects.get().status == "ready"


def test_whoever_reads_blind_sees_no_name(interviewer, person, recruiter, cast) -> None:
    ReadingHabit.objects.create(workspace=cast.workspace, member=cast.colleague, blind=True)
    change_rubric(interviewer)
    rescore = begun(recruiter)
    run_due_jobs()
    page = read(recruiter, f"{RESCORES}{rescore.id}/")
    assert alias(person) in page
    assert "Casey" not in page
    assert "Casey Sample" in read(browser(cast.owner), f"{RESCORES}{rescore.id}/")


def test_who_crosses_a_minimum_who_failed_and_a_rubric_that_changed_again_are_told(
    interviewer, person, recruiter, cast
) -> None:
    other = scene.evaluated(interviewer, "Robin Sample")
    room = Attempt.objects.get(application=person, stage__kind="web_interview")
    Attempt.objects.filter(id=room.id).update(rule={"minimum_score": room.score})
    change_rubric(interviewer)
    rescore = begun(recruiter)
    proposed = Evaluation.every.filter(rescore=rescore, attempt__application=other)
    for row in proposed:
        evaluations.fail(evaluation_id=row.id, reason="The model is gone.")
    run_due_jobs()
    page = read(recruiter, f"{RESCORES}{rescore.id}/")
    assert f"Misses {room.score:g} now" in page
    assert "The model is gone." in page
    for said in ("Changed again since", "by a newer result"):
        assert said not in page
    Application.objects.filter(id=person.id).update(score=1.5)
    assert "has 1.5 since, by a newer result" in read(recruiter, f"{RESCORES}{rescore.id}/")
    change_rubric(interviewer, key_points=["mentions a ladder"])
    assert "The rubric has changed again since this began." in read(recruiter, f"{RESCORES}{rescore.id}/")
    recruiter.post(f"{RESCORES}{rescore.id}/discard/")
    page = read(recruiter, f"{RESCORES}{rescore.id}/")
    assert "Discarded: nobody moved" in page
    assert "ladder</mark>" in read(recruiter, RESCORES)


def test_both_pages_take_the_same_statements_for_one_person_and_for_three(
    interviewer, person, recruiter, cast
) -> None:
    def counted() -> tuple[int, int]:
        found = []
        change_rubric(interviewer, key_points=FIRST_POINTS, weight=1 + Rescore.objects.count())
        change_rubric(interviewer, key_points=FIRST_POINTS, weight=3 + Rescore.objects.count())
        with CaptureQueriesContext(connection) as caught:
            read(recruiter, RESCORES)
        found.append(len(caught))
        rescore = begun(recruiter)
        run_due_jobs()
        with CaptureQueriesContext(connection) as caught:
            read(recruiter, f"{RESCORES}{rescore.id}/")
        recruiter.post(f"{RESCORES}{rescore.id}/apply/")
        return found[0], len(caught)

    counted()
    before = counted()
    for name in ("Robin Sample", "Kim Sample"):
        scene.evaluated(interviewer, name)
    assert counted() == before
    assert max(before) <= MOST_STATEMENTS
