"""An interviewer tried on played candidates: by the real engines, leaving no trace among candidates."""

from __future__ import annotations

import pytest

from greenroom.accounts.permissions import Forbidden
from greenroom.billing.models import Charge
from greenroom.candidates.models import Application, Candidate
from greenroom.core.errors import Refused
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.guidance.models import Persona
from greenroom.interviewers.actions import drafting, questions
from greenroom.interviewers.models import Question
from greenroom.rehearsal.actions import rehearsals
from greenroom.rehearsal.models import Rehearsal
from greenroom.rehearsal.queries.rehearsals import last_of
from greenroom.skills.desk import judge

pytestmark = pytest.mark.django_db


@pytest.fixture
def interviewer(in_workspace):
    return drafting.from_template("forklift-driver", by=in_workspace.colleague)


def rehearsed(interviewer, by):
    rehearsals.ask(interviewer, by=by)
    run_due_jobs()
    return last_of(interviewer)


def test_a_strong_candidate_scores_above_a_typical_one_above_a_weak_one(interviewer, in_workspace):
    shown = rehearsed(interviewer, in_workspace.colleague)
    assert shown.levels == ["weak", "typical", "strong"]
    weak, typical, strong = shown.totals
    assert weak + 15 < typical < strong - 15
    assert [len(line.scores) for line in shown.lines] == [3, 3, 3, 3]


def test_it_takes_less_than_ten_seconds(interviewer, in_workspace):
    assert rehearsed(interviewer, in_workspace.colleague).row.ms < 10_000


def test_the_same_interviewer_rehearses_the_same_twice(interviewer, in_workspace):
    first = rehearsed(interviewer, in_workspace.colleague).runs
    assert rehearsed(interviewer, in_workspace.colleague).runs == first
    assert Rehearsal.objects.count() == 1


def test_what_a_score_quotes_was_said_by_the_played_candidate(interviewer, in_workspace):
    for run in rehearsed(interviewer, in_workspace.colleague).runs:
        said = "\n".join(text for speaker, text in run["transcript"] if speaker == "candidate")
        for question in run["questions"]:
            for quote in question["quotes"]:
                assert all(line in said for line in quote.split("\n"))


def test_it_talks_as_the_interviewer_does(interviewer, in_workspace, monkeypatch):
    speaks = Persona.objects.create(workspace=in_workspace.workspace, name="Fern", manner="Warm and brief.")
    interviewer.persona, interviewer.context = speaks, {**interviewer.context, "style": "Say “we”."}
    interviewer.save()
    asked = []

    def heard(name, given, *, engines):
        asked.append(given) if name == "next_turn" else None
        return judge(name, given, engines=engines)

    monkeypatch.setattr(rehearsals, "judge", heard)
    rehearsed(interviewer, in_workspace.colleague)
    assert {(given.manner, given.instructions) for given in asked} == {("Warm and brief.", "Say “we”.")}
    stage = Question.objects.filter(current__modality="open").first().stage
    stage.config = {**stage.config, "instructions": "Ask slowly."}
    stage.save()
    asked.clear()
    rehearsed(interviewer, in_workspace.colleague)
    assert {given.instructions for given in asked} == {"Ask slowly."}


def test_nobody_is_counted_and_nothing_is_billed(interviewer, in_workspace):
    rehearsed(interviewer, in_workspace.colleague)
    assert not Candidate.objects.exists()
    assert not Application.objects.exists()
    assert not Charge.objects.exists()


def test_without_an_open_question_there_is_nothing_to_play(interviewer, in_workspace):
    for question in Question.objects.filter(current__modality="open"):
        questions.remove(question, by=in_workspace.colleague)
    with pytest.raises(Refused, match="no open question"):
        rehearsals.ask(interviewer, by=in_workspace.colleague)
    assert not Rehearsal.objects.exists()


def test_a_viewer_looks_and_starts_none(interviewer, in_workspace, sign_in):
    rehearsed(interviewer, in_workspace.colleague)
    with pytest.raises(Forbidden):
        rehearsals.ask(interviewer, by=in_workspace.viewer)
    page = sign_in(in_workspace.viewer).get(f"/interviewers/{interviewer.slug}/rehearsal/").content.decode()
    assert "Strong candidate" in page
    assert "Play again" not in page


def test_the_page_waits_and_then_shows_what_came_of_it(interviewer, in_workspace, sign_in):
    client, where = sign_in(in_workspace.colleague), f"/interviewers/{interviewer.slug}/rehearsal/"
    assert "Not rehearsed yet" in client.get(where).content.decode()
    assert client.post(f"{where}play/")["Location"] == where
    assert "Playing" in client.get(where).content.decode()
    fragment = {"HX-Request": "true", "HX-Target": "rehearsal"}
    assert client.get(where, headers=fragment).status_code == 204
    run_due_jobs()
    shown = client.get(where, headers=fragment).content.decode()
    assert "Stage score" in shown
    assert "<html" not in shown


def test_statements_do_not_grow_with_the_questions(
    interviewer, in_workspace, sign_in, django_assert_max_num_queries
):
    rehearsed(interviewer, in_workspace.colleague)
    client = sign_in(in_workspace.colleague)
    with django_assert_max_num_queries(9):
        client.get(f"/interviewers/{interviewer.slug}/rehearsal/")
