"""What a new interviewer takes over from the AI defaults of its workspace."""

from __future__ import annotations

import pytest

from greenroom.core.testing.jobs import run_due_jobs
from greenroom.guidance.actions import company, integrity
from greenroom.interviewers.actions import drafting, workflow
from greenroom.interviewers.models import Stage
from greenroom.interviewers.queries import interviewers as reading
from greenroom.interviewers.rules.context import Context
from greenroom.interviewers.tests.conftest import JOB
from greenroom.stages.web_interview.config import WebInterviewConfig

pytestmark = pytest.mark.django_db
OVERVIEW = "Northfield Storage was founded in a barn."
SILENT_ON_THE_FIRM = JOB.replace(
    "Northfield Storage is looking for a team lead for the late shift in Leeds.", ""
)


@pytest.fixture
def defaults(in_workspace):
    company.save(overview=OVERVIEW, delivery="summarized_delivery", seen=0, by=in_workspace.owner)
    integrity.save(
        is_enabled=True, threshold=85, types=["tab_switching", "unusual_delays"], by=in_workspace.owner
    )
    return in_workspace


def planned_from(text: str, in_workspace):
    made = drafting.create(job_description=text, by=in_workspace.colleague)
    run_due_jobs()
    made.refresh_from_db()
    assert made.planning == "done"
    return made


def integrity_of(stage: Stage) -> tuple[bool, int, list[str]]:
    own = WebInterviewConfig(**stage.config).cheat_detection_config
    return own.enabled, own.threshold, [signal.value for signal in own.types]


INHERITED = (True, 85, ["tab_switching", "unusual_delays"])


def test_a_plan_that_finds_no_company_takes_the_workspaces_told_as_it_says(defaults):
    context = Context(**planned_from(SILENT_ON_THE_FIRM, defaults).context)
    assert (context.company.text, context.company.delivery) == (OVERVIEW, "summarized_delivery")


def test_what_the_job_description_says_of_the_company_stands(defaults):
    said = JOB.replace(
        "What you will do", "About us\nWe store what others make, in four halls.\n\nWhat you will do"
    )
    context = Context(**planned_from(said, defaults).context)
    assert "in four halls" in context.company.text
    assert OVERVIEW not in context.company.text


def test_stages_of_a_plan_and_stages_that_are_added_begin_with_the_integrity_checks(defaults):
    made = planned_from(JOB, defaults)
    assert integrity_of(Stage.objects.get(interviewer=made, kind="web_interview")) == INHERITED
    added = workflow.add(made, kind="web_interview", by=defaults.colleague)
    assert integrity_of(added) == INHERITED
    assert workflow.add(made, kind="form", by=defaults.colleague).config == {}


def test_later_changes_do_not_reach_what_was_made(defaults):
    made = planned_from(SILENT_ON_THE_FIRM, defaults)
    integrity.save(is_enabled=False, threshold=10, types=["tab_switching"], by=defaults.owner)
    company.save(overview="Another.", delivery="exact_delivery", seen=1, by=defaults.owner)
    made.refresh_from_db()
    assert Context(**made.context).company.text == OVERVIEW
    assert integrity_of(Stage.objects.get(interviewer=made, kind="web_interview")) == INHERITED


def test_a_copy_keeps_its_own(defaults):
    made = planned_from(JOB, defaults)
    stage = Stage.objects.get(interviewer=made, kind="web_interview")
    workflow.configure(stage, config={}, by=defaults.colleague)
    copy = drafting.duplicate(reading.get_for(defaults.colleague, made.slug), by=defaults.colleague)
    assert integrity_of(Stage.objects.get(interviewer=copy, kind="web_interview"))[0] is False


def test_a_workspace_that_has_settled_nothing_changes_nothing(in_workspace):
    made = planned_from(SILENT_ON_THE_FIRM, in_workspace)
    assert Context(**made.context).company.text == ""
    assert "cheat_detection_config" not in Stage.objects.get(interviewer=made, kind="web_interview").config
