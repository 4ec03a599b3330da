"""From a draft to the outbox: template, policy, suppression; and what is asked again when a message goes."""

from __future__ import annotations

from uuid import UUID, uuid5

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from greenroom.core import scope
from greenroom.core.models import Job, StoredEvent
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.core.testing.standins.smtp import SmtpStandIn
from greenroom.outreach import registry
from greenroom.outreach.actions import messaging, outbox, suppressions
from greenroom.outreach.actions.messaging import Draft, Recipient
from greenroom.outreach.models import Message, MessageTemplate, Policy, Suppression, TemplateGroup

pytestmark = pytest.mark.django_db
ABOUT = UUID(int=7)
LINK = "https://g.example.org/apply/northfield/till/?for=abc"
NOON = "2026-11-21T12:00:00+00:00"


@pytest.fixture(autouse=True)
def _nobody_carries(settings) -> None:
    settings.EMAIL_HOST, settings.PUBLIC_URL = "", "https://g.example.org"
    settings.DEFAULT_FROM_EMAIL = "Greenroom <mail@example.org>"


@pytest.fixture
def night(in_workspace) -> Policy:
    """Quiet from nine in the evening until eight."""
    given = {"quiet_from": "21:00", "quiet_until": "08:00", "is_default": True}
    return Policy.objects.create(workspace=in_workspace.workspace, name="Night", **given)


@pytest.fixture(autouse=True)
def asked(monkeypatch) -> dict[str, bool]:
    """Whether reminders are still wanted, as a room above says; of other kinds nobody asks here."""
    answer = {"wanted": True}
    monkeypatch.setattr(registry, "_wanted", {"reminder": lambda _about: answer["wanted"]})
    return answer


def draft(kind: str = "invitation", **given) -> Draft:
    to = {"email": "rowan@example.org", "zone": "Europe/Berlin", **given.pop("to", {})}
    known = {"candidate_name": "Rowan Vale", "job_title": "Till", "link": LINK, "deadline": "3 December"}
    about = {"variables": {**known, **given.pop("variables", {})}, "about_id": ABOUT}
    return Draft(kind=kind, recipient=Recipient(**to), **{**about, **given})


def test_an_invitation_is_in_the_workspaces_name_and_says_how_to_end_such_mail(in_workspace):
    (message,) = messaging.write(draft())
    assert message.sender == "Northfield <mail@example.org>"
    assert message.subject == "Northfield invites you to an interview: Till"
    assert LINK in message.body
    assert message.unsubscribe_url in message.body
    assert "Hello <bdi>Rowan Vale</bdi>" in message.html
    assert (message.kind, message.about_id, message.due_at) == ("invitation", ABOUT, None)


def test_a_code_has_no_way_to_be_ended(in_workspace):
    (message,) = messaging.write(draft("code", number="", variables={"code": "123456"}))
    assert message.subject == "123456 is your code"
    assert (message.unsubscribe_url, message.key) == ("", None)


@pytest.mark.parametrize(
    ("language", "group", "said"),
    [
        ("en", True, "Our own"),
        ("de", True, "lädt Sie zu einem Gespräch ein"),
        ("xx", True, "Our own"),
        ("en", False, "invites you"),
    ],
)
def test_words_are_the_workspaces_where_it_has_them_in_that_language(in_workspace, language, group, said):
    row = {"workspace": in_workspace.workspace}
    made = TemplateGroup.objects.create(name="Ours", sender_name="Till Team", is_default=group, **row)
    MessageTemplate.objects.create(
        group=made,
        kind="invitation",
        channel="email",
        language="en",
        subject="Our own",
        body="{{link}}",
        **row,
    )
    (message,) = messaging.write(draft(to={"language": language}))
    assert said in message.subject
    assert message.sender.startswith("Till Team" if group else "Northfield")


def test_the_same_is_written_once_however_often_it_isasked_for(in_workspace):
    assert len(messaging.write(draft("reminder"))) == 1
    assert messaging.write(draft("reminder")) == []
    assert len(messaging.write(draft("reminder", number="2"))) == 1
    assert Message.objects.count() == 2
    assert Job.objects.filter(name="outreach.send").count() == 2


def test_a_reminder_in_the_night_waits_for_the_morning_there(night):
    with time_machine.travel("2026-11-21T22:30:00+00:00", tick=False):
        (late,) = messaging.write(draft("reminder"))
        (code,) = messaging.write(draft("code", number="", variables={"code": "1"}))
        (far,) = messaging.write(draft("reminder", number="2", to={"zone": "America/Los_Angeles"}))
    assert late.due_at.isoformat() == "2026-11-22T07:00:00+00:00"
    assert (code.due_at, far.due_at) == (None, None)


def test_a_message_that_waited_isasked_for_again_when_it_goes(night, asked):
    with time_machine.travel("2026-11-21T22:30:00+00:00", tick=False):
        (message,) = messaging.write(draft("reminder"))
    asked["wanted"] = False
    with time_machine.travel("2026-11-22T07:00:01+00:00", tick=False):
        run_due_jobs()
    message.refresh_from_db()
    assert (message.state, message.error, message.key) == ("cancelled", "unwanted", None)
    asked["wanted"] = True
    with time_machine.travel("2026-11-22T12:00:00+00:00", tick=False):
        (again,) = messaging.write(draft("reminder"))
        run_due_jobs()
    again.refresh_from_db()
    assert again.state == "kept"


def test_a_message_that_comes_too_late_into_the_night_is_put_off(night, asked):
    with time_machine.travel("2026-11-21T12:00:00+00:00", tick=False):
        (message,) = messaging.write(draft("reminder"))
    with time_machine.travel("2026-11-21T23:00:00+00:00", tick=False):  # the workers were down until now
        run_due_jobs()
        message.refresh_from_db()
        assert (message.state, message.due_at.isoformat()) == ("waiting", "2026-11-22T07:00:00+00:00")
    with time_machine.travel("2026-11-22T07:00:00+00:00", tick=False):
        run_due_jobs()
    message.refresh_from_db()
    assert message.state == "kept"


@pytest.mark.parametrize(("change", "reason"), [("unsubscribe", "unsubscribed"), ("switch", "policy")])
def test_what_has_changed_meanwhile_holds(night, change, reason):
    with time_machine.travel("2026-11-21T22:30:00+00:00", tick=False):
        (message,) = messaging.write(draft("reminder"))
    if change == "unsubscribe":
        token = message.unsubscribe_url.rstrip("/").rpartition("/")[2]
        suppressions.suppress(suppressions.held_by(token), reason="unsubscribed")
    else:
        Policy.objects.update(sends=False)
    with time_machine.travel("2026-11-22T12:00:00+00:00", tick=False):
        run_due_jobs()
    message.refresh_from_db()
    assert (message.state, message.error) == ("cancelled", reason)


def test_who_has_unsubscribed_gets_codes_and_nothing_else(in_workspace, cast):
    Suppression.objects.create(
        workspace=in_workspace.workspace, channel="email", address="rowan@example.org", reason="unsubscribed"
    )
    for kind in ("invitation", "reminder", "completion"):
        assert messaging.write(draft(kind, to={"email": "Rowan@Example.org"})) == []
    assert messaging.write(draft("code", number="", variables={"code": "1"}))
    with scope.scoped(cast.stranger.workspace_id):
        assert messaging.write(draft())


ESSENTIAL = {"code": "code", "help_answer": "answer", "data_done": "reason", "data_refused": "reason"}


def test_what_is_essential_goes_at_once_whatever_the_policy_and_the_recipient_say(night, in_workspace):
    Policy.objects.update(sends=False)
    Suppression.objects.create(
        workspace=in_workspace.workspace, channel="email", address="rowan@example.org", reason="unsubscribed"
    )
    with time_machine.travel("2026-11-21T22:30:00+00:00", tick=False):
        pile = [draft(kind, variables={name: "17"}) for kind, name in ESSENTIAL.items()]
        written = messaging.write_all([draft(), *pile, draft("erasure")])
        assert [message.kind for message in written] == [*ESSENTIAL, "erasure"]
        assert {(message.due_at, message.unsubscribe_url) for message in written} == {(None, "")}
        assert all("17" in message.body for message in written[:4])
        run_due_jobs()
    assert set(Message.objects.values_list("state", flat=True)) == {"kept"}


@pytest.mark.parametrize(("wanted", "state"), [(True, "kept"), (False, "cancelled")])
def test_that_a_rule_has_stopped_somebody_waits_for_the_morning_and_is_asked_again(
    night, in_workspace, monkeypatch, wanted, state
):
    monkeypatch.setattr(registry, "_wanted", {"stopped": lambda _about: wanted})
    Policy.objects.update(sends=False)
    Suppression.objects.create(
        workspace=in_workspace.workspace, channel="email", address="rowan@example.org", reason="unsubscribed"
    )
    with time_machine.travel("2026-11-21T22:30:00+00:00", tick=False):
        (message,) = messaging.write(draft("stopped", variables={"message": "Not this time."}))
    assert message.due_at.isoformat() == "2026-11-22T07:00:00+00:00"
    with time_machine.travel("2026-11-22T07:00:01+00:00", tick=False):
        run_due_jobs()
    message.refresh_from_db()
    assert message.state == state


def test_what_a_member_wrote_keeps_its_lines_and_is_words_and_nothing_else(in_workspace):
    said = "Ring the bell.\n\n<b>Or</b> see https://example.org/map?a=1&b=2 {{link}}\r\nTill" + " then" * 60
    (message,) = messaging.write(draft("help_answer", number="", variables={"answer": said}))
    assert said.replace("\r\n", "\n") in message.body
    assert "Ring the bell.<br><br>&lt;b&gt;Or&lt;/b&gt; see <a href=" in message.html
    assert 'href="https://example.org/map?a=1&amp;b=2"' in message.html
    assert "{{link}}<br>Till then" in message.html


def test_many_are_written_with_as_many_statements_as_two(in_workspace, django_assert_num_queries):
    def pile(start: int, count: int) -> list[Draft]:
        return [
            draft("reminder", about_id=uuid5(ABOUT, str(n)), to={"email": f"p{n}@example.org"})
            for n in range(start, start + count)
        ]

    with CaptureQueriesContext(connection) as two:
        messaging.write_all(pile(0, 2))
    with django_assert_num_queries(len(two)):
        assert len(messaging.write_all(pile(100, 30))) == 30
    run_due_jobs()
    assert set(Message.objects.values_list("state", flat=True)) == {"kept"}


def test_the_mail_that_goes_can_be_ended_with_one_click(in_workspace, settings):
    with SmtpStandIn() as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = server.host, server.port, False
        (message,) = messaging.write(draft())
        run_due_jobs()
        mail = server.received[0].mail
    assert mail["List-Unsubscribe"] == f"<{message.unsubscribe_url}>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    message.refresh_from_db()
    assert (message.state, message.vendor) == ("sent", "smtp")


def test_a_waiting_message_is_taken_back_by_who_may_and_can_be_sent_after_all(night, in_workspace):
    with time_machine.travel("2026-11-21T22:30:00+00:00", tick=False):
        (message,) = messaging.write(draft("completion"))
    taken = outbox.cancel(message, by=in_workspace.owner)
    assert (taken.state, taken.error) == ("cancelled", "taken_back")
    assert StoredEvent.objects.get(name="outreach.MessageCancelled").actor_id == in_workspace.owner.id
    with time_machine.travel("2026-11-22T12:00:00+00:00", tick=False):
        run_due_jobs()
        taken.refresh_from_db()
        assert taken.state == "cancelled"
        outbox.send_again(taken, by=in_workspace.owner)
        run_due_jobs()
    taken.refresh_from_db()
    assert taken.state == "kept"


@pytest.mark.parametrize("path", ["page", "one click"])
def test_unsubscribing_needs_no_session_and_no_form_token_and_can_be_undone(in_workspace, path):
    (message,) = messaging.write(draft(to={"language": "de"}))
    address = message.unsubscribe_url.removeprefix("https://g.example.org")
    client = Client(enforce_csrf_checks=True)
    page = client.get(address)
    assert 'lang="de"' in page.content.decode()
    assert "rowan@example.org" not in address
    assert not Suppression.objects.exists()  # a mail program that looks ahead ends nothing
    given = {"List-Unsubscribe": "One-Click"} if path == "one click" else {}
    for _twice in range(2):
        assert client.post(address, given).status_code == 200
    row = Suppression.objects.get()
    assert (row.address, row.reason, row.channel) == ("rowan@example.org", "unsubscribed", "email")
    assert StoredEvent.objects.filter(name="outreach.AddressSuppressed").count() == 1
    assert client.post(address, {"do": "undo"}).status_code == 200
    assert not Suppression.objects.exists()


@pytest.mark.parametrize("token", ["x", "gAAAAABforged", "0" * 200])
def test_a_forged_link_ends_nobodys_messages(client, db, token):
    assert client.post(f"/unsubscribe/{token}/").status_code == 404
    with scope.everything("a test looks"):
        assert not Suppression.objects.exists()


def test_an_address_that_came_back_is_not_revived_by_its_link(in_workspace, client):
    (message,) = messaging.write(draft())
    address = message.unsubscribe_url.removeprefix("https://g.example.org")
    Suppression.objects.create(
        workspace=in_workspace.workspace, channel="email", address="rowan@example.org", reason="bounced"
    )
    client.post(address, {"do": "undo"})
    assert Suppression.objects.get().reason == "bounced"


def test_a_text_message_goes_besides_where_the_policy_wants_it_and_a_number_is_known(in_workspace):
    Policy.objects.create(workspace=in_workspace.workspace, name="Texts", is_default=True, by_text=True)
    written = messaging.write(draft(to={"phone": "+4915112345678", "language": "de"}))
    assert [(each.channel, each.recipient) for each in written] == [
        ("email", "rowan@example.org"),
        ("sms", "+4915112345678"),
    ]
    text = written[1]
    assert text.body.startswith("Northfield lädt Sie")
    assert LINK in text.body
    assert (text.html, text.subject, text.unsubscribe_url) == ("", "", "")
    assert len(messaging.write(draft("retake", to={"phone": "+4915112345678"}))) == 1  # by mail alone
    assert len(messaging.write(draft(number="2"))) == 1  # no number known
    Policy.objects.update(by_text=False)
    assert len(messaging.write(draft(number="3", to={"phone": "+4915112345678"}))) == 1
