"""What every sender of mail does, whoever it is."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest

from greenroom.core.testing.standins.smtp import SmtpStandIn
from greenroom.outreach.contract import NeedsReconnect, Rejected, RetryLater, Sender
from greenroom.outreach.models import Message
from greenroom.outreach.senders.email.anymail import Provider
from greenroom.outreach.senders.email.anymail.tests.standin import KEY, SendGridStandIn
from greenroom.outreach.senders.email.smtp import Smtp


@dataclass
class Carrier(ABC):
    """A sender, the server it speaks to, and what that has taken as plain values."""

    sender: Sender
    server: Any
    faults: dict[str, str]

    @abstractmethod
    def taken(self) -> list[dict[str, Any]]: ...


class BySmtp(Carrier):
    def taken(self) -> list[dict[str, Any]]:
        return [
            {
                "to": list(each.recipients),
                "from": each.sender,
                "subject": str(each.mail["Subject"]),
                "text": each.mail.get_body(("plain",)).get_content().replace("\r\n", "\n").strip(),
                "html": html.get_content().strip() if (html := each.mail.get_body(("html",))) else "",
                "headers": {name.lower(): str(value) for name, value in each.mail.items()},
            }
            for each in self.server.received
        ]


class BySendGrid(Carrier):
    def taken(self) -> list[dict[str, Any]]:
        return [
            {
                "to": [person["email"] for person in each["personalizations"][0]["to"]],
                "from": each["from"]["email"],
                "subject": each["subject"],
                "text": next(
                    part["value"] for part in each["content"] if part["type"] == "text/plain"
                ).strip(),
                "html": next((part["value"] for part in each["content"] if part["type"] == "text/html"), ""),
                "headers": {name.lower(): value for name, value in each.get("headers", {}).items()},
            }
            for each in self.server.taken
        ]


@contextmanager
def _smtp() -> Iterator[Carrier]:
    with SmtpStandIn(accounts={"mailer": "right"}) as server:
        sender = Smtp(server.host, server.port, user="mailer", password="right", tls=False, timeout=0.5)
        yield BySmtp(sender, server, {"busy": "busy", "away": "tempfail", "hang": "hang", "unfit": "reject"})


@contextmanager
def _sendgrid() -> Iterator[Carrier]:
    with SendGridStandIn() as server:
        sender = Provider("sendgrid", key=KEY, base_url=server.base_url, timeout=0.5)
        yield BySendGrid(sender, server, {name: name for name in ("busy", "away", "hang", "unfit")})


CARRIERS = {"smtp": _smtp, "sendgrid": _sendgrid}


@pytest.fixture(params=CARRIERS)
def carrier(request) -> Iterator[Carrier]:
    with CARRIERS[request.param]() as ready:
        yield ready


def message(**given) -> Message:
    usual = {
        "sender": "Northfield <jobs@example.org>",
        "recipient": "zoe@example.org",
        "subject": "Grüße",
        "body": "Hello\nZoë",
        "html": "<p>Hello</p>",
    }
    return Message(**{**usual, **given})


def test_words_addresses_and_the_way_to_end_it_arrive(carrier):
    row = message(unsubscribe_url="https://g.example.org/unsubscribe/x/")
    receipt = carrier.sender.send(row)
    assert receipt.vendor in CARRIERS
    (taken,) = carrier.taken()
    assert (taken["to"], taken["from"], taken["subject"]) == (
        ["zoe@example.org"],
        "jobs@example.org",
        "Grüße",
    )
    assert (taken["text"], taken["html"]) == ("Hello\nZoë", "<p>Hello</p>")
    assert taken["headers"]["list-unsubscribe"] == "<https://g.example.org/unsubscribe/x/>"
    assert taken["headers"]["list-unsubscribe-post"] == "List-Unsubscribe=One-Click"
    assert taken["headers"]["message-id"] == f"<{row.id}@example.org>"


def test_what_nobody_can_end_carries_no_such_header(carrier):
    carrier.sender.send(message(html=""))
    (taken,) = carrier.taken()
    assert "list-unsubscribe" not in taken["headers"]
    assert taken["html"] == ""


@pytest.mark.parametrize("subject", ["Hello\r\nBcc: other@example.org", "Hello\nX-Evil: 1"])
def test_a_subject_brings_no_header_of_its_own(carrier, subject):
    with pytest.raises(Rejected):
        carrier.sender.send(message(subject=subject))
    assert carrier.taken() == []


@pytest.mark.parametrize(
    ("fault", "failure"),
    [("busy", RetryLater), ("away", RetryLater), ("hang", RetryLater), ("unfit", Rejected)],
)
def test_the_three_failures_are_told_apart_and_the_next_message_goes(carrier, fault, failure):
    carrier.server.fail(carrier.faults[fault])
    with pytest.raises(failure) as told:
        carrier.sender.send(message())
    assert carrier.taken() == []
    assert KEY not in str(told.value)
    carrier.sender.send(message())
    assert len(carrier.taken()) == 1


@pytest.mark.parametrize("name", CARRIERS)
def test_who_does_not_know_us_wants_a_person(name):
    with CARRIERS[name]() as carrier:
        stranger = (
            Smtp(
                carrier.server.host, carrier.server.port, user="mailer", password="no", tls=False, timeout=0.5
            )
            if name == "smtp"
            else Provider("sendgrid", key="SG.wr0ng", base_url=carrier.server.base_url, timeout=0.5)
        )
        with pytest.raises(NeedsReconnect) as told:
            stranger.send(message())
        assert "SG.wr0ng" not in str(told.value)
        assert carrier.taken() == []


@pytest.mark.parametrize("name", CARRIERS)
def test_a_server_that_is_not_there_is_tried_later(name):
    with CARRIERS[name]() as carrier:
        sender = carrier.sender
    with pytest.raises(RetryLater):
        sender.send(message())


def test_a_connection_that_is_cut_is_tried_later_and_no_key_is_said():
    with SendGridStandIn() as server:
        server.fail("cut")
        with pytest.raises(RetryLater) as told:
            Provider("sendgrid", key=KEY, base_url=server.base_url, timeout=0.5).send(message())
    assert KEY not in json.dumps(str(told.value))
