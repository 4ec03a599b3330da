"""Sending by Twilio's own protocol, and what becomes of a message that may have gone."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from greenroom.core import clock, scope
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.core.testing.standins.twilio.server import OURS
from greenroom.outreach.actions import outbox
from greenroom.outreach.contract import NeedsReconnect, Rejected, RetryLater
from greenroom.outreach.models import Message, TextThread
from greenroom.outreach.rules.letters import Letter
from greenroom.outreach.senders.sms import twilio
from greenroom.outreach.senders.sms.tests.phones import PHONE, configure, door
from greenroom.outreach.senders.sms.twilio import Twilio


@pytest.fixture
def account(settings):
    with door() as account:
        configure(settings, account)
        yield account


@pytest.fixture
def workspace(cast):
    with scope.scoped(cast.workspace.id):
        yield cast.workspace


def record(body: str = "Hello", **more) -> Message:
    return outbox.record(Letter(channel="sms", sender=OURS, recipient=PHONE, body=body, **more))


def now(message: Message) -> Message:
    return Message.objects.get(id=message.id)


def later(**delta: float) -> None:
    with time_machine.travel(clock.now() + timedelta(**delta), tick=False):
        run_due_jobs()


def test_a_message_is_handed_over_once_and_its_row_says_to_whom(workspace, account):
    message = record("Grüße €")
    run_due_jobs()
    (sent,) = account.sent
    assert (sent.to, sent.sender, sent.body) == (PHONE, OURS, "Grüße €")
    assert sent.callback.endswith(f"/hooks/twilio/status/?message={message.id}")
    row = now(message)
    assert (row.state, row.vendor, row.vendor_id, row.parts) == ("sent", "twilio", sent.sid, 1)
    outbox.deliver(message_id=message.id)
    assert len(account.sent) == 1


@pytest.mark.parametrize(
    ("fault", "failure", "words"),
    [
        ("busy", RetryLater, "too many requests"),
        ("away", RetryLater, "out of order"),
        ("login", NeedsReconnect, "account SID or the auth token"),
        ("number", NeedsReconnect, "number to send from"),
        ("invalid", Rejected, "not a valid phone number"),
        ("landline", Rejected, "cannot take text messages"),
        ("unsubscribed", Rejected, "asked for no more"),
    ],
)
def test_each_refusal_is_the_failure_it_is_in_words(workspace, account, fault, failure, words):
    message = record()
    account.fail(fault)
    with pytest.raises(failure, match=words):
        twilio.from_settings().send(message)
    assert account.sent == []


def test_nobody_there_and_no_answer_are_tried_again(workspace, account):
    message = record()
    with pytest.raises(RetryLater, match="cannot be reached"):
        Twilio("AC1", "t", OURS, base_url="http://127.0.0.1:9").send(message)
    assert now(message).vendor == ""
    account.fail("hang")
    slow = twilio.from_settings()
    with pytest.raises(RetryLater, match="in time"):
        Twilio(slow.account_sid, slow.auth_token, OURS, base_url=account.base_url, timeout=0.2).send(message)
    assert now(message).vendor == "twilio"


@pytest.mark.parametrize("fault", ["lost", "gone"])
def test_a_message_that_got_through_without_an_answer_is_not_sent_again(workspace, account, fault):
    record("twice the same")
    run_due_jobs()
    message = record("twice the same")
    account.fail(fault)
    run_due_jobs()
    assert now(message).state == "waiting"
    assert len(account.sent) == 2
    later(minutes=5)
    assert now(message).state == "sent"
    assert now(message).vendor_id == account.sent[1].sid
    assert len(account.sent) == 2


def test_a_message_that_did_not_get_through_is_sent_later(workspace, account):
    message = record()
    account.fail("away", "busy")
    run_due_jobs()
    later(minutes=5)
    later(minutes=30)
    assert now(message).state == "sent"
    assert len(account.sent) == 1


def test_a_callback_that_is_faster_than_the_answer_says_that_it_got_through(workspace, account):
    message = record()
    account.fail("lost")
    run_due_jobs()
    assert account.report(account.sent[0], "delivered") == 200
    run_due_jobs()
    assert now(message).vendor_id == account.sent[0].sid
    later(minutes=5)
    later(minutes=10)
    assert now(message).state == "delivered"
    assert [asked.method for asked in account.asked] == ["POST"]


def test_what_twilio_tells_moves_forward_only_however_often_and_in_whatever_order(workspace, account):
    first, second = record("one"), record("two")
    run_due_jobs()
    one, two = account.sent
    for status in ("delivered", "sent", "queued", "undelivered", "delivered"):
        account.report(one, status)
    for status, code in (("sent", 0), ("undelivered", 30005), ("delivered", 0), ("failed", 30003)):
        account.report(two, status, code=code)
    run_due_jobs()
    assert (now(first).state, now(first).error) == ("delivered", "")
    assert now(second).state == "undelivered"
    assert "out of service" in now(second).error


def test_what_twilio_gave_up_can_be_sent_again_by_a_person(workspace, account, cast):
    message = record()
    run_due_jobs()
    account.report(account.sent[0], "failed", code=30003)
    run_due_jobs()
    assert now(message).state == "failed"
    outbox.send_again(now(message), by=cast.owner)
    account.fail("lost")
    run_due_jobs()
    later(minutes=5)
    assert now(message).state == "sent"
    assert [sent.sid for sent in account.sent] == [account.sent[0].sid, now(message).vendor_id]


def test_a_phone_that_stopped_at_twilio_is_stopped_here(workspace, account):
    account.fail("unsubscribed")
    message = record()
    run_due_jobs()
    assert "STOP" in now(message).error
    assert TextThread.objects.get().stopped_at is not None
    again = record()
    run_due_jobs()
    assert (now(again).state, len(account.asked)) == ("failed", 1)


def test_a_forged_callback_changes_nothing(workspace, account):
    message = record()
    run_due_jobs()
    (sent,) = account.sent
    form = {"MessageSid": sent.sid, "MessageStatus": "failed", "To": PHONE}
    assert account.call(sent.callback, form, token="guessed") == 403
    assert account.post(sent.callback, form, "") == 403
    assert (
        account.call(sent.callback.replace(str(message.id), str(now(message).about_id or "x")), form) == 200
    )
    run_due_jobs()
    assert now(message).state == "sent"


def test_a_workspace_with_a_service_sends_by_it_and_a_place_nobody_can_call_asks_for_no_callback(
    workspace, account, settings
):
    settings.TWILIO_FROM, settings.TWILIO_MESSAGING_SERVICE = "", "MG" + "1" * 32
    settings.PUBLIC_URL = "http://localhost:8000"
    outbox.record(Letter(channel="sms", sender="", recipient=PHONE, body="Hello"))
    run_due_jobs()
    asked = account.asked[0].content.decode()
    assert "MessagingServiceSid=MG1" in asked
    assert "From=" not in asked
    assert "StatusCallback" not in asked
