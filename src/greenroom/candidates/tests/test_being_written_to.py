"""What a candidate is written on their way, by whom it is caused, and that nothing is written twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from greenroom.candidates.actions import applications, going_on, inviting, reminding, retaking
from greenroom.candidates.models import Application, Candidate, Reminder
from greenroom.candidates.tests.stopping import PASSING, stopped
from greenroom.candidates.tests.test_at_once import at_once
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.evaluation.tests import scene
from greenroom.interviewers.models import Interviewer, Stage
from greenroom.outreach.models import Message, MessageTemplate, Policy, TemplateGroup

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _a_month_to_go(interviewer) -> None:
    interviewer.deadline = NOON + 10 * DAY
    interviewer.save()


def at(moment: datetime) -> time_machine.travel:
    return time_machine.travel(moment, tick=False)


def invited(interviewer: Interviewer, member, email: str = "ines@example.org", **more) -> inviting.Invited:
    return inviting.invite(interviewer=interviewer, name="Ines Muster", email=email, by=member, **more)


def kinds() -> list[str]:
    return list(Message.objects.exclude(kind="").order_by("created_at", "id").values_list("kind", flat=True))


def sweep(moment: datetime) -> None:
    with at(moment):
        reminding.sweep()
        run_due_jobs()


def test_who_is_added_gets_an_invitation_in_the_interviewers_language(interviewer, cast):
    interviewer.language = "de"
    interviewer.save()
    with at(NOON):
        made = invited(interviewer, cast.colleague)
        run_due_jobs()
    message = Message.objects.get()
    assert (message.kind, message.about_id, message.state) == ("invitation", made.application.id, "kept")
    assert "lädt Sie zu einem Gespräch ein" in message.subject
    assert f"?for={made.token}" in message.body
    assert "1. Dezember 2026, 12:00 (UTC)" in message.body


def test_adding_somebody_twice_writes_once_a_day_and_not_at_all_when_nobody_wants_it(interviewer, cast):
    with at(NOON):
        assert invited(interviewer, cast.colleague, by_mail=False).is_written is False
        assert invited(interviewer, cast.colleague).is_written is True
        assert invited(interviewer, cast.colleague).is_written is False
    with at(NOON + DAY):
        assert invited(interviewer, cast.colleague).is_written is True
        Application.objects.update(status="completed")
    with at(NOON + 2 * DAY):
        assert invited(interviewer, cast.colleague).is_written is False
    assert kinds() == ["invitation"] * 2


def test_an_interviewer_says_on_its_page_whose_words_and_which_policy_it_has(interviewer, cast, sign_in):
    rows = {"workspace": cast.workspace}
    own = TemplateGroup.objects.create(name="Own", **rows)
    words = {
        "kind": "invitation",
        "channel": "email",
        "language": "en",
        "subject": "Ours",
        "body": "{{link}}",
    }
    MessageTemplate.objects.create(group=own, **words, **rows)
    silent = Policy.objects.create(name="Silent", sends=False, **rows)
    client, page = sign_in(cast.colleague), f"/interviewers/{interviewer.slug}/settings/"
    form = client.get(page).context["form"]
    given = {box.html_name: "" if box.value() is None else box.value() for box in form} | {
        "deadline": f"{interviewer.deadline:%Y-%m-%dT%H:%M}"
    }
    asked = {**given, "message_group_id": str(own.id), "scheduling_url": "https://cal.example.org/team"}
    assert client.post(page, asked).status_code == 302
    interviewer.refresh_from_db()
    assert (interviewer.message_group_id, interviewer.policy_id) == (own.id, None)
    assert interviewer.scheduling_url == "https://cal.example.org/team"
    invited(interviewer, cast.colleague)
    assert Message.objects.get(kind="invitation").subject == "Ours"
    seen = client.get(page).context["form"]["seen"].value()
    assert client.post(page, {**asked, "seen": seen, "policy_id": str(silent.id)}).status_code == 302
    interviewer.refresh_from_db()
    assert invited(interviewer, cast.colleague, "two@example.org").is_written is False


def test_the_page_says_whether_somebody_was_written_to(interviewer, cast, sign_in):
    client = sign_in(cast.colleague)
    share = f"/interviewers/{interviewer.slug}/share/invite/"
    asked = {"name": "Ines Muster", "email": "ines@example.org"}
    with at(NOON):
        assert "is on its way to them" in client.post(share, {**asked, "by_mail": "on"}).content.decode()
        assert "No invitation was sent" in client.post(share, {**asked, "by_mail": "on"}).content.decode()
        page = client.post(share, asked).content.decode()
    assert "invitation was sent" not in page
    assert "?for=" in page
    assert len(kinds()) == 1


def test_reminders_come_after_the_cooldown_at_most_so_often_and_once_on_the_last_day(interviewer, cast):
    with at(NOON):
        invited(interviewer, cast.colleague)
    for hours in range(1, 11 * 24, 6):
        sweep(NOON + timedelta(hours=hours))
    sent = Message.objects.order_by("created_at", "id").values_list("kind", "created_at")
    days = [(kind, round((moment - NOON) / DAY, 1)) for kind, moment in sent]
    assert [kind for kind, _when in days] == [
        "invitation",
        "reminder",
        "reminder",
        "reminder",
        "final_reminder",
    ]
    gaps = [after - before for (_k, before), (_l, after) in pairwise(days)]
    assert all(gap >= 1 for gap in gaps)
    assert 9 <= days[-1][1] < 10


def test_nobody_is_reminded_who_has_not_proven_an_address_they_typed_themselves(interviewer):
    with at(NOON):
        applications.apply(
            interviewer=interviewer,
            person=applications.Person(name="Casey Sample", email="victim@example.org"),
            agreed=True,
        )
    sweep(NOON + 5 * DAY)
    assert kinds() == []


def test_nobody_is_reminded_while_they_wait_for_us_or_once_they_are_through(interviewer, cast, resume_stage):
    with at(NOON):
        Stage.objects.filter(id=resume_stage.id).update(waits_for_person=True)
        waiting = scene.applied(interviewer, email="waiting@example.org")
        scene.sent_resume(waiting, PASSING)
        run_due_jobs()
        done = scene.applied(interviewer, email="done@example.org")
        Application.objects.filter(id=done.id).update(status="completed")
        closed = scene.applied(interviewer, email="gone@example.org")
        applications.dismiss(closed, by=cast.colleague)
    sweep(NOON + 3 * DAY)
    assert "reminder" not in kinds()
    assert Reminder.objects.get().application_id == waiting.id
    with at(NOON + 3 * DAY):
        going_on.let_on(waiting, by=cast.colleague)
    sweep(NOON + 6 * DAY)
    assert [m.recipient for m in Message.objects.filter(kind="reminder")] == ["waiting@example.org"]


def test_a_reminder_that_waits_is_not_sent_to_who_has_finished_meanwhile(interviewer, cast):
    Policy.objects.create(
        workspace=cast.workspace, name="Night", is_default=True, quiet_from="21:00", quiet_until="08:00"
    )
    with at(NOON):
        made = invited(interviewer, cast.colleague)
        run_due_jobs()
    with at(NOON + timedelta(days=1, hours=1)):
        reminding.sweep()  # written, and no worker carries it
        Application.objects.filter(id=made.application.id).update(status="completed")
        run_due_jobs()
    message = Message.objects.get(kind="reminder")
    assert (message.state, message.error) == ("cancelled", "unwanted")


def test_in_quiet_hours_the_sweep_writes_nothing_and_comes_back_in_the_morning(interviewer, cast):
    Policy.objects.create(
        workspace=cast.workspace, name="Night", is_default=True, quiet_from="10:00", quiet_until="18:00"
    )
    with at(NOON - timedelta(hours=3)):
        invited(interviewer, cast.colleague)
    sweep(NOON - timedelta(hours=2))
    sweep(NOON + DAY)
    assert "reminder" not in kinds()
    assert Reminder.objects.get().due_at == datetime(2026, 11, 22, 18, tzinfo=UTC)
    sweep(datetime(2026, 11, 22, 18, tzinfo=UTC))
    assert kinds().count("reminder") == 1


def _crowd(interviewer: Interviewer, count: int) -> None:
    for n in range(count):
        person = Candidate.objects.create(
            workspace=interviewer.workspace, name=f"P {n}", email=f"p{n}-{count}@example.org", found_by="p"
        )
        row = Application.objects.create(
            workspace=interviewer.workspace,
            candidate=person,
            interviewer=interviewer,
            status="in_progress" if n % 2 else "pending",
            verified_at=NOON if n % 2 else None,
        )
        reminding.watch(application_id=row.id)


def test_a_batch_costs_the_same_however_many_are_in_it(interviewer):
    counts = []
    for count in (4, 28):
        Reminder.objects.all().delete()
        with at(NOON):
            _crowd(interviewer, count)
        with at(NOON + 2 * DAY), CaptureQueriesContext(connection) as asked:
            reminding.sweep()
        counts.append(len(asked))
    assert Message.objects.filter(kind="reminder").count() == 32
    assert counts[0] == counts[1] <= 26


@pytest.mark.django_db(transaction=True)
def test_two_workers_that_sweep_at_once_write_each_reminder_once(interviewer, walk, cast):
    with at(NOON):
        _crowd(interviewer, 12)
        Interviewer.objects.update(deadline=NOON + 400 * DAY)

    def work() -> None:
        with at(NOON + 2 * DAY):
            reminding.sweep()

    assert at_once(walk, [work] * 4) == [None] * 4
    assert Message.objects.filter(kind="reminder").count() == 12
    assert set(Reminder.objects.values_list("sent", flat=True)) == {1}


def test_who_has_done_every_step_is_thanked_once(interviewer):
    with at(NOON):
        Stage.objects.filter(interviewer=interviewer, kind="web_interview").update(removed_at=NOON)
        application = scene.applied(interviewer)
        scene.sent_resume(application, PASSING)
        run_due_jobs()
        applications.refresh(application)
    assert kinds().count("completion") == 1


def test_a_stopped_candidate_is_told_of_another_go_when_it_opens(interviewer, resume_stage):
    interviewer.most_retakes, interviewer.retake_cooldown_days = 1, 1
    interviewer.save()
    with at(NOON):
        application = stopped(interviewer, resume_stage)
        run_due_jobs()
    assert "retake" not in kinds()
    with at(NOON + DAY + timedelta(minutes=1)):
        run_due_jobs()
        run_due_jobs()
    message = Message.objects.get(kind="retake")
    assert (message.about_id, message.state) == (application.id, "kept")


def test_a_go_that_a_member_allows_is_told_of_at_once(interviewer, resume_stage, cast):
    with at(NOON):
        application = stopped(interviewer, resume_stage)
        retaking.allow_retake(application, most=1, cooldown_days=0, by=cast.colleague)
        run_due_jobs()
    assert kinds().count("retake") == 1


def test_who_is_shortlisted_gets_the_times_unless_it_is_undone_in_time(interviewer, cast):
    interviewer.scheduling_url = "https://cal.example.org/team"
    interviewer.save()
    with at(NOON):
        sure, unsure = (
            scene.applied(interviewer, email=f"{name}@example.org") for name in ("sure", "unsure")
        )
        for each in (sure, unsure):
            applications.shortlist(each, by=cast.colleague)
        run_due_jobs()
        applications.undecide(unsure, by=cast.colleague)
        assert set(Message.objects.filter(kind="scheduling_link").values_list("state", flat=True)) == {
            "waiting"
        }
    with at(NOON + timedelta(minutes=3)):
        run_due_jobs()
    states = dict(Message.objects.filter(kind="scheduling_link").values_list("recipient", "state"))
    assert states == {"sure@example.org": "kept", "unsure@example.org": "cancelled"}
    assert "https://cal.example.org/team" in Message.objects.get(recipient="sure@example.org").body
    with at(NOON + DAY):
        applications.shortlist(unsure, by=cast.colleague)
        run_due_jobs()
    assert Message.objects.filter(recipient="unsure@example.org", kind="scheduling_link").count() == 2


def test_without_a_link_to_choose_a_time_nobody_is_sent_one(interviewer, cast):
    with at(NOON):
        applications.shortlist(scene.applied(interviewer), by=cast.colleague)
        run_due_jobs()
    assert "scheduling_link" not in kinds()
