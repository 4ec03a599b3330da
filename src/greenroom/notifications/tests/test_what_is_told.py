"""What the team hears of in the product itself, through the handlers of the rooms above."""

from __future__ import annotations

import pytest
from django.core import mail

from greenroom.billing.rules.services import Service
from greenroom.candidates.actions import applications
from greenroom.candidates.models import Application, Candidate
from greenroom.core import clock
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.evaluation.actions import reading
from greenroom.interviewers.actions import budgets, lifecycle
from greenroom.interviewers.models import Interviewer, Stage
from greenroom.notifications.actions import subscribers
from greenroom.notifications.models import Delivery, Subscription, Webhook

UNIT = 1_000_000


@pytest.fixture
def interviewer(in_workspace, services) -> Interviewer:
    """One that Slack, Teams and a colleague hear of."""
    made: Interviewer = Interviewer.objects.create(
        workspace=in_workspace.workspace, title="Till", slug="till", planning="done", status="active"
    )
    about = {"subject_kind": "interviewer", "subject_id": made.id}
    subscribers.choose(**about, member_ids=[in_workspace.colleague.id], by=in_workspace.owner)
    for slug, standin in services.by_slug.items():
        subscribers.add_webhook(
            **about, channel=slug, name="", address=standin.address, by=in_workspace.owner
        )
    return made


def complete(interviewer: Interviewer, *, is_test: bool = False) -> Application:
    """Somebody's last answer has been scored."""
    workspace = {"workspace_id": interviewer.workspace_id}
    stage, _ = Stage.objects.get_or_create(
        **workspace, interviewer=interviewer, position=1, defaults={"kind": "web_interview"}
    )
    candidate = Candidate.objects.create(
        **workspace, name="Rowan Vale", email=f"{is_test}@example.org", found_by="rowan vale"
    )
    application = Application.objects.create(
        **workspace,
        candidate=candidate,
        interviewer=interviewer,
        status="evaluating",
        verified_at=clock.now(),
        is_test=is_test,
    )
    application.attempts.create(**workspace, stage=stage, number=1, status="evaluated", score=84, coverage=1)
    return applications.refresh(application)


def test_a_completed_interview_is_told_once_with_name_title_score_and_link(interviewer, services):
    application = complete(interviewer)
    assert application.status == "completed"
    applications.refresh(application)
    run_due_jobs()
    (message,) = mail.outbox
    assert message.to == ["colleague@example.org"]
    for said in (
        str(services.slack.taken),
        str(services.teams.taken).replace("\\", ""),
        message.subject + message.body,
    ):
        assert "Rowan Vale has completed the interview" in said
        assert "Till" in said
        assert "84 of 100" in said
        assert f"/interviewers/till/candidates/{application.id}/" in said
    assert (len(services.slack.taken), len(services.teams.taken)) == (1, 1)


def test_who_reads_blind_is_told_no_name_while_a_channel_and_others_are(in_workspace, interviewer, services):
    about = {"subject_kind": "interviewer", "subject_id": interviewer.id}
    everybody = [in_workspace.colleague.id, in_workspace.viewer.id]
    subscribers.choose(**about, member_ids=everybody, by=in_workspace.owner)
    reading.change(by=in_workspace.colleague, blind=True)
    complete(interviewer)
    run_due_jobs()
    told = {message.to[0]: message.subject + message.body for message in mail.outbox}
    assert "Rowan" not in told["colleague@example.org"]
    assert "A candidate has completed the interview" in told["colleague@example.org"]
    assert "Rowan Vale has completed" in told["viewer@example.org"]
    assert "Rowan Vale" in str(services.slack.taken)


def test_an_interview_that_is_completed_again_after_a_retake_is_not_told_again(interviewer, services):
    application = complete(interviewer)
    Application.objects.filter(id=application.id).update(status="evaluating")
    assert applications.refresh(application).status == "completed"
    run_due_jobs()
    assert (len(mail.outbox), len(services.slack.taken)) == (1, 1)


def test_a_members_own_test_is_told_to_nobody(interviewer, services):
    assert complete(interviewer, is_test=True).status == "completed"
    run_due_jobs()
    assert (mail.outbox, services.slack.asked) == ([], [])


def test_a_budget_that_runs_out_is_told_to_subscribers_and_administrators(
    in_workspace, interviewer, services
):
    budgets.set_budget(interviewer, amount=100 * UNIT, by=in_workspace.owner)
    for number in range(3):
        budgets.charge(
            interviewer_id=interviewer.id,
            service=Service.VOICE,
            quantity=1,
            key=str(number),
            amount=45 * UNIT,
        )
    run_due_jobs()
    assert sorted((message.to[0], message.subject) for message in mail.outbox) == [
        ("colleague@example.org", "Most of the budget of “Till” is spent"),
        ("colleague@example.org", "The budget of “Till” is spent: nobody new can start"),
        ("owner@example.org", "Most of the budget of “Till” is spent"),
        ("owner@example.org", "The budget of “Till” is spent: nobody new can start"),
    ]
    assert "Spent: $90.00" in mail.outbox[0].body
    assert (len(services.slack.taken), len(services.teams.taken)) == (2, 2)


def test_an_interviewer_that_is_deleted_leaves_no_subscribers(in_workspace, interviewer):
    lifecycle.delete(interviewer, name="Till", in_use=lambda _each: False, by=in_workspace.owner)
    assert not Subscription.objects.exists()
    assert not Webhook.objects.exists()
    assert not Delivery.objects.exists()
