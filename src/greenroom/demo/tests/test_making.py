"""The demo workspace, made small: what is in it, and what becomes of it."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from greenroom import demo
from greenroom.accounts.models import Workspace
from greenroom.billing.models import Charge
from greenroom.candidates.models import Application, Attempt, Candidate
from greenroom.conversations.models import Conversation, Turn
from greenroom.core import clock, scope
from greenroom.core.models import Job, StoredEvent
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.demo import clockwork, journey, removal
from greenroom.demo.persons import SPAN
from greenroom.evaluation.models import Evaluation, Evidence, QuestionScore
from greenroom.interviewers.actions import lifecycle
from greenroom.interviewers.models import Interviewer, InterviewTemplate, LabelValue
from greenroom.media.models import Resume, StoredFile
from greenroom.notifications.models import Subscription
from greenroom.outreach.models import Message
from greenroom.outreach.senders import registry

TABLES = (
    Interviewer, Candidate, Application, Attempt, Conversation, Turn, Resume, StoredFile, Evaluation, QuestionScore,
    Evidence,
)  # fmt: skip


def counts(workspace: Workspace) -> dict[str, int]:
    with scope.scoped(workspace.id):
        rows = {model.__name__: model.objects.count() for model in TABLES}
    rows["Message"] = Message.objects.filter(workspace_id=workspace.id).count()
    return rows


def spoken(workspace: Workspace) -> list[tuple[str, int, str]]:
    with scope.scoped(workspace.id):
        rows = Turn.objects.order_by("attempt__application__candidate__email", "position")
        return list(rows.values_list("attempt__application__candidate__email", "position", "text"))


@pytest.mark.django_db
def test_everything_in_it_was_really_done_over_days_by_people_who_used_what_is_charged(roles) -> None:
    """One making for all that only looks at it: it takes seconds."""
    before = clock.now()
    workspace = demo.ensure(roles=roles)
    check_that_it_was_really_done(workspace, before)
    check_that_time_passes_in_it(workspace)
    check_the_books_the_labels_and_the_template(workspace)
    check_that_the_last_is_left_for_a_worker(workspace)


def check_that_it_was_really_done(workspace: Workspace, before: datetime) -> None:
    with scope.scoped(workspace.id):
        statuses = set(Application.objects.values_list("status", flat=True))
        assert statuses >= {"pending", "in_progress", "evaluating", "completed"}
        done = Evaluation.objects.filter(status="done")
        assert {row.engine for row in done} == {"built-in", "rules"}
        assert Counter(row.evaluator for row in done)["scorecard"] >= 4
        for evidence in Evidence.objects.select_related("turn", "resume"):
            text = evidence.turn.text if evidence.turn else evidence.resume.text
            assert text[evidence.start : evidence.end] == evidence.text
        for score in QuestionScore.objects.filter(verdict="scored"):
            assert score.evidence.exists()
        asked = Attempt.objects.filter(stage__kind="web_interview", status="evaluated")
        assert all(attempt.score is not None for attempt in asked)
        assert not Application.objects.filter(created_at__gte=before + timedelta(minutes=1)).exists()
        assert set(Message.objects.filter(workspace_id=workspace.id).values_list("state", flat=True)) == {
            "kept"
        }
        assert not Job.objects.filter(scope_id=workspace.id, state="failed").exists()
        draft = Interviewer.objects.get(status="draft")
        assert draft.warnings


def check_that_the_last_is_left_for_a_worker(workspace: Workspace) -> None:
    with scope.scoped(workspace.id):
        assert Application.objects.filter(status="evaluating").count() == 1
    run_due_jobs()
    with scope.scoped(workspace.id):
        assert not Application.objects.filter(status="evaluating").exists()


@pytest.mark.endures
@pytest.mark.django_db
def test_the_strong_score_above_the_weak(roles) -> None:
    everybody = [role.model_copy(update={"people": {"done": 12}}) for role in roles[:1]]
    workspace = demo.ensure(roles=everybody)
    people = journey_people(workspace, everybody)
    with scope.scoped(workspace.id):
        rows = Attempt.objects.filter(stage__kind="web_interview").values_list(
            "application__candidate__email", "score"
        )
        scores = {
            level: [score for email, score in rows if people[email] == level] for level in ("strong", "weak")
        }
    assert min(scores["strong"]) > max(scores["weak"])


def journey_people(workspace: Workspace, roles) -> dict[str, str]:
    from greenroom.demo.making import applicants  # noqa: PLC0415  (the only test that needs to know)

    start = workspace.created_at
    return {person.email: person.level for role in roles for person in applicants(role, start, start + SPAN)}


def check_that_time_passes_in_it(workspace: Workspace) -> None:
    with scope.scoped(workspace.id):
        attempt = Attempt.objects.filter(stage__kind="web_interview", status="evaluated").first()
        turns = list(Turn.objects.filter(attempt=attempt).order_by("position"))
        assert all(one.start_ms <= two.start_ms for one, two in pairwise(turns))
        assert turns[-1].end_ms > 120_000
        days = {row.date() for row in Application.objects.values_list("created_at", flat=True)}
        assert len(days) > 3
    events = StoredEvent.objects.filter(scope_id=workspace.id).exclude(name="demo.DemoFilled").order_by("id")
    times = list(events.values_list("created_at", flat=True))
    late = [two for one, two in pairwise(times) if two < one - timedelta(minutes=5)]
    assert not late


class Killed(Exception):
    """As if the process had ended."""


@pytest.mark.endures
@pytest.mark.django_db
def test_a_run_that_was_killed_is_completed_and_nothing_is_doubled(roles, monkeypatch) -> None:
    begun = clock.now()
    whole = demo.ensure(roles=roles)
    expected, said = counts(whole), spoken(whole)
    removal.remove(whole)
    real, calls = journey._say, []

    def say_until_killed(*arguments) -> None:
        real(*arguments)
        calls.append(1)
        if len(calls) == 20:
            raise Killed

    monkeypatch.setattr(journey, "_say", say_until_killed)
    with clock.at(begun), pytest.raises(Killed):
        demo.ensure(roles=roles)
    half = Workspace.objects.get(is_demo=True)
    assert 0 < counts(half)["Turn"] < expected["Turn"]
    again = demo.ensure(roles=roles)
    assert again.id == half.id
    assert counts(again) == expected
    assert spoken(again) == said


@pytest.mark.django_db
def test_a_finished_demo_is_left_alone(one_role) -> None:
    workspace = demo.ensure(roles=one_role)
    with scope.scoped(workspace.id):
        Application.objects.filter(status="pending").first().candidate.delete()
    before = counts(workspace)
    assert demo.ensure(roles=one_role).id == workspace.id
    assert counts(workspace) == before


@pytest.mark.django_db
def test_made_anew_the_old_one_is_gone_and_others_are_not(one_role, cast, settings) -> None:
    old = demo.ensure(roles=one_role)
    with scope.scoped(old.id):
        keys = set(StoredFile.objects.values_list("key", flat=True))
    new = demo.recreate(roles=one_role)
    assert new.id != old.id
    assert not any(counts(old).values())
    assert not Job.objects.filter(scope_id=old.id).exists()
    assert not StoredEvent.objects.filter(scope_id=old.id).exists()
    assert not [key for key in keys if (settings.MEDIA_ROOT / key).exists()]
    assert set(Workspace.objects.values_list("id", flat=True)) == {
        new.id,
        cast.workspace.id,
        cast.stranger.workspace_id,
    }


@pytest.mark.django_db
def test_no_mail_leaves_though_a_server_is_configured(one_role, settings) -> None:
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    workspace = demo.ensure(roles=[one_role[0].model_copy(update={"people": {"code": 2}})])
    assert (
        list(Message.objects.filter(workspace_id=workspace.id).values_list("state", "tries"))
        == [("kept", 0)] * 2
    )
    assert registry.sender_for("email") is not None


@pytest.mark.django_db
def test_a_worker_with_todays_date_shuts_no_door_before_its_people_came(roles, monkeypatch) -> None:
    today, run_jobs = clock.now(), clockwork._run_jobs

    def beside_a_worker(*arguments) -> None:
        run_jobs(*arguments)
        with clock.at(today):
            lifecycle.expire_what_is_due()

    monkeypatch.setattr(clockwork, "_run_jobs", beside_a_worker)
    shut = roles[0].model_copy(update={"state": "expired", "people": {"code": 2, "done": 2}})
    workspace = demo.ensure(roles=[shut])
    with scope.scoped(workspace.id):
        assert Interviewer.objects.get().status == "expired"
        statuses = Counter(Application.objects.values_list("status", flat=True))
    assert statuses.total() == 4
    assert statuses["pending"] == 2


@pytest.mark.django_db
def test_progress_is_told_after_each_candidate(one_role) -> None:
    told: list[tuple[int, int]] = []
    demo.ensure(report=lambda done, total: told.append((done, total)), roles=one_role)
    total = sum(one_role[0].people.values())
    assert told == [(done, total) for done in range(total + 1)]


@pytest.mark.django_db
def test_a_plan_that_cannot_be_made_leaves_the_demo_unfinished(one_role, monkeypatch) -> None:
    def broken(**_ids: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("greenroom.interviewers.actions.planning.plan", broken)
    with pytest.raises(demo.Unfinished, match="leeds-sales"):
        demo.ensure(roles=one_role)
    monkeypatch.undo()
    run_due_jobs()
    with scope.scoped(demo.ensure(roles=one_role).id):
        assert Application.objects.count() == 4


def check_the_books_the_labels_and_the_template(workspace: Workspace) -> None:
    with scope.scoped(workspace.id):
        shop = Interviewer.objects.get(activated_at__isnull=False)
        charges = list(Charge.objects.filter(interviewer_id=shop.id))
        sent = Attempt.objects.exclude(submitted_at=None)
        assert {charge.key for charge in charges} == {f"attempt:{attempt.id}" for attempt in sent}
        assert {charge.service for charge in charges} == {"resume", "voice"}
        assert shop.spent == sum(charge.amount for charge in charges) > 0
        assert shop.budget > shop.spent
        assert set(LabelValue.objects.values_list("value", flat=True)) == {"Retail", "Urgent"}
        assert InterviewTemplate.objects.get().name == "Shop floor"
        assert not Subscription.objects.exists()
