"""A recruiter marks answers beside the machine. Nobody's score moves, whatever comes out."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.urls import reverse

from greenroom.accounts.permissions import Forbidden
from greenroom.candidates.models import Application, Attempt, AttemptQuestion, Candidate
from greenroom.compliance.contract import Subject
from greenroom.conversations.models import Turn
from greenroom.core import clock
from greenroom.core.errors import NotFound, Refused
from greenroom.core.models import StoredEvent
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.evaluation import holdings
from greenroom.evaluation.actions import calibrating, evaluations
from greenroom.evaluation.models import (
    Calibration,
    CalibrationAnswer,
    CalibrationMark,
    Evaluation,
    QuestionScore,
    ReadingHabit,
)
from greenroom.evaluation.queries import calibration as queries
from greenroom.evaluation.queries.calibration_drift import drift
from greenroom.evaluation.queries.reading import alias
from greenroom.evaluation.tests.test_rescoring import change_rubric
from greenroom.interviewers.models import QuestionVersion, Stage
from greenroom.skills import registry as skills

SCORES = (1.0, None, 3.0, 2.9, 4.5, 5.0, 1.5, 3.2, 4.0, 2.0, 3.4, 3.9)
"""The machine's marks; None: not addressed."""
NAME = "Quillon Zephyrine"


def heard(interviewer, scores, *, name=NAME, is_test=False) -> Attempt:
    """Somebody who was asked as many questions as there are scores, and what the machine gave each."""
    workspace = interviewer.workspace
    room = Stage.objects.get(interviewer=interviewer, kind="web_interview")
    versions = QuestionVersion.objects.filter(question__stage=room, number=1).order_by("question__position")
    email = f"person{Candidate.objects.count()}@example.org"
    whose = {"workspace": workspace}
    person = Candidate.objects.create(**whose, name=name, email=email, found_by=name.lower())
    application = Application.objects.create(
        **whose, candidate=person, interviewer=interviewer, status="completed", is_test=is_test, score=50
    )
    attempt = Attempt.objects.create(
        **whose, application=application, stage=room, status="evaluated", score=50
    )
    evaluation = Evaluation.objects.create(
        **whose, attempt=attempt, evaluator="scorecard", status="done", finished_at=clock.now()
    )
    evaluation.engine, evaluation.version = "built-in", skills.get("score_answer").builtin_version
    evaluation.save()
    for place, (version, score) in enumerate(zip(versions, scores, strict=False)):
        AttemptQuestion.objects.create(**whose, attempt=attempt, version=version, position=place, asked=True)
        said = {"attempt": attempt, "question": version, "start_ms": 0, "end_ms": 1, **whose}
        Turn.objects.create(
            **said, position=2 * place, speaker="interviewer", kind="question", text=f"{name}: {version.text}"
        )
        Turn.objects.create(
            **said,
            position=2 * place + 1,
            speaker="candidate",
            kind="answer",
            text="I check the harness before every descent.",
        )
        QuestionScore.objects.create(
            **whose,
            evaluation=evaluation,
            question=version,
            verdict="not_addressed" if score is None else "scored",
            score=score,
            confidence=0.9,
            reason="Said so.",
        )
    return attempt


@pytest.fixture
def people(interviewer) -> list[Attempt]:
    """Four people with three answers each."""
    return [heard(interviewer, SCORES[at : at + 3]) for at in range(0, 12, 3)]


@pytest.fixture
def calibration(interviewer, people, cast) -> Calibration:
    return calibrating.begin(interviewer=interviewer, size=12, by=cast.colleague)


def standing_state() -> list[object]:
    """Everything that a score rests on."""
    return [
        list(Application.objects.order_by("id").values_list("id", "score", "status")),
        list(Attempt.objects.order_by("id").values_list("id", "score", "status")),
        list(Evaluation.objects.order_by("id").values_list("id", "number", "status", "engine")),
    ]


def mark_all(calibration, member, given=(3.0,)) -> None:
    for place, answer in enumerate(CalibrationAnswer.objects.filter(calibration=calibration)):
        calibrating.mark(calibration, answer.id, verdict="scored", mark=given[place % len(given)], by=member)
    calibrating.finish(calibration, by=member)


def test_answers_of_every_band_are_drawn_of_people_who_meant_it(interviewer, people, cast) -> None:
    heard(interviewer, (2.0, 2.0, 2.0), is_test=True)
    Turn.objects.filter(attempt=heard(interviewer, (5.0,)), speaker="candidate").delete()
    Turn.objects.filter(attempt=people[0], kind="answer", question__text="Why us?").update(text="")
    first, second = (
        calibrating.begin(interviewer=interviewer, size=10, by=cast.colleague) for _each in range(2)
    )
    drawn = [
        list(made.answers.order_by("position").values_list("attempt_id", "question_id"))
        for made in (first, second)
    ]
    assert drawn[0] == drawn[1]
    assert len(drawn[0]) == 10
    assert {attempt for attempt, _ in drawn[0]} <= {person.id for person in people}
    found = queries.standing(first)
    bands = [round(mark) for mark in found.runs[0].marks.values()]
    assert min(bands) == 1
    assert 3 in bands
    assert max(bands) >= 4
    question = people[0].questions.first().version.question
    with pytest.raises(Refused, match="6 more are needed"):
        calibrating.begin(interviewer=interviewer, size=10, question=question, by=cast.colleague)
    for size in (9, 31):
        with pytest.raises(Refused, match="10 to 30"):
            calibrating.begin(interviewer=interviewer, size=size, by=cast.colleague)
    with pytest.raises(Forbidden):
        calibrating.begin(interviewer=interviewer, size=10, by=cast.viewer)
    assert Calibration.objects.count() == 2


def test_marks_are_kept_as_they_are_given_and_move_nobody(calibration, cast) -> None:
    before, answer = standing_state(), calibration.answers.first()
    give = {"by": cast.colleague}
    for wrong in (None, 0.5, 5.5, 3.3):
        with pytest.raises(Refused, match="halves"):
            calibrating.mark(calibration, answer.id, verdict="scored", mark=wrong, **give)
    for verdict, mark in (("scored", 3.5), ("skipped", 4.0), ("not_addressed", None)):
        calibrating.mark(calibration, answer.id, verdict=verdict, mark=mark, **give)
    assert list(CalibrationMark.objects.values_list("verdict", "mark")) == [("not_addressed", None)]
    with pytest.raises(NotFound):
        calibrating.mark(calibration, UUID(int=1), verdict="skipped", **give)
    with pytest.raises(Forbidden):
        calibrating.mark(calibration, answer.id, verdict="skipped", by=cast.viewer)
    calibrating.finish(calibration, **give)
    calibrating.finish(calibration, **give)
    with pytest.raises(Refused, match="stay as they are"):
        calibrating.mark(calibration, answer.id, verdict="scored", mark=5.0, **give)
    calibrating.mark(calibration, answer.id, verdict="scored", mark=5.0, by=cast.owner)
    assert standing_state() == before
    told = StoredEvent.objects.filter(name="evaluation.CalibrationFinished").get()
    assert told.actor_id == cast.colleague.actor.id


def test_a_change_is_seen_before_it_is_trusted(calibration, interviewer, cast, monkeypatch) -> None:
    mark_all(calibration, cast.colleague)
    with pytest.raises(Refused, match="Nothing has changed"):
        calibrating.compare_again(calibration, by=cast.colleague)
    change_rubric(interviewer)
    found = drift(queries.standing(calibration))
    assert (list(found.changed), found.rubrics) == ([], 1)
    before = standing_state()
    Evaluation.objects.update(version="0")
    assert drift(queries.standing(calibration)).changed == ["version"]
    with pytest.raises(Forbidden):
        calibrating.compare_again(calibration, by=cast.viewer)
    run = calibrating.compare_again(calibration, by=cast.colleague)
    with pytest.raises(Refused, match="already"):
        calibrating.compare_again(calibration, by=cast.owner)
    run_due_jobs()
    assert standing_state() == before
    first, second = queries.standing(calibration).runs
    assert second.waiting == 0
    assert second.failed == []
    assert len(second.marks) == 12
    assert second.marks != first.marks
    assert second.made_by == [("built-in", "", skills.get("score_answer").builtin_version)]
    by_rubric = {
        second.rubrics[answer.id] for answer in calibration.answers.filter(question__question__position=0)
    }
    assert by_rubric == {UUID(each) for each in run.rubrics.values()}
    assert not drift(queries.standing(calibration))
    assert Evaluation.every.filter(is_proposed=True).count() == 4


def test_a_language_model_is_held_against_the_same_marks(
    calibration, cast, language_model, monkeypatch
) -> None:
    """The workspace has chosen it since the answers were marked."""
    mark_all(calibration, cast.colleague)
    calibration.refresh_from_db()
    found = drift(queries.standing(calibration))
    assert "engine" in found.changed
    assert "model" in found.changed
    before = standing_state()
    calibrating.compare_again(calibration, by=cast.colleague)
    evaluations.run(evaluation_id=Evaluation.every.filter(is_proposed=True)[0].id)
    assert standing_state() == before
    last = queries.standing(calibration).runs[-1]
    assert [made[:2] for made in last.made_by] == [("model", "stand-in")]
    assert (len(last.marks), last.waiting) == (3, 3)
    for row in Evaluation.every.filter(is_proposed=True, status="waiting"):
        evaluations.fail(evaluation_id=row.id, reason="Not in this test.")
    assert not drift(queries.standing(calibration))
    monkeypatch.setenv("GREENROOM_MODEL_NAME", "another")
    assert drift(queries.standing(calibration)).changed == ["model"]


def test_what_could_not_be_marked_again_can_be_asked_for_once_more(calibration, cast) -> None:
    Evaluation.objects.update(version="0")
    calibrating.compare_again(calibration, by=cast.colleague)
    for row in Evaluation.every.filter(is_proposed=True):
        evaluations.fail(evaluation_id=row.id, reason="The model is gone.")
    last = queries.standing(calibration).runs[-1]
    assert (last.marks, set(last.failed)) == ({}, {"The model is gone."})
    assert calibrating.compare_again(calibration, by=cast.colleague).number == 3


def test_who_is_erased_takes_their_answers_along(calibration, people, interviewer, cast, sign_in) -> None:
    mark_all(calibration, cast.colleague)
    person = people[0].application
    ids = frozenset({person.id})
    none: frozenset[str] = frozenset()
    subject = Subject(
        candidate_id=person.candidate_id,
        row_ids=ids,
        application_ids=ids,
        names=none,
        emails=none,
        phones=none,
    )
    shown = [fact for sheet in holdings.show(subject) for fact in sheet.facts]
    assert [value for _label, value in shown].count("3.0 / 5.") >= 3
    holdings.erase(subject)
    found = queries.standing(calibration)
    assert (found.erased, len(found.finished[0].marks), len(found.runs[0].marks)) == (3, 9, 9)
    page = sign_in(cast.colleague).get(at(calibration)).content.decode()
    assert "3 answers are gone" in page
    assert "It takes 10 for figures" in page


def at(calibration, name="calibration") -> str:
    return reverse(name, args=[calibration.interviewer.slug, calibration.id])


def test_a_recruiter_marks_blind_and_then_sees_how_far_both_agree(
    calibration, people, cast, sign_in, django_assert_max_num_queries
) -> None:
    client, answers = sign_in(cast.colleague), list(calibration.answers.all())
    page = client.get(at(calibration)).content.decode()
    assert "Mark the answers" in page
    assert "Widest apart" not in page
    for place, answer in enumerate(answers):
        sheet = client.get(at(calibration, "calibration-mark"))
        page = sheet.content.decode()
        assert sheet.context["sheet"].number == place + 1
        assert "I check the harness" in page
        assert "names no safety measure at all" in page
        assert "Zephyrine" not in page
        assert "Said so." not in page
        form = {"answer": str(answer.id), "mark": "none" if place == 0 else "skip" if place == 1 else "3.5"}
        assert client.post(at(calibration, "calibration-mark"), form).status_code == 302
    assert CalibrationMark.objects.filter(verdict="scored").count() == 10
    again = client.get(f"{at(calibration, 'calibration-mark')}?at=1").content.decode()
    assert "you said: not addressed" in again
    refused = client.post(
        f"{at(calibration, 'calibration-mark')}?at=1", {"answer": str(answers[0].id), "mark": "9"}
    )
    assert refused["Location"].endswith("?at=1")
    last = client.get(at(calibration, "calibration-mark")).content.decode()
    assert "See how far we agree" in last
    client.post(at(calibration, "calibration-finish"))
    with django_assert_max_num_queries(30):
        page = client.get(at(calibration)).content.decode()
    assert "n = 11" in page
    assert NAME in page
    assert f"/candidates/{people[0].application_id}/?tab=" in page
    assert "÷ 11 =" in page
    assert page.count('class="shade-') == 25
    assert "Neither the engine" in page
    mark_all(calibration, cast.owner, (1.0, 2.0, 3.0, 4.0, 5.0))
    page = client.get(at(calibration)).content.decode()
    assert "Everybody who has marked" in page
    ReadingHabit.objects.create(workspace=cast.workspace, member=cast.colleague, blind=True)
    page = client.get(at(calibration)).content.decode()
    assert NAME not in page
    assert alias(people[0].application) in page


def test_a_viewer_reads_and_a_stranger_finds_nothing(calibration, interviewer, cast, sign_in) -> None:
    mark_all(calibration, cast.colleague)
    everything = reverse("calibrations", args=[interviewer.slug])
    viewer = sign_in(cast.viewer)
    assert "Widest apart" in viewer.get(at(calibration)).content.decode()
    page = viewer.get(everything).content.decode()
    assert "1 person" in page
    assert "Begin one" not in page
    assert viewer.post(at(calibration, "calibration-compare")).status_code == 403
    assert sign_in(cast.stranger).get(at(calibration)).status_code == 404
    recruiter = sign_in(cast.colleague)
    answer = recruiter.post(f"{everything}begin/", {"size": "12", "question": ""})
    assert answer["Location"].endswith("/mark/")
    small = recruiter.post(f"{everything}begin/", {"size": "3"})
    assert small.status_code == 422
    assert "Choose from 10 to 30 answers." in small.content.decode()


def test_a_comparison_is_shown_beside_what_it_replaces(calibration, interviewer, cast, sign_in) -> None:
    mark_all(calibration, cast.colleague)
    client = sign_in(cast.colleague)
    Evaluation.objects.update(version="0")
    assert "the version of the prompt or the engine" in client.get(at(calibration)).content.decode()
    client.post(at(calibration, "calibration-compare"))
    waiting = client.get(at(calibration)).content.decode()
    assert 'data-controller="poll"' in waiting
    assert "n = 12" in waiting
    run_due_jobs()
    part = client.get(f"{at(calibration)}?poll=1", headers={"HX-Request": "true"}).content.decode()
    assert "marks moved" in part
    assert "<html" not in part
    assert "Before: built-in 0. Now: built-in" in part


def test_the_command_prints_how_far_a_workspace_agrees(calibration, cast) -> None:
    from greenroom.cli.calibrations import told  # noqa: PLC0415

    mark_all(calibration, cast.colleague)
    Evaluation.objects.update(version="0")
    (found,) = told(cast.workspace.name)
    assert (found["answers"], found["changed_since"]) == (12, ["version"])
    ((person,), number) = (found["runs"][0]["people"], found["runs"][0]["number"])
    assert (person["n"], number, person["kappa"]) == (12, 1, 0.0)
    with pytest.raises(Refused, match="no workspace"):
        told("Nobody's")
