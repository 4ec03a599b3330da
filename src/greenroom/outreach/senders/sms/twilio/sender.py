"""Sending text messages by Twilio's REST API (twilio.com/docs/messaging/api/message-resource)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

import httpx
from django.conf import settings
from django.urls import reverse

from greenroom.outreach.contract import Receipt, RetryLater
from greenroom.outreach.models import Message
from greenroom.outreach.senders.sms import segments
from greenroom.outreach.senders.sms.twilio.refusals import refusal

SLUG = "twilio"
SKEW = timedelta(minutes=2)  # between Twilio's clock and ours
SILENT = "Twilio did not answer in time."
_HERE = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True)
class Twilio:
    """number: E.164, or service: the SID of a messaging service. timeout: seconds for each part of a call."""

    account_sid: str
    auth_token: str
    number: str = ""
    service: str = ""
    base_url: str = "https://api.twilio.com"
    timeout: float = 10.0

    def send(self, message: Message) -> Receipt:
        """Hand one message over. Raises one of the three failures of the contract.

        Twilio takes no key against doubles. So the row says that it is being handed over before it is; after a try
        whose outcome nobody knows, Twilio is asked whether it has the message already.
        """
        if message.vendor == SLUG and message.told_at is None:
            known = message.vendor_id or self._found(message)
            if known:
                return Receipt(SLUG, known, segments.count(message.body).parts)
        _handing_over(message, SLUG)
        answer = self._called("POST", data=self._form(message), message=message)
        said = _json(answer)
        if not answer.is_success:
            _handing_over(message, "")
            raise refusal(answer.status_code, int(said.get("code") or 0), str(said.get("message") or ""))
        if not said.get("sid"):
            raise RetryLater("Twilio's answer could not be read.")
        parts = int(said.get("num_segments") or 0)  # 0 until a messaging service has chosen a number
        return Receipt(SLUG, str(said["sid"]), parts or segments.count(message.body).parts)

    def _form(self, message: Message) -> dict[str, str]:
        form = {"To": message.recipient, "Body": message.body, **self._from(message)}
        if urlsplit(settings.PUBLIC_URL).hostname not in _HERE:  # Twilio refuses what it could not call
            form["StatusCallback"] = f"{settings.PUBLIC_URL}{reverse('twilio-status')}?message={message.id}"
        return form

    def _from(self, message: Message) -> dict[str, str]:
        if message.sender.startswith("+"):
            return {"From": message.sender}
        return {"MessagingServiceSid": self.service} if self.service else {"From": self.number}

    def _found(self, message: Message) -> str:
        """The SID of a message Twilio already has, "" for none: same phone, same words, not before ours."""
        since = message.created_at - SKEW
        asked = {"To": message.recipient, "DateSent>": since.date().isoformat(), "PageSize": "50"}
        answer = self._called("GET", params=asked)
        if not answer.is_success:
            raise refusal(answer.status_code, int(_json(answer).get("code") or 0), "")
        taken = set(
            Message.objects.filter(vendor=SLUG, recipient=message.recipient).values_list(
                "vendor_id", flat=True
            )
        )
        return next((sid for sid in _like(message, _json(answer), since) if sid not in taken), "")

    def _called(self, method: str, *, message: Message | None = None, **given: Any) -> httpx.Response:
        """An answer that is final. message: being handed over; its row forgets that where Twilio has not taken it."""
        path = f"/2010-04-01/Accounts/{self.account_sid}/Messages.json"
        try:
            with httpx.Client(
                base_url=self.base_url, auth=(self.account_sid, self.auth_token), timeout=self.timeout
            ) as client:
                answer = client.request(method, path, **given)
        except (httpx.ConnectError, httpx.ConnectTimeout) as away:
            _handing_over(message, "")
            raise RetryLater("Twilio cannot be reached.") from away
        except httpx.TimeoutException as late:
            raise RetryLater(SILENT) from late
        except httpx.HTTPError as cut:
            raise RetryLater("Twilio hung up.") from cut
        if answer.status_code == 429:
            _handing_over(message, "")
            raise RetryLater("Twilio gets too many requests at this moment.")
        if answer.status_code >= 500:
            raise RetryLater(f"Twilio is out of order ({answer.status_code}).")
        return answer


def _handing_over(message: Message | None, vendor: str) -> None:
    """Note on the row to whom it is being handed, before anybody can know whether that worked.

    What was told of an earlier sending is not told of this one.
    """
    if message is None:
        return
    message.vendor = vendor
    if message.told_at is not None:
        message.vendor_id, message.told_at = "", None
    message.save(update_fields=["vendor", "vendor_id", "told_at"])


def _json(answer: httpx.Response) -> dict[str, Any]:
    try:
        said = answer.json()
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _like(message: Message, page: dict[str, Any], since: datetime) -> Iterator[str]:
    for each in page.get("messages", []):
        made = parsedate_to_datetime(each["date_created"]).astimezone(UTC)
        if each["body"] == message.body and each["to"] == message.recipient and made >= since:
            yield str(each["sid"])


def from_settings() -> Twilio | None:
    """The account of the settings, or None where none is named."""
    if not (settings.TWILIO_ACCOUNT_SID and settings.TWILIO_AUTH_TOKEN):
        return None
    return Twilio(
        account_sid=settings.TWILIO_ACCOUNT_SID,
        auth_token=settings.TWILIO_AUTH_TOKEN,
        number=settings.TWILIO_FROM,
        service=settings.TWILIO_MESSAGING_SERVICE,
        base_url=settings.TWILIO_BASE_URL,
    )
