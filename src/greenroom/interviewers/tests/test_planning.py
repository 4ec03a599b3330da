"""Making the plan: what is kept, and what is said when it cannot be made."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine

from greenroom.core import clock
from greenroom.core.models import Job, StoredEvent
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.core.testing.standins.language_model import Fault, LanguageModelStandIn
from greenroom.interviewers.actions import drafting, lifecycle, planning
from greenroom.interviewers.jobs import PATIENCE
from greenroom.interviewers.models import Interviewer, Question, QuestionVersion
from greenroom.interviewers.rules.blueprint import QuestionPlan, StagePlan
from greenroom.interviewers.tests.conftest import JOB

pytestmark = pytest.mark.django_db


@pytest.fixture
def model(monkeypatch, in_workspace) -> Iterator[LanguageModelStandIn]:
    """The workspace plans with a language model, which is a stand-in."""
    in_workspace.workspace.engines = {"plan_interviewer": "model"}
    in_workspace.workspace.save()
    with LanguageModelStandIn() as server:
        monkeypatch.setenv("GREENROOM_MODEL_BASE_URL", server.base_url)
        monkeypatch.setenv("GREENROOM_MODEL_NAME", "stand-in")
        yield server


def test_every_quote_stands_in_the_job_description(planned):
    quoted = [each["quote"] for each in (*planned.requirements, *planned.warnings)]
    quoted += [each.quote for each in QuestionVersion.objects.all() if each.quote]
    assert len(quoted) > 10
    for quote in quoted:
        assert planned.job_description[quote["start"] : quote["end"]] == quote["text"]


def test_the_plan_names_its_engine_and_is_what_the_pages_need(planned):
    assert planned.planned_by.startswith("built-in ")
    assert planned.title == "Warehouse Team Lead"
    assert planned.found_by == f"warehouse team lead {planned.slug}"
    assert planned.pay == "£14.50 an hour"
    kinds = [stage.kind for stage in planned.stages.all()]
    assert kinds == ["resume", "conversational_sms", "web_interview"]
    rows = Question.objects.filter(stage__interviewer=planned).select_related("current", "stage")
    modalities = {(row.stage.kind, row.current.modality) for row in rows}
    assert modalities == {
        ("conversational_sms", "sms"),
        ("resume", "qualification"),
        ("resume", "criterion"),
        ("web_interview", "open"),
        ("web_interview", "tag"),
    }
    asked = [row.current for row in rows if row.current.modality == "open"]
    assert 5 <= len(asked) <= 8
    assert all(set(each.anchors) >= {"1", "5"} and each.key_points for each in asked)


def test_wishes_that_were_not_followed_are_said(in_workspace):
    wished = drafting.create(job_description=JOB, instructions="40 questions", by=in_workspace.owner)
    run_due_jobs()
    wished.refresh_from_db()
    assert len(wished.notes) == 1
    assert "40" in wished.notes[0]


def test_the_job_may_run_twice(planned):
    before = list(Question.objects.order_by("id").values_list("id", flat=True))
    planning.plan(interviewer_id=planned.id)
    assert list(Question.objects.order_by("id").values_list("id", flat=True)) == before
    assert StoredEvent.objects.filter(name="interviewers.InterviewerPlanned").count() == 1


def test_a_plan_that_comes_after_another_one_is_not_kept(draft, in_workspace):
    """The slower of two workers that planned the same draft finds it done."""
    run_due_jobs()
    first = list(Question.objects.values_list("id", flat=True))
    planning.fail(interviewer_id=draft.id, reason="too late")
    draft.refresh_from_db()
    assert (draft.planning, draft.planning_error) == ("done", "")
    assert list(Question.objects.values_list("id", flat=True)) == first


def test_nothing_happens_to_an_interviewer_that_is_gone(draft, in_workspace):
    lifecycle.delete(draft, name=draft.title, in_use=lambda _which: False, by=in_workspace.owner)
    assert run_due_jobs() == ["interviewers.plan"]
    assert Job.objects.get().state == "done"


def test_a_refused_key_is_said_and_nothing_else_plans_instead(model, in_workspace):
    model.fail_always("unauthorized")
    draft = drafting.create(job_description=JOB, by=in_workspace.colleague)
    run_due_jobs()
    draft.refresh_from_db()
    assert draft.planning == "failed"
    assert draft.planning_error
    assert not draft.stages.exists()
    assert StoredEvent.objects.filter(name="interviewers.PlanningFailed", subject_id=draft.id).count() == 1
    model.fail_always(None)
    in_workspace.workspace.engines = {}
    in_workspace.workspace.save()
    drafting.ask_for_plan(draft, by=in_workspace.colleague)
    run_due_jobs()
    draft.refresh_from_db()
    assert (draft.planning, draft.planning_error) == ("done", "")


def test_a_model_that_is_not_configured_is_said(in_workspace, monkeypatch):
    in_workspace.workspace.engines = {"plan_interviewer": "model"}
    in_workspace.workspace.save()
    monkeypatch.setenv("GREENROOM_MODEL_BASE_URL", "https://models.example.org/v1")
    monkeypatch.delenv("GREENROOM_MODEL_NAME", raising=False)
    draft = drafting.create(job_description=JOB, by=in_workspace.colleague)
    run_due_jobs()
    draft.refresh_from_db()
    assert draft.planning == "failed"
    assert "GREENROOM_MODEL_NAME" in draft.planning_error


def test_a_model_that_is_down_is_waited_for_and_the_page_says_so(model, in_workspace):
    model.fail_always(Fault(kind="rate_limit", retry_after=0))
    draft = drafting.create(job_description=JOB, by=in_workspace.colleague)
    run_due_jobs()
    draft.refresh_from_db()
    assert draft.planning == "waiting"
    assert draft.planning_error
    assert Job.objects.get().state == "waiting"
    assert Job.objects.get().run_at > clock.now() - timedelta(seconds=1)


def test_once_every_try_is_used_up_it_has_failed_and_can_be_asked_for_again(model, in_workspace):
    model.fail_always(Fault(kind="rate_limit", retry_after=0))
    draft = drafting.create(job_description=JOB, by=in_workspace.colleague)
    Job.objects.update(attempts=PATIENCE.times - 1)
    run_due_jobs()
    draft.refresh_from_db()
    assert draft.planning == "failed"
    assert draft.planning_error
    drafting.ask_for_plan(draft, by=in_workspace.colleague)
    draft.refresh_from_db()
    assert (draft.planning, draft.planning_error) == ("waiting", "")
    assert Job.objects.filter(state="waiting").count() == 1


def test_asking_again_brings_a_waiting_try_forward(model, in_workspace):
    model.fail_always(Fault(kind="rate_limit", retry_after=0))
    draft = drafting.create(job_description=JOB, by=in_workspace.colleague)
    run_due_jobs()
    Job.objects.update(run_at=clock.now() + timedelta(hours=1))
    in_workspace.workspace.engines = {}
    in_workspace.workspace.save()
    with time_machine.travel(clock.now() + timedelta(seconds=1)):
        drafting.ask_for_plan(draft, by=in_workspace.colleague)
        assert run_due_jobs() == ["interviewers.plan"]
    draft.refresh_from_db()
    assert draft.planning == "done"


def test_a_fault_of_ours_is_said_and_tried_again(draft, in_workspace, monkeypatch):
    def broken(*_given: object, **_more: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(planning, "judge", broken)
    run_due_jobs()
    draft.refresh_from_db()
    assert (draft.planning, draft.planning_error) == ("waiting", "Something went wrong on our side.")
    assert Job.objects.get().state == "waiting"
    assert Interviewer.objects.count() == 1


def test_a_plan_writes_as_many_questions_as_the_settings_ask_for_and_else_says_how_many_it_wrote(planned):
    made = [QuestionPlan(modality="open", text=f"Question {n}?") for n in range(8)]
    tag = QuestionPlan(
        modality="structured", text="Nights?", expects={"type": "yes_no", "wanted": True}, weight=0
    )
    few = planning._counted(
        StagePlan(kind="web_interview", config={"num_questions": 3}, questions=[*made, tag])
    )
    assert few.questions == [*made[:3], tag]
    assert few.config == {"num_questions": 3}
    whole = planning._counted(StagePlan(kind="web_interview", questions=[*made, tag]))
    assert (len(whole.questions), whole.config) == (9, {"num_questions": 8})
    texts = [QuestionPlan(modality="sms", text=f"Question {n}?", expects=tag.expects) for n in range(8)]
    for config, asked in (({}, 4), ({"num_questions": 2}, 2), ({"num_questions": 9}, 8)):
        plain = StagePlan(kind="conversational_sms", config=config, questions=texts)
        of_template = planning._counted(plain, of_template=True)
        assert (of_template.questions, of_template.config) == (texts[:asked], config)
    none = planning._counted(StagePlan(kind="web_interview", questions=[tag]))
    assert (none.questions, none.config) == ([tag], {})
