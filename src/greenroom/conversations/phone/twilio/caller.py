"""Ringing telephones by Twilio's REST API (twilio.com/docs/voice/api/call-resource)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import httpx
from django.conf import settings

from greenroom.conversations.phone.contract import Hooks, NeedsReconnect, Rejected, RetryLater

RING_FOR = 30  # seconds
SKEW = timedelta(seconds=5)  # between Twilio's clock, which shows whole seconds, and ours
GONE = 20404
OVER = 21220  # "not in-progress, cannot redirect": it has ended
_OURS = {
    20003: "Twilio does not accept the account SID or the auth token.",
    20005: "The Twilio account is not active.",
    21210: "The number to call from does not belong to the Twilio account.",
    21212: "The number to call from is not a valid one.",
    21215: "The Twilio account may not call the country of this number.",
}
"""A person has to mend these at Twilio or in the settings."""
_THEIRS = {
    13224: "This is not a valid phone number.",
    21211: "This is not a valid phone number.",
    21214: "This number cannot be reached.",
    21216: "Twilio does not call this number.",
    21217: "This is not a valid phone number.",
}


@dataclass(frozen=True)
class TwilioCaller:
    """number: rings from it, E.164. timeout: seconds for each part of a request."""

    account_sid: str
    auth_token: str
    number: str
    base_url: str = "https://api.twilio.com"
    timeout: float = 10.0

    def ring(self, number: str, hooks: Hooks) -> str:
        """Twilio takes no key against doubles: after a `RetryLater`, ask `rung_since` first."""
        form = {
            "To": number,
            "From": self.number,
            "Url": hooks.answer,
            "Timeout": str(RING_FOR),
            "StatusCallback": hooks.status,
            "StatusCallbackEvent": ["ringing", "answered", "completed"],
            "MachineDetection": "Enable",
            "AsyncAmd": "true",
            "AsyncAmdStatusCallback": hooks.machine,
        }
        sid = self._asked("POST", "Calls.json", data=form).get("sid")
        if not sid:
            raise RetryLater("Twilio's answer could not be read.")
        return str(sid)

    def rung_since(self, number: str, moment: datetime) -> list[str]:
        asked = {"To": number, "From": self.number, "PageSize": "50"}
        page = self._asked("GET", "Calls.json", params=asked)
        return [
            str(each["sid"])
            for each in page.get("calls", [])
            if parsedate_to_datetime(each["date_created"]).astimezone(UTC) >= moment - SKEW
        ]

    def hang_up(self, sid: str) -> None:
        try:
            self._asked("POST", f"Calls/{sid}.json", data={"Status": "completed"})
        except _Over:
            return

    def _asked(self, method: str, place: str, **given: Any) -> dict[str, Any]:
        path = f"/2010-04-01/Accounts/{self.account_sid}/{place}"
        try:
            with httpx.Client(
                base_url=self.base_url, auth=(self.account_sid, self.auth_token), timeout=self.timeout
            ) as client:
                answer = client.request(method, path, **given)
        except httpx.TimeoutException as late:
            raise RetryLater("Twilio did not answer in time.") from late
        except httpx.HTTPError as cut:
            raise RetryLater("Twilio cannot be reached, or hung up.") from cut
        if answer.status_code == 429 or answer.status_code >= 500:
            raise RetryLater(f"Twilio is busy or out of order ({answer.status_code}).")
        said = _json(answer)
        if not answer.is_success:
            raise _refusal(answer.status_code, int(said.get("code") or 0))
        return said


class _Over(Rejected):
    """The call has ended, or never was."""


def _refusal(status: int, code: int) -> NeedsReconnect | Rejected:
    if code in {GONE, OVER}:
        return _Over("This call is over.")
    if code in _OURS or status in {401, 403}:
        return NeedsReconnect(_OURS.get(code, f"Twilio refused us ({status})."))
    return Rejected(_THEIRS.get(code, f"Twilio refused the call ({code or status})."))


def _json(answer: httpx.Response) -> dict[str, Any]:
    try:
        said = answer.json()
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def from_settings(number: str) -> TwilioCaller | None:
    """The account of the settings, or None where none is named."""
    if not (settings.TWILIO_ACCOUNT_SID and settings.TWILIO_AUTH_TOKEN):
        return None
    return TwilioCaller(
        account_sid=settings.TWILIO_ACCOUNT_SID,
        auth_token=settings.TWILIO_AUTH_TOKEN,
        number=number,
        base_url=settings.TWILIO_BASE_URL,
    )
