"""Twilio's call resource (2010-04-01), its webhooks signed as Twilio signs them, and its failures on request.

Faults: those of the message resource that can happen to a call, and "geo" (400, 21215).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import format_datetime
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit
from xml.etree import ElementTree as ET

from django.test import Client

from greenroom.core import clock
from greenroom.core.testing.standins.site import SiteStandIn, Visit
from greenroom.core.testing.standins.twilio.server import ACCOUNT, FAULTS, OURS, TOKEN, TwilioStandIn
from greenroom.outreach.senders.sms.tests.phones import PUBLIC
from greenroom.outreach.senders.sms.twilio.signature import sign

VOICE = "wss://voice.example.org"
PATH = f"/2010-04-01/Accounts/{ACCOUNT}/Calls"
NEEDS = ("To", "From", "Url", "StatusCallback", "AsyncAmdStatusCallback")
EVENTS = {"initiated", "ringing", "answered", "completed"}
MORE = {**FAULTS, "geo": (400, 21215, "Account not authorized to call this number.")}


@dataclass
class Rung:
    """A call the account took."""

    sid: str
    form: dict[str, list[str]]
    created: str

    @property
    def to(self) -> str:
        return self.form["To"][0]

    def hook(self, name: str) -> str:
        return self.form[name][0]


class CallStandIn(TwilioStandIn):
    """rung: the calls it took, oldest first. hung_up: the ones ended by us."""

    def __init__(self) -> None:
        super().__init__(lambda *_: 500, public_url=PUBLIC)
        self.rung: list[Rung] = []
        self.hung_up: list[str] = []
        self.client = Client()

    def fail(self, *faults: str) -> None:
        self.faults.extend(faults)

    def hook(self, url: str, *, token: str = TOKEN, **form: str) -> tuple[int, ET.Element | None]:
        """Call a webhook of ours; its status and what it says to do."""
        signature = sign(url, form.items(), token=token)
        answer = self.client.post(url.removeprefix(PUBLIC), form, headers={"X-Twilio-Signature": signature})
        return answer.status_code, (
            ET.fromstring(answer.content) if answer.content else None  # noqa: S314  (our own)
        )

    def report(self, rung: Rung, status: str) -> None:
        assert self.hook(rung.hook("StatusCallback"), CallSid=rung.sid, CallStatus=status)[0] == 200

    def pick_up(self, rung: Rung, **more: str) -> ET.Element:
        status, then = self.hook(rung.hook("Url"), CallSid=rung.sid, CallStatus="in-progress", **more)
        assert status == 200
        assert then is not None
        return then

    def _answer(self, visit: Visit) -> None:
        fault = self.faults.pop(0) if self.faults else ""
        if fault == "hang":
            self.stopping.wait(30)
        elif not self._is_known(visit):
            self._refuse(visit, *FAULTS["login"])
        elif fault and fault not in {"lost", "gone"}:
            self._refuse(visit, *MORE[fault])
        else:
            self._serve(visit, fault)

    def _serve(self, visit: Visit, fault: str) -> None:
        asked = urlsplit(visit.asked.path)
        form = parse_qs(visit.asked.content.decode())
        if visit.asked.method == "GET" and asked.path == f"{PATH}.json":
            self._list_calls(visit, dict(parse_qsl(asked.query)))
        elif asked.path == f"{PATH}.json":
            self._ring(visit, form, fault)
        else:
            self._change(visit, asked.path.removeprefix(f"{PATH}/").removesuffix(".json"), form)

    def _ring(self, visit: Visit, form: dict[str, list[str]], fault: str) -> None:
        if any(not form.get(name) for name in NEEDS) or form["From"] != [OURS]:
            self._refuse(visit, 400, 21201, "A parameter is missing")
            return
        assert set(form["StatusCallbackEvent"]) <= EVENTS
        assert (form["MachineDetection"], form["AsyncAmd"]) == (["Enable"], ["true"])
        rung = Rung(f"CA{len(self.rung) + 1:032x}", form, format_datetime(clock.now()))
        self.rung.append(rung)
        if fault == "gone":
            self._refuse(visit, *FAULTS["gone"])
        elif fault != "lost":
            self._say(visit, 201, _as_json(rung))

    def _change(self, visit: Visit, sid: str, form: dict[str, list[str]]) -> None:
        if sid not in {rung.sid for rung in self.rung} or form != {"Status": ["completed"]}:
            self._refuse(visit, 404, 20404, "The requested resource was not found")
            return
        self.hung_up.append(sid)
        self._say(visit, 200, {"sid": sid, "status": "completed"})

    def _list_calls(self, visit: Visit, asked: Mapping[str, str]) -> None:
        found = [_as_json(rung) for rung in reversed(self.rung) if rung.to == asked["To"]]
        self._say(visit, 200, {"calls": found})

    def _say(self, visit: Visit, status: int, said: Mapping[str, Any]) -> None:
        visit.answer(status, json.dumps(said).encode(), content_type="application/json")


def _as_json(rung: Rung) -> dict[str, str]:
    return {"sid": rung.sid, "to": rung.to, "status": "queued", "date_created": rung.created}


def configure(settings, account: SiteStandIn) -> None:
    """Have the product ring by this account."""
    settings.PUBLIC_URL, settings.VOICE_PUBLIC_URL = PUBLIC, VOICE
    settings.TWILIO_ACCOUNT_SID, settings.TWILIO_AUTH_TOKEN = ACCOUNT, TOKEN
    settings.TWILIO_FROM, settings.TWILIO_MESSAGING_SERVICE = OURS, ""
    settings.TWILIO_BASE_URL = account.base_url
