"""Opening, closing, planning again and deleting."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from greenroom.accounts.permissions import Forbidden
from greenroom.candidates.actions import attempts
from greenroom.candidates.actions.testing import begin_test
from greenroom.candidates.models import Application
from greenroom.candidates.queries import counts
from greenroom.core import scope
from greenroom.core.errors import Refused
from greenroom.core.models import Job, StoredEvent
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.interviewers.actions import drafting, interviewers, lifecycle, questions
from greenroom.interviewers.jobs import expire_interviewers
from greenroom.interviewers.models import Interviewer, Question, Stage

pytestmark = pytest.mark.django_db


def happened(interviewer: Interviewer) -> list[str]:
    names = StoredEvent.objects.filter(subject_id=interviewer.id).order_by("created_at", "id")
    return [name.removeprefix("interviewers.") for name in names.values_list("name", flat=True)]


def open_questions(interviewer: Interviewer) -> list[Question]:
    rows = Question.objects.filter(
        stage__interviewer=interviewer, stage__kind="web_interview", removed_at=None
    )
    return list(rows.order_by("position"))


@time_machine.travel(datetime(2026, 1, 31, 9, 30, tzinfo=UTC), tick=False)
def test_activation_opens_the_link_for_one_calendar_month(planned, in_workspace):
    active = lifecycle.activate(planned, by=in_workspace.colleague)
    assert active.status == "active"
    assert active.activated_at == datetime(2026, 1, 31, 9, 30, tzinfo=UTC)
    assert active.deadline == datetime(2026, 2, 28, 9, 30, tzinfo=UTC)
    assert sorted(happened(planned)) == [
        "InterviewerActivated",
        "InterviewerCreated",
        "InterviewerPlanned",
        "WorkflowReplaced",
    ]


def test_a_deadline_that_was_chosen_is_kept(planned, in_workspace):
    chosen = datetime.now(UTC) + timedelta(days=90)  # noqa: TID251  (a moment beyond any default)
    interviewers.edit(planned, by=in_workspace.colleague, deadline=chosen)
    assert lifecycle.activate(planned, by=in_workspace.colleague).deadline == chosen


def test_activating_twice_happens_once(active, in_workspace):
    lifecycle.activate(active, by=in_workspace.colleague)
    assert happened(active).count("InterviewerActivated") == 1


def test_nothing_opens_before_its_plan_is_made(draft, in_workspace):
    with pytest.raises(Refused, match="still being made"):
        lifecycle.activate(draft, by=in_workspace.colleague)
    draft.refresh_from_db()
    assert draft.status == "draft"


def test_nothing_opens_without_an_interview_question(planned, in_workspace):
    for question in open_questions(planned):
        questions.remove(question, by=in_workspace.colleague)
    with pytest.raises(Refused, match="add at least one question first"):
        lifecycle.activate(planned, by=in_workspace.colleague)
    planned.refresh_from_db()
    assert (planned.status, planned.activated_at) == ("draft", None)


def test_a_tab_that_still_shows_a_draft_cannot_open_what_another_has_archived(planned, in_workspace):
    stale = Interviewer.objects.get(id=planned.id)
    lifecycle.archive(planned, by=in_workspace.colleague)
    with pytest.raises(Refused, match="Unarchive"):
        lifecycle.activate(stale, by=in_workspace.colleague)
    planned.refresh_from_db()
    assert planned.status == "archived"


def test_a_tab_that_still_shows_an_active_one_cannot_plan_it_again(planned, in_workspace):
    stale = Interviewer.objects.get(id=planned.id)
    lifecycle.activate(planned, by=in_workspace.colleague)
    with pytest.raises(Refused, match="Only a draft"):
        drafting.ask_for_plan(stale, by=in_workspace.colleague)
    planned.refresh_from_db()
    assert planned.planning == "done"


def test_archiving_and_back_leads_where_it_was(active, in_workspace):
    archived = lifecycle.archive(active, by=in_workspace.colleague)
    assert archived.status == "archived"
    assert archived.archived_at
    back = lifecycle.unarchive(archived, by=in_workspace.colleague)
    assert (back.status, back.archived_at) == ("active", None)


def test_unarchiving_a_draft_gives_a_draft(planned, in_workspace):
    lifecycle.archive(planned, by=in_workspace.colleague)
    assert lifecycle.unarchive(planned, by=in_workspace.colleague).status == "draft"


def test_unarchiving_after_the_deadline_gives_an_expired_one(active, in_workspace):
    lifecycle.archive(active, by=in_workspace.colleague)
    with time_machine.travel(active.deadline + timedelta(days=1)):
        assert lifecycle.unarchive(active, by=in_workspace.colleague).status == "expired"


def test_expiry_is_noted_once_and_only_for_what_is_due(active, planned, in_workspace):
    later = drafting.create(job_description=planned.job_description, by=in_workspace.colleague)
    run_due_jobs()
    later = lifecycle.activate(later, by=in_workspace.colleague)
    interviewers.edit(later, by=in_workspace.colleague, deadline=active.deadline + timedelta(days=30))
    with time_machine.travel(active.deadline + timedelta(minutes=1)), scope.everything("as the job runs"):
        expire_interviewers()
        expire_interviewers()
    active.refresh_from_db()
    later.refresh_from_db()
    assert (active.status, later.status) == ("expired", "active")
    assert happened(active).count("InterviewerExpired") == 1
    noted = StoredEvent.objects.get(name="interviewers.InterviewerExpired")
    assert noted.scope_id == active.workspace_id


def test_an_expired_one_opens_again_for_a_month(active, in_workspace):
    Interviewer.objects.filter(id=active.id).update(status="expired")
    with time_machine.travel(active.deadline + timedelta(days=2)):
        opened = lifecycle.activate(active, by=in_workspace.colleague)
        assert opened.status == "active"
        assert opened.deadline > active.deadline + timedelta(days=28)
    assert opened.activated_at == active.activated_at


def test_planning_again_replaces_the_questions(planned, in_workspace):
    before = {question.id for question in open_questions(planned)}
    kinds = [stage.kind for stage in planned.stages.all()]
    questions.remove(open_questions(planned)[0], by=in_workspace.colleague)
    drafting.ask_for_plan(planned, by=in_workspace.colleague)
    planned.refresh_from_db()
    assert planned.planning == "waiting"
    run_due_jobs()
    planned.refresh_from_db()
    after = {question.id for question in open_questions(planned)}
    assert planned.planning == "done"
    assert len(after) == len(before)
    assert not after & before
    assert [stage.kind for stage in Stage.objects.filter(interviewer=planned)] == kinds


def test_asking_twice_plans_once(planned, in_workspace):
    drafting.ask_for_plan(planned, by=in_workspace.colleague)
    drafting.ask_for_plan(planned, by=in_workspace.owner)
    assert Job.objects.filter(name="interviewers.plan", state="waiting").count() == 1


def test_deleting_needs_the_title_and_takes_the_plan_with_it(planned, in_workspace):
    with pytest.raises(Refused) as refused:
        lifecycle.delete(planned, name="Warehouse", in_use=counts.has_any, by=in_workspace.owner)
    assert refused.value.field == "name"
    assert Interviewer.objects.filter(id=planned.id).exists()
    lifecycle.delete(planned, name=" warehouse  team lead ", in_use=counts.has_any, by=in_workspace.owner)
    assert not Interviewer.objects.filter(id=planned.id).exists()
    assert not Question.objects.exists()
    assert happened(planned)[-1] == "InterviewerDeleted"


def test_what_somebody_applied_to_cannot_be_deleted(active, in_workspace, apply):
    application = apply(active)
    with pytest.raises(Refused, match="Archive it instead"):
        lifecycle.delete(active, name=active.title, in_use=counts.has_any, by=in_workspace.owner)
    application.refresh_from_db()
    assert Interviewer.objects.filter(id=active.id).exists()


@pytest.mark.parametrize(
    "act", [lifecycle.activate, lifecycle.archive, lifecycle.unarchive, drafting.ask_for_plan]
)
@pytest.mark.parametrize("who", ["viewer", "stranger"])
def test_who_may_not_edit_changes_nothing(planned, in_workspace, act, who):
    before = (planned.status, planned.planning, planned.deadline, len(happened(planned)), Job.objects.count())
    with pytest.raises(Forbidden):
        act(planned, by=getattr(in_workspace, who))
    planned.refresh_from_db()
    after = (planned.status, planned.planning, planned.deadline, len(happened(planned)), Job.objects.count())
    assert after == before


def test_a_recruiter_deletes_nothing(planned, in_workspace):
    before = happened(planned)
    with pytest.raises(Forbidden):
        lifecycle.delete(planned, name=planned.title, in_use=counts.has_any, by=in_workspace.colleague)
    assert Interviewer.objects.filter(id=planned.id).exists()
    assert happened(planned) == before


def test_a_draft_that_was_tried_out_can_be_planned_again(planned, in_workspace):
    tried = begin_test(planned, by=in_workspace.colleague)
    attempts.begin(application=tried, stage=planned.stages.order_by("position")[0])
    drafting.ask_for_plan(planned, by=in_workspace.colleague)
    run_due_jobs()
    planned.refresh_from_db()
    assert planned.planning == "done"
    assert not Application.objects.filter(id=tried.id).exists()
