"""The settings of one stage: its rule, its kind's own fields, errors in place, and two windows."""

from __future__ import annotations

from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from greenroom.interviewers import registry
from greenroom.interviewers.actions import questions, workflow
from greenroom.interviewers.models import Stage
from greenroom.interviewers.rules.wording import Wording
from greenroom.interviewers.tests.test_stages_page import page_of, stages_of
from greenroom.interviewers.web.config_form import ConfigForm

pytestmark = pytest.mark.django_db


@pytest.fixture
def interview(two) -> Stage:
    return stages_of(two)[1]


def address(stage: Stage) -> str:
    return page_of(stage.interviewer, f"{stage.id}/")


def typed(stage: Stage, **changes: object) -> dict[str, object]:
    """What a browser would send of the form as it stands, with these changes."""
    form = ConfigForm(registry.get(stage.kind).config, stage.config)
    sent: dict[str, object] = {
        name: "on" if value is True else value
        for name, value in form.initial.items()
        if name in form.fields and value not in (None, False)
    }
    rule = {
        "waits_for_person": "yes" if stage.waits_for_person else "no",
        "weight": stage.weight,
        "seen": stage.revision,
    }
    return {key: value for key, value in {**sent, **rule, **changes}.items() if value is not None}


def test_a_form_sent_as_it_stands_changes_nothing(interview, recruiter):
    for stage in stages_of(interview.interviewer):
        before = stage.config
        assert recruiter.post(address(stage), typed(stage))["Location"] == address(stage)
        stage.refresh_from_db()
        assert (stage.revision, stage.config) == (0, before)


def test_the_rule_and_the_settings_are_saved_together(interview, recruiter):
    sent = typed(
        interview,
        enforces_dealbreakers="on",
        minimum_score="60.5",
        waits_for_person="yes",
        weight="2",
        video="on",
        num_questions="9",
        **{"web_interview_config.max_duration_seconds": "900"},
    )
    assert recruiter.post(address(interview), sent).status_code == 302
    interview.refresh_from_db()
    assert (interview.enforces_dealbreakers, interview.minimum_score) == (True, 60.5)
    assert (interview.waits_for_person, interview.weight, interview.revision) == (True, 2, 1)
    assert interview.config == {
        "video": True,
        "num_questions": 9,
        "web_interview_config": {"max_duration_seconds": 900},
    }


@pytest.mark.parametrize(
    ("field", "wrong"),
    [("minimum_score", "101"), ("weight", "6"), ("num_questions", "99"), ("weight", "heavy")],
)
def test_what_is_wrong_stands_beside_its_field_and_the_rest_is_kept(interview, recruiter, field, wrong):
    sent = typed(interview, **{field: wrong}, instructions="Kept words")
    response = recruiter.post(address(interview), sent)
    page = response.content.decode()
    assert response.status_code == 422
    assert page.count('class="field is-invalid"') == 1
    assert f'value="{wrong}"' in page
    assert "Kept words" in page
    interview.refresh_from_db()
    assert (interview.revision, interview.config) == (0, {})


def test_an_error_of_a_model_within_the_settings_stands_beside_one_of_its_fields(interview, recruiter):
    inner = "web_interview_config."
    sent = typed(interview, **{f"{inner}min_duration_seconds": "900", f"{inner}max_duration_seconds": "600"})
    page = unescape(recruiter.post(address(interview), sent).content.decode())
    assert "The longest time is not shorter than the shortest." in page


def test_a_tool_that_needs_an_earlier_stage_says_so_beside_its_switch(interview, recruiter, in_workspace):
    workflow.move(interview, steps=-1, by=in_workspace.owner)
    response = recruiter.post(address(interview), typed(interview, resume_questions="on"))
    page = response.content.decode()
    assert response.status_code == 422
    assert "Put a resume stage before this one first." in page
    assert 'id="config_resume_questions_error"' in page


def test_the_dealbreakers_that_would_stop_are_listed(interview, recruiter, in_workspace):
    assert (
        "No question of this stage is marked as a dealbreaker."
        in recruiter.get(address(interview)).content.decode()
    )
    wording = Wording(
        "Do you hold a licence?",
        "structured",
        expects={"type": "yes_no", "wanted": True},
        is_dealbreaker=True,
    )
    questions.add(interview, wording=wording, by=in_workspace.owner)
    page = recruiter.get(address(interview)).content.decode()
    assert "These would stop a candidate:" in page
    assert "Do you hold a licence?" in page


def test_the_second_window_sees_what_the_first_saved_beside_its_own(interview, recruiter, in_workspace):
    sent = typed(interview, weight="3", num_questions="4", minimum_score="20")
    workflow.configure(interview, config={"num_questions": 12}, by=in_workspace.owner, weight=5, seen=0)
    response = recruiter.post(address(interview), sent)
    page = unescape(response.content.decode())
    assert response.status_code == 422
    assert "Somebody changed this" in page
    assert "<strong>Weight:</strong> 5" in page
    assert "<strong>Questions to write:</strong> 12" in page
    assert 'name="seen" value="1"' in page
    assert 'name="num_questions" value="4"' in page
    interview.refresh_from_db()
    assert (interview.weight, interview.config) == (5, {"num_questions": 12})
    assert recruiter.post(address(interview), {**sent, "seen": 1}).status_code == 302
    interview.refresh_from_db()
    assert (interview.weight, interview.config, interview.minimum_score) == (3, {"num_questions": 4}, 20)


def test_a_live_interviewer_says_whom_a_change_is_for(active, sign_in, in_workspace):
    colleague = sign_in(in_workspace.colleague)
    for stage in stages_of(active):
        assert "who have not begun this stage" in colleague.get(address(stage)).content.decode()


def test_what_a_stage_says_instead_is_folded(interview, recruiter):
    page = recruiter.get(address(interview)).content.decode()
    folded = page[page.index('<details class="card fold">') :]
    assert "What this stage says instead" in folded
    assert 'name="company_overview"' in folded


def test_every_registered_kind_has_its_page(two, recruiter, in_workspace):
    for kind in registry.all_kinds():
        stage = workflow.add(two, kind=kind.slug, by=in_workspace.owner)
        page = recruiter.get(address(stage))
        assert page.status_code == 200
        assert recruiter.post(address(stage), typed(stage)).status_code == 302


def test_a_removed_stage_and_one_of_another_interviewer_have_no_page(
    interview, recruiter, in_workspace, active
):
    workflow.remove(interview, by=in_workspace.owner)
    assert recruiter.get(address(interview)).status_code == 404
    first = stages_of(active)[0]
    assert recruiter.get(page_of(active, f"{first.id}/").replace(active.slug, "nobody")).status_code == 404


def test_statements_do_not_grow_with_the_dealbreakers(interview, recruiter, in_workspace):
    found = []
    recruiter.get(address(interview))  # a session's first page notes that it is used
    for _round in range(2):
        with CaptureQueriesContext(connection) as ran:
            assert recruiter.get(address(interview)).status_code == 200
        found.append(len(ran))
        for number in range(8):
            wording = Wording(
                f"Licence {number}?", "structured", expects={"type": "yes_no"}, is_dealbreaker=True
            )
            questions.add(interview, wording=wording, by=in_workspace.owner)
    assert found[0] == found[1] <= 12
