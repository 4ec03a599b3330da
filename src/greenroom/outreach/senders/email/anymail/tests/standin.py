"""A server that takes mail as SendGrid's v3 API does, checks it, fails on request, and tells of it as they do.

Faults, for the next request: "busy" (429), "away" (500), "unfit" (400), "unknown" (401), "hang" (no answer),
"cut" (the connection ends).
"""

from __future__ import annotations

import base64
import json
from typing import Any

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from greenroom.core.testing.standins.site import SiteStandIn, Visit

PATH = "/v3/mail/send"
KEY = "SG.standin.0123456789"
FAULTS = {
    "busy": (429, "too many requests"),
    "away": (500, "internal server error"),
    "unfit": (400, "Does not contain a valid address."),
    "unknown": (401, "The provided authorization grant is invalid, expired, or revoked"),
}


class SendGridStandIn(SiteStandIn):
    """taken: the mails that were accepted, as their JSON."""

    def __init__(self) -> None:
        super().__init__()
        self.taken: list[dict[str, Any]] = []
        self.faults: list[str] = []
        self.signs_with = ec.generate_private_key(ec.SECP256R1())
        self.otherwise = self._answer

    @property
    def base_url(self) -> str:
        return f"http://{self.host}:{self.port}/v3/"

    def fail(self, fault: str) -> None:
        self.faults.append(fault)

    def _answer(self, visit: Visit) -> None:
        fault = self.faults.pop(0) if self.faults else ""
        if fault == "hang":
            self.stopping.wait(5)
        if fault in {"hang", "cut"}:
            return
        if not fault and visit.asked.headers.get("authorization") != f"Bearer {KEY}":
            fault = "unknown"
        if not fault and (visit.asked.method, visit.asked.path) != ("POST", PATH):
            visit.answer(404, b'{"errors":[]}', content_type="application/json")
            return
        mail = json.loads(visit.asked.content)
        status, said = FAULTS.get(fault, (202, "")) if fault or not _wrong(mail) else (400, _wrong(mail))
        if status == 202:
            self.taken.append(mail)
        content = json.dumps({"errors": [{"message": said}]}).encode() if said else b""
        visit.answer(status, content, content_type="application/json")

    @property
    def public_key(self) -> str:
        """As SendGrid shows it: base64 of the key, without the lines of PEM."""
        key = self.signs_with.public_key()
        kind, form = serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
        return base64.b64encode(key.public_bytes(kind, form)).decode()

    def tells(self, number: int, event: str, *, at: int = 1_795_000_000, **more: Any) -> dict[str, Any]:
        """One event about the mail that was taken as this one, with what was given along."""
        (person,) = self.taken[number]["personalizations"]
        given = {**self.taken[number].get("custom_args", {}), **person.get("custom_args", {})}
        address = person["to"][0]["email"]
        return {
            "email": address,
            "timestamp": at,
            "event": event,
            "sg_event_id": f"{number}{event}",
            **given,
            **more,
        }

    def signed(
        self, events: list[dict[str, Any]], *, timestamp: str = "1795000001"
    ) -> tuple[bytes, dict[str, str]]:
        """The body of a call of the event webhook and its headers."""
        body = json.dumps(events).encode()
        signature = self.signs_with.sign(timestamp.encode() + body, ec.ECDSA(hashes.SHA256()))
        return body, {
            "X-Twilio-Email-Event-Webhook-Signature": base64.b64encode(signature).decode(),
            "X-Twilio-Email-Event-Webhook-Timestamp": timestamp,
        }


def _wrong(mail: dict[str, Any]) -> str:
    """What SendGrid says is wrong with a mail, "" for nothing."""
    people = mail.get("personalizations", [])
    if not 0 < len(people) <= 1000 or any(not person.get("to") for person in people):
        return "The personalizations field is required and must have at least one personalization."
    if "@" not in mail.get("from", {}).get("email", ""):
        return "The from object must be provided for every email send."
    if not mail.get("subject") and not all(person.get("subject") for person in people):
        return "The subject is required."
    parts = [part.get("type") for part in mail.get("content", [])]
    if not parts or parts != sorted(parts, reverse=True):
        return "text/plain must come before text/html."
    return ""
