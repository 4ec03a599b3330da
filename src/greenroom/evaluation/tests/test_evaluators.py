"""Those that read every interview alike: what they keep, and what they leave alone."""

from __future__ import annotations

from greenroom.candidates.models import Attempt
from greenroom.candidates.tests.walking import question
from greenroom.conversations.models import Turn
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.evaluation.actions import evaluations
from greenroom.evaluation.models import Claim, Proficiency, Tag
from greenroom.evaluation.tests import scene

RESUME = scene.RESUME.replace("2019 - 2024", "2019 - 2022")
ANSWERS = (
    "I cleaned windows for Highline Facades from 2014 to 2022. I check the harness before every descent.",
    (
        "When the wind picks up I stop the work, come down and tell the supervisor, although customers complain. "
        "A colleague checks the ropes again while I look at the sky, because nobody should rely on luck up there."
    ),
    "I have never done rope access. My notice period is two weeks and I expect 15 pounds an hour. I can work weekends.",
)


def test_an_interview_is_rated_read_and_held_beside_its_resume(interviewer, rubric) -> None:
    application = scene.evaluated(interviewer, resume=RESUME, answers=ANSWERS)
    claims = {each.kind: each for each in Claim.objects.select_related("first", "second")}
    assert claims["date"].first.resume_id
    assert claims["date"].second.text == "Highline Facades from 2014"
    assert claims["skill"].first.text.casefold() == "rope access"
    tags = {tag.name: tag for tag in Tag.objects.filter(evaluation__evaluator="structured")}
    assert tags["expected_pay"].typed["amount"] == 15.0
    assert tags["notice_period"].typed == {"kind": "duration", "days": 14.0, "passes": None}
    levels = {row.category: row for row in Proficiency.objects.select_related("rubric")}
    assert {each.rubric_id for each in levels.values()} == {rubric.current_id}
    assert levels["Vocabulary"].level is not None
    assert levels["Vocabulary"].evidence.exists()
    assert levels["Pronunciation"].level is None
    row = scene.evaluation(application, "cross_check")
    assert row.about["compared"] >= len(claims)
    assert row.queued_for is not None
    assert row.ran_for is not None
    application.refresh_from_db()
    assert application.status == "completed"


def test_without_a_rubric_or_anything_written_there_is_nothing_and_it_says_why(interviewer, rubric) -> None:
    rubric.is_active = False
    rubric.save()
    application = scene.met(interviewer)
    Attempt.objects.filter(application=application).update(resume=None)
    run_due_jobs()
    assert scene.evaluation(application, "proficiency").about == {"why": "no_rubric", "language": "en"}
    assert scene.evaluation(application, "cross_check").about["why"] == "nothing_written"
    assert not Proficiency.objects.exists()
    assert not Claim.objects.exists()


def test_a_question_that_was_asked_outright_is_read_with_its_type(interviewer) -> None:
    room = interviewer.stages.get(kind="web_interview")
    asked = question(
        room,
        3,
        "Do you confirm that everything you said is true?",
        modality="structured",
        expects={"type": "yes_no", "wanted": True},
    )
    scene.evaluated(interviewer, answers=[*scene.ANSWERS, "Yes, I confirm that."])
    tag = Tag.objects.get(name=f"confirm-{asked.id.hex}")
    assert (tag.value, tag.typed["value"], tag.typed["passes"]) == ("Yes", True, True)


def test_words_that_were_hard_to_hear_raise_no_claim(interviewer, rubric, cast) -> None:
    application = scene.met(interviewer, resume=RESUME, answers=ANSWERS)
    Turn.objects.filter(attempt__application=application, speaker="candidate").update(confidence=0.3)
    run_due_jobs()
    assert not Claim.objects.exists()
    assert {row.level for row in Proficiency.objects.all()} <= {None}
    row = scene.evaluation(application, "cross_check")
    Turn.objects.filter(attempt__application=application).update(heard_as="as it was misheard")
    evaluations.retry(row, by=cast.colleague)
    run_due_jobs()
    assert Claim.objects.exists()
