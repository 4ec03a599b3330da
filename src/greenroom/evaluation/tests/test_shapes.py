"""Questions whose answer has a shape, and tags: asked once more only where unclear, and never scored."""

from __future__ import annotations

from typing import Any

import pytest

from greenroom.candidates.models import Application, Attempt
from greenroom.candidates.tests.walking import question
from greenroom.conversations.actions import interviews
from greenroom.conversations.models import Turn
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.evaluation.models import Evidence, QuestionScore, Tag
from greenroom.evaluation.tests import scene
from greenroom.interviewers.models import Question, QuestionVersion, Stage

LICENCE = "Do you hold a valid driving licence?"


@pytest.fixture
def room(interviewer) -> Stage:
    """An interview of one question: yes or no, and yes is wanted."""
    stage = Stage.objects.get(interviewer=interviewer, kind="web_interview")
    Question.objects.filter(stage=stage).update(current=None)
    stage.questions.all().delete()
    question(
        stage,
        0,
        LICENCE,
        modality="structured",
        weight=0,
        is_dealbreaker=True,
        expects={"type": "yes_no", "wanted": True},
    )
    return stage


def hold(interviewer, *answers: str) -> Attempt:
    application = scene.applied(interviewer)
    scene.sent_resume(application)
    return scene.answered(application, answers)


def asked(attempt: Attempt) -> list[tuple[str, str]]:
    rows = Turn.objects.filter(attempt=attempt, speaker="interviewer", kind__in=["question", "follow_up"])
    return list(rows.order_by("position").values_list("kind", "text"))


def verdict(attempt: Attempt) -> Any:
    run_due_jobs()
    return QuestionScore.objects.get(evaluation__attempt=attempt)


@pytest.mark.parametrize(("answer", "expected"), [("Yes, I do.", "passed"), ("No.", "failed")])
def test_a_clear_answer_is_taken_without_a_follow_up_and_quoted(interviewer, room, answer, expected) -> None:
    attempt = hold(interviewer, answer)
    assert asked(attempt) == [("question", LICENCE)]
    found = verdict(attempt)
    assert (found.verdict, found.score) == (expected, None)
    quote = Evidence.objects.get(score=found)
    assert quote.text in answer
    attempt.refresh_from_db()
    assert (attempt.score, attempt.coverage, attempt.status) == (None, 1, "evaluated")


def test_an_unclear_answer_is_asked_for_once_more_and_no_more(interviewer, room) -> None:
    attempt = hold(interviewer, "I drove a van for my uncle once.", "My uncle has a van and I drove it.")
    kinds = asked(attempt)
    assert [kind for kind, _text in kinds] == ["question", "follow_up"]
    assert LICENCE in kinds[1][1]
    assert verdict(attempt).verdict == "unknown"


def test_a_dealbreaker_of_an_interview_stops_by_the_words_that_were_said(interviewer, room) -> None:
    Stage.objects.filter(id=room.id).update(enforces_dealbreakers=True)
    attempt = hold(interviewer, "No, I do not have one.")
    run_due_jobs()
    application = Application.objects.get(id=attempt.application_id)
    assert application.status == "knocked_out"
    assert LICENCE in application.stopped_by
    attempt.refresh_from_db()
    quote = Evidence.objects.get(score__evaluation__attempt=attempt)
    assert attempt.stop["answer"] == quote.text


def test_a_question_back_is_answered_and_the_question_stands(interviewer, room) -> None:
    application = scene.applied(interviewer)
    scene.sent_resume(application)
    attempt = scene.begun(application)
    interviews.hear(attempt=attempt, text="What are the working hours?", key="k1")
    newest = Turn.objects.filter(attempt=attempt).latest("position")
    assert LICENCE in newest.text
    assert asked(attempt) == [("question", LICENCE)]


def test_tags_of_a_stage_are_listened_for_as_they_were_when_it_began(interviewer, room) -> None:
    early = question(room, 1, "Favourite tool", modality="tag", weight=0, expects={"type": "fact"})
    application = scene.applied(interviewer)
    scene.sent_resume(application)
    attempt = scene.begun(application)
    question(room, 2, "Shoe size", modality="tag", weight=0, expects={"type": "fact"})
    later = QuestionVersion.objects.create(
        workspace_id=room.workspace_id, question=early.question, number=2, modality="tag", text="Boots"
    )
    Question.objects.filter(id=early.question_id).update(current=later)
    wanted = "Yes. My favourite tool is the squeegee, and my shoe size is 44."
    interviews.hear(attempt=attempt, text=wanted, key="k1")
    interviews.finish_early(attempt=attempt)
    run_due_jobs()
    labels = set(Tag.objects.filter(evaluation__attempt=attempt).values_list("label", flat=True))
    assert "Favourite tool" in labels
    assert not labels & {"Shoe size", "Boots"}
