"""Questions about a candidate's resume in the typed interview: asked, marked, and left out of every score."""

from __future__ import annotations

import pytest

from greenroom.candidates.models import Application, Attempt
from greenroom.candidates.tests.stopping import ruled
from greenroom.candidates.tests.walking import Walk
from greenroom.conversations.models import Conversation, Turn
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.evaluation.models import QuestionScore
from greenroom.interviewers.models import Stage
from greenroom.stages.resume.tests.test_ways import WORKED

CLAIM, OTHER = "Cleaned towers by rope.", "Counted stock every week."


@pytest.fixture
def asking(walk: Walk) -> Walk:
    """A candidate whose interview asks about the resume."""
    ruled(Stage.objects.get(kind="web_interview"), config={"resume_questions": True})
    return walk.enter().send_resume(WORKED)


def put() -> list[tuple[str, str]]:
    """Each question that was put, with its mark."""
    turns = Turn.objects.filter(kind="question", speaker="interviewer").order_by("position")
    return [(turn.source, turn.text) for turn in turns]


def answer_all(walk: Walk) -> None:
    walk.get("interview/")
    for n in range(8):
        walk.say(f"I do number {n} with care, and I check my harness before every descent.", f"key-{n}")


def test_two_are_asked_one_early_and_one_late_marked_and_shown_to_the_candidate_as_such(asking):
    page = asking.get("interview/").content.decode()
    assert "How do you stay safe" in page
    answer_all(asking)
    assert [source for source, _text in put()] == ["", "resume", "", "", "resume"]
    resume = [text for source, text in put() if source]
    assert CLAIM in resume[0] or OTHER in resume[0]
    assert {CLAIM, OTHER} == {each for each in (CLAIM, OTHER) if any(each in text for text in resume)}


def test_they_are_marked_on_the_candidates_page(asking):
    asking.get("interview/")
    answer = asking.say("I check my harness before every descent.", "one")
    assert "your resume" in answer.content.decode()


def test_they_are_scored_by_nothing_and_the_recruiter_sees_whether_each_was_asked(asking, cast, sign_in):
    asking.get("interview/")
    asking.say("I check my harness before every descent.", "one")
    asking.post("interview/finish/")
    run_due_jobs()
    room = Attempt.objects.get(stage__kind="web_interview")
    scored = QuestionScore.objects.filter(evaluation__attempt=room)
    assert scored.count() == 1
    assert scored.get().question.text == "How do you stay safe on a rope?"
    application = Application.objects.get()
    slug = application.interviewer.slug
    page = sign_in(cast.colleague).get(f"/interviewers/{slug}/candidates/{application.id}/").content.decode()
    shown = page.split("Resume-derived questions")[1].split("</ul>")[0]
    assert "Upfront · Asked" in shown
    assert "Deferred · Not Asked" in shown


def test_none_are_asked_where_that_is_off_or_no_resume_was_given(walk):
    walk.enter().send_resume(WORKED)
    answer_all(walk)
    assert not [source for source, _text in put() if source]


def test_without_a_resume_the_interview_is_as_planned(walk):
    ruled(Stage.objects.get(kind="web_interview"), config={"resume_questions": True})
    ruled(Stage.objects.get(kind="resume"), config={"mandatory": False})
    walk.enter().post("resume/", {"do": "skip"})
    walk.get("interview/")
    assert len(Conversation.objects.get().state["plan"]["questions"]) == 3


def test_where_the_language_model_cannot_be_had_the_interview_begins_without_them(walk, cast):
    workspace = walk.interviewer.workspace
    workspace.engines = {"resume_questions": "model"}
    workspace.save()
    ruled(Stage.objects.get(kind="web_interview"), config={"resume_questions": True})
    walk.enter().send_resume(WORKED)
    assert walk.get("interview/").status_code == 200
    assert len(Conversation.objects.get().state["plan"]["questions"]) == 3
