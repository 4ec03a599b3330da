"""A server that speaks Twilio's message resource (2010-04-01), signs its webhooks as Twilio does, and fails on request.

Faults: "busy" (429), "away" (500), "hang" (no answer), "lost" (takes the message, then hangs up), "gone" (503 after
taking it), "login" (401), "unsubscribed" (400, 21610), "invalid" (400, 21211), "landline" (400, 21614), "number"
(400, 21606). What a real account checks of a form is checked.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import format_datetime
from urllib.parse import parse_qs, parse_qsl, urlsplit

from greenroom.core import clock
from greenroom.core.testing.standins.site import SiteStandIn, Visit

ACCOUNT = "AC" + "0" * 32
TOKEN = "standin-auth-token"  # noqa: S105  (of nobody)
OURS = "+15005550006"
FAULTS: dict[str, tuple[int, int, str]] = {
    "busy": (429, 20429, "Too Many Requests"),
    "away": (500, 20500, "Internal Server Error"),
    "gone": (503, 20503, "Service Unavailable"),
    "login": (401, 20003, "Authenticate"),
    "unsubscribed": (400, 21610, "Attempt to send to unsubscribed recipient"),
    "invalid": (400, 21211, "The 'To' number is not a valid phone number."),
    "landline": (400, 21614, "'To' number is not a valid mobile number"),
    "number": (400, 21606, "The 'From' phone number is not a valid, SMS-capable inbound phone number"),
}
_TAKEN_ALL_THE_SAME = {"lost", "gone"}
_PATH = f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json"
_E164 = re.compile(r"\+[1-9]\d{6,14}")

Post = Callable[[str, Mapping[str, str], str], int]
"""Posts a form to an address with a signature, as `post(url, form, signature) -> status`."""


@dataclass(frozen=True)
class Sent:
    """A message the account took. callback: where it is told of."""

    sid: str
    to: str
    sender: str
    body: str
    callback: str
    created: str = field(default="")

    def as_json(self) -> dict[str, str | None]:
        return {
            "account_sid": ACCOUNT,
            "api_version": "2010-04-01",
            "body": self.body,
            "date_created": self.created,
            "direction": "outbound-api",
            "error_code": None,
            "from": self.sender,
            "num_media": "0",
            "num_segments": "1",
            "sid": self.sid,
            "status": "queued",
            "to": self.to,
            "uri": f"/2010-04-01/Accounts/{ACCOUNT}/Messages/{self.sid}.json",
        }


class TwilioStandIn(SiteStandIn):
    """sent: the messages the account took, oldest first. post: how its webhooks reach the product.

    public_url: the address that the account's number has its webhook at, without path.
    """

    def __init__(self, post: Post, *, public_url: str) -> None:
        super().__init__()
        self.post = post
        self.public_url = public_url
        self.sent: list[Sent] = []
        self.faults: list[str] = []
        self.otherwise = self._answer
        self._written = 0

    @property
    def base_url(self) -> str:
        return f"http://{self.host}:{self.port}"

    def fail(self, *faults: str) -> None:
        """Fail the next calls in this order, one fault each."""
        if unknown := set(faults) - {*FAULTS, "hang", "lost"}:
            raise ValueError(f"no such fault: {', '.join(sorted(unknown))}")
        self.faults.extend(faults)

    def write(self, phone: str, words: str, *, times: int = 1, sid: str = "", **more: str) -> str:
        """Somebody writes to the account's number: its webhook is called, as often as told. The message's SID."""
        self._written += 1
        sid = sid or f"SM{self._written:032x}"
        form = {
            "AccountSid": ACCOUNT,
            "ApiVersion": "2010-04-01",
            "Body": words,
            "From": phone,
            "MessageSid": sid,
            "NumMedia": "0",
            "NumSegments": "1",
            "SmsStatus": "received",
            "To": OURS,
            **more,
        }
        for _ in range(times):
            assert self.call(f"{self.public_url}/hooks/twilio/sms/", form) == 200  # noqa: S101
        return sid

    def report(self, sent: Sent, status: str, *, code: int = 0) -> int:
        """Tell what became of a message, where it asked to be told."""
        form = {"AccountSid": ACCOUNT, "From": sent.sender, "MessageSid": sent.sid, "MessageStatus": status}
        return self.call(sent.callback, {**form, "To": sent.to, **({"ErrorCode": str(code)} if code else {})})

    def call(self, url: str, form: Mapping[str, str], *, token: str = TOKEN) -> int:
        """Post a signed form. Returns the status of the answer."""
        told = url + "".join(name + form[name] for name in sorted(form))
        made = hmac.new(token.encode(), told.encode(), hashlib.sha1).digest()
        return self.post(url, form, base64.b64encode(made).decode())

    def _answer(self, visit: Visit) -> None:
        fault = self.faults.pop(0) if self.faults else ""
        asked = urlsplit(visit.asked.path)
        if fault == "hang":
            self.stopping.wait(30)
            return
        if not self._is_known(visit) or fault == "login":
            self._refuse(visit, *FAULTS["login"])
        elif asked.path != _PATH:
            self._refuse(visit, 404, 20404, "The requested resource was not found")
        elif visit.asked.method == "GET":
            self._list(visit, dict(parse_qsl(asked.query)))
        elif fault and fault not in _TAKEN_ALL_THE_SAME:
            self._refuse(visit, *FAULTS[fault])
        else:
            self._take(visit, fault)

    def _is_known(self, visit: Visit) -> bool:
        wanted = base64.b64encode(f"{ACCOUNT}:{TOKEN}".encode()).decode()
        return visit.asked.headers.get("authorization") == f"Basic {wanted}"

    def _take(self, visit: Visit, fault: str) -> None:
        form = {name: values[0] for name, values in parse_qs(visit.asked.content.decode()).items()}
        problem = _wrong(form)
        if problem:
            self._refuse(visit, 400, *problem)
            return
        sent = Sent(
            sid=f"SM{len(self.sent) + 1:031x}f",
            to=form["To"],
            sender=form.get("From", OURS),
            body=form["Body"],
            callback=form.get("StatusCallback", ""),
            created=format_datetime(clock.now()),
        )
        self.sent.append(sent)
        if fault == "gone":
            self._refuse(visit, *FAULTS["gone"])
        elif fault != "lost":
            visit.answer(201, json.dumps(sent.as_json()).encode(), content_type="application/json")

    def _list(self, visit: Visit, asked: Mapping[str, str]) -> None:
        found = [sent.as_json() for sent in reversed(self.sent) if sent.to == asked.get("To", sent.to)]
        visit.answer(200, json.dumps({"messages": found}).encode(), content_type="application/json")

    def _refuse(self, visit: Visit, status: int, code: int, words: str) -> None:
        said = {"code": code, "message": words, "more_info": "https://example.org/errors", "status": status}
        visit.answer(status, json.dumps(said).encode(), content_type="application/json")


def _wrong(form: Mapping[str, str]) -> tuple[int, str] | None:
    """Twilio's code and words for a form it would not take."""
    if not _E164.fullmatch(form.get("To", "")):
        return 21211, "The 'To' number is not a valid phone number."
    if not form.get("Body"):
        return 21602, "Message body is required."
    if len(form["Body"]) > 1600:
        return 21617, "The concatenated message body exceeds the 1600 character limit"
    if not form.get("From") and not form.get("MessagingServiceSid"):
        return 21603, "A 'From' phone number is required."
    return None
