"""Writing the task of a stage from its background: seen first, then taken over, by who may edit."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from greenroom.core import scope
from greenroom.core.errors import Refused
from greenroom.interviewers.actions import lifecycle, workflow
from greenroom.interviewers.models import Interviewer, QuestionVersion, Stage
from greenroom.stages.tests.scene import make_stage

BACKGROUND = "The tower has 24 floors & the crew has 3 people. Write a plan for the cleaning day."


@pytest.fixture
def stage(cast):
    with scope.scoped(cast.workspace.id):
        yield make_stage(cast.workspace, "scenario")


def place(stage: Stage) -> str:
    return reverse("scenario-write", args=[stage.interviewer.slug, stage.id])


def written(client: Client, stage: Stage, **more: str) -> tuple[dict[str, str], str]:
    """What the form that takes it over would send, and the page."""
    given = {"background": BACKGROUND, "mode": "error_detection", "seen": str(stage.revision), **more}
    page = client.post(place(stage), given).content.decode()
    signed = re.search(r'name="signed" value="([^"]+)"', page)
    assert signed
    return {**given, "signed": signed[1], "with_rubric": "on"}, page


def test_a_task_is_shown_then_taken_over_with_its_rubric_and_can_be_activated(stage, cast, sign_in):
    client = sign_in(cast.colleague)
    sent, page = written(client, stage)
    assert "24 floors &amp; the crew" in page
    stage.refresh_from_db()
    assert stage.config == {}
    assert client.post(place(stage), sent).status_code == 302
    stage.refresh_from_db()
    assert "24 floors" in stage.config["scenario"]
    assert stage.config["deliverable"] == "Write a plan for the cleaning day."
    assert (stage.config["mode"], stage.config["background"]) == ("error_detection", BACKGROUND)
    rubric = QuestionVersion.objects.filter(question__stage=stage)
    assert rubric.count() == 4
    assert rubric.filter(key_points=[]).count() == 1
    Interviewer.objects.update(status="draft", planning="done")
    assert lifecycle.activate(Interviewer.objects.get(), by=cast.owner).status == "active"


def test_a_second_task_keeps_the_mode_and_says_that_it_takes_the_place_of_the_first(stage, cast, sign_in):
    client = sign_in(cast.colleague)
    client.post(place(stage), written(client, stage)[0])
    stage.refresh_from_db()
    sent, page = written(client, stage, mode="standard")
    assert "takes the place of the task there is now" in page
    client.post(place(stage), {**sent, "background": "Other words."})
    stage.refresh_from_db()
    assert (stage.config["mode"], stage.revision) == ("error_detection", 2)


def test_what_somebody_set_meanwhile_is_not_overwritten_unseen(stage, cast, sign_in):
    client = sign_in(cast.colleague)
    sent, _page = written(client, stage)
    workflow.configure(stage, config={"rounds": 3}, by=cast.owner)
    answer = client.post(place(stage), sent)
    assert answer.status_code == 409
    stage.refresh_from_db()
    assert stage.config == {"rounds": 3}
    assert 'name="signed"' in answer.content.decode()
    assert client.post(place(stage), {**sent, "seen": "1"}).status_code == 302
    stage.refresh_from_db()
    assert stage.config["rounds"] == 3


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"background": "  "}, "Write a few sentences"),
        ({"background": BACKGROUND, "signed": "forged"}, "have it written once more"),
    ],
)
def test_nothing_to_write_from_and_what_was_never_shown_are_refused(stage, cast, sign_in, given, words):
    answer = sign_in(cast.colleague).post(place(stage), {"mode": "standard", **given})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    stage.refresh_from_db()
    assert stage.config == {}


def test_where_the_language_model_cannot_be_had_it_is_said_and_what_was_typed_stays(stage, cast, sign_in):
    cast.workspace.engines = {"write_scenario": "model"}
    cast.workspace.save()
    answer = sign_in(cast.colleague).post(place(stage), {"background": BACKGROUND, "mode": "standard"})
    assert answer.status_code == 422
    assert "no language model is configured" in answer.content.decode()
    assert "24 floors &amp; the crew" in answer.content.decode()


def test_only_who_may_edit_writes_and_only_for_a_stage_of_this_kind(stage, cast, sign_in):
    assert sign_in(cast.viewer).get(place(stage)).status_code == 403
    assert sign_in(cast.stranger).get(place(stage)).status_code == 404
    Stage.objects.update(kind="form")
    assert sign_in(cast.colleague).get(place(stage)).status_code == 404


def test_the_mode_of_a_written_scenario_stays(stage, cast):
    written = {"scenario": "A customer writes.", "mode": "error_detection"}
    workflow.configure(stage, config=written, by=cast.owner)
    with pytest.raises(Refused) as refused:
        workflow.configure(stage, config={"scenario": "A customer writes again."}, by=cast.owner)
    assert refused.value.field == "mode"
    assert workflow.configure(stage, config={**written, "rounds": 3}, by=cast.owner).config["rounds"] == 3
