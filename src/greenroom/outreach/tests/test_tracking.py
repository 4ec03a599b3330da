"""What a mail provider tells of a message after it took it."""

from __future__ import annotations

import itertools
import json
from base64 import b64encode
from collections.abc import Iterator

import pytest

from greenroom.core import scope
from greenroom.core.models import StoredEvent
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.outreach.actions import outbox
from greenroom.outreach.models import Message, Suppression
from greenroom.outreach.rules.letters import Letter
from greenroom.outreach.senders.email.anymail.tests.standin import KEY, SendGridStandIn

pytestmark = pytest.mark.django_db
HOOK = "/hooks/mail/"


@pytest.fixture
def sendgrid(settings, in_workspace) -> Iterator[SendGridStandIn]:
    with SendGridStandIn() as server:
        settings.MAIL_PROVIDER, settings.MAIL_KEY, settings.MAIL_BASE_URL = "sendgrid", KEY, server.base_url
        settings.MAIL_WEBHOOK_KEY, settings.MAIL_WEBHOOK_SECRET = server.public_key, ""
        yield server


@pytest.fixture
def message(sendgrid) -> Message:
    sent = outbox.record(Letter(sender="a@example.org", recipient="Rowan@example.org", subject="x", body="y"))
    run_due_jobs()
    sent.refresh_from_db()
    assert (sent.state, sent.vendor, bool(sent.vendor_id)) == ("sent", "sendgrid", True)
    return sent


def tell(client, server: SendGridStandIn, *events: dict) -> int:
    body, headers = server.signed(list(events))
    return client.post(HOOK, body, content_type="application/json", headers=headers).status_code


def test_a_delivery_is_noted_once_however_often_it_is_told(sendgrid, message, client):
    for _twice in range(2):
        assert tell(client, sendgrid, sendgrid.tells(0, "processed"), sendgrid.tells(0, "delivered")) == 200
    message.refresh_from_db()
    assert (message.state, message.told_at.timestamp()) == ("delivered", 1_795_000_000)
    assert StoredEvent.objects.filter(name="outreach.MessageDelivered").count() == 1


@pytest.mark.parametrize(
    ("event", "more", "state", "reason"),
    [
        ("bounce", {"type": "bounce", "reason": "550 no such user"}, "undelivered", "bounced"),
        ("bounce", {"type": "blocked", "reason": "421 try later"}, "undelivered", None),
        ("dropped", {"reason": "Bounced Address"}, "undelivered", "bounced"),
        ("dropped", {"reason": "Spam Content"}, "undelivered", None),
        ("spamreport", {}, "sent", "complained"),
        ("unsubscribe", {}, "sent", "unsubscribed"),
        ("open", {}, "sent", None),
    ],
)
def test_what_comes_back_for_good_or_annoys_is_written_to_no_more(
    sendgrid, message, client, event, more, state, reason
):
    assert tell(client, sendgrid, sendgrid.tells(0, event, **more)) == 200
    message.refresh_from_db()
    assert message.state == state
    assert message.error == (more.get("reason", "") if event == "bounce" else "")
    rows = list(Suppression.objects.values_list("address", "reason"))
    assert rows == ([("rowan@example.org", reason)] if reason else [])


@pytest.mark.parametrize("order", list(itertools.permutations(["delivered", "bounce"])))
def test_what_came_back_stays_so_whatever_order_it_is_told_in(sendgrid, message, client, order):
    for event in order:
        tell(client, sendgrid, sendgrid.tells(0, event))
    message.refresh_from_db()
    assert message.state == "undelivered"


def test_a_delivery_that_is_told_before_we_have_noted_the_sending_stands(sendgrid, message, client):
    Message.objects.update(state="waiting", vendor_id="")
    assert tell(client, sendgrid, sendgrid.tells(0, "delivered")) == 200
    message.state = "waiting"
    outbox._settle(message, Message.State.SENT)
    message.refresh_from_db()
    assert message.state == "delivered"


def test_a_forged_or_broken_call_changes_nothing(sendgrid, message, client):
    body, headers = sendgrid.signed([sendgrid.tells(0, "delivered")])
    tries = [
        (body.replace(b"delivered", b"bounce"), headers),
        (body, {}),
        (body, {**headers, "X-Twilio-Email-Event-Webhook-Timestamp": "1"}),
        (body, {**headers, "X-Twilio-Email-Event-Webhook-Signature": "?"}),
        sendgrid.signed({"not": "a list"}),
        (b"{", sendgrid.signed([])[1]),
    ]
    for content, given in tries:
        answer = client.post(HOOK, content, content_type="application/json", headers=given)
        assert answer.status_code == 403
    message.refresh_from_db()
    assert message.state == "sent"


def test_news_of_what_is_not_ours_is_let_pass(sendgrid, message, client, cast):
    event = {**sendgrid.tells(0, "delivered"), "greenroom_message": str(cast.owner.id), "anymail_id": "x"}
    assert tell(client, sendgrid, event) == 200
    message.refresh_from_db()
    assert message.state == "sent"


def test_a_shared_secret_vouches_where_nothing_is_signed(sendgrid, message, client, settings):
    settings.MAIL_WEBHOOK_KEY, settings.MAIL_WEBHOOK_SECRET = "", "mail:secret"
    body = json.dumps([sendgrid.tells(0, "delivered")])
    for word, status in (("mail:wrong", 403), ("mail:secret", 200)):
        given = {"Authorization": "Basic " + b64encode(word.encode()).decode()}
        assert client.post(HOOK, body, content_type="application/json", headers=given).status_code == status
    message.refresh_from_db()
    assert message.state == "delivered"


@pytest.mark.parametrize("off", ["MAIL_PROVIDER", "MAIL_WEBHOOK_KEY"])
def test_without_a_provider_or_anything_that_vouches_the_door_is_closed(
    sendgrid, message, client, settings, off
):
    body, headers = sendgrid.signed([sendgrid.tells(0, "delivered")])
    setattr(settings, off, "")
    assert client.post(HOOK, body, content_type="application/json", headers=headers).status_code == 404
    with scope.everything("a test looks"):
        assert Message.objects.get().state == "sent"
