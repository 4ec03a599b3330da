"""What Twilio's error codes mean, in words (twilio.com/docs/api/errors)."""

from __future__ import annotations

from greenroom.outreach.contract import NeedsReconnect, Rejected
from greenroom.outreach.senders.sms.stopped import Stopped

UNSUBSCRIBED = 21610
_OURS = {
    20003: "Twilio does not accept the account SID or the auth token.",
    20005: "The Twilio account is not active.",
    20404: "Twilio knows no such account.",
    21212: "The number to send from is not a valid one.",
    21408: "The Twilio account may not send to the country of this number.",
    21603: "A number to send from is missing.",
    21606: "The number to send from does not belong to the Twilio account, or cannot send text messages.",
    21659: "The number to send from does not belong to the Twilio account.",
    21701: "Twilio knows no such messaging service.",
    21703: "The messaging service has no number to send from.",
    30034: "The number to send from is not registered with the carriers (A2P 10DLC).",
    30032: "The toll-free number to send from is not verified.",
}
"""A person has to mend these at Twilio or in the settings."""

_THEIRS = {
    21211: "This is not a valid phone number.",
    21214: "This number cannot be reached.",
    21602: "The message has no words.",
    21610: "This number has asked for no more messages (STOP).",
    21612: "Twilio cannot reach this number from ours.",
    21614: "This number cannot take text messages.",
    21617: "The message is too long.",
    30003: "The phone is switched off or out of reach.",
    30004: "The carrier or the phone blocks our messages.",
    30005: "Nobody has this number, or it is out of service.",
    30006: "This is a landline, or its carrier takes no text messages.",
    30007: "The carrier filtered the message.",
    30008: "The carrier did not say why.",
    30410: "The carrier did not answer in time.",
}


def in_words(code: int) -> str:
    """What a code means, for the outbox."""
    return _OURS.get(code) or _THEIRS.get(code) or f"Twilio error {code}."


def refusal(status: int, code: int, said: str) -> NeedsReconnect | Rejected:
    """The failure for an answer that was no. said: Twilio's own sentence, where we have none."""
    if code == UNSUBSCRIBED:
        return Stopped(in_words(code))
    if code in _OURS or status in {401, 403, 404}:
        return NeedsReconnect(_OURS.get(code, f"Twilio refused us ({status}). {said}".strip()))
    return Rejected(_THEIRS.get(code) or f"Twilio refused the message ({code or status}). {said}".strip())
