"""Which sender carries which channel. A new vendor is a folder and a line here."""

from __future__ import annotations

from collections.abc import Callable

from greenroom.outreach.contract import Sender
from greenroom.outreach.senders import sms
from greenroom.outreach.senders.email import carrier

SENDERS: dict[str, Callable[[], Sender | None]] = {"email": carrier.from_settings, "sms": sms.from_settings}


def sender_for(channel: str) -> Sender | None:
    """The configured sender of a channel, or None where nothing is configured. KeyError for no such channel."""
    return SENDERS[channel]()


def carries(channel: str) -> bool:
    """Whether anything carries this channel here."""
    return channel in SENDERS and sender_for(channel) is not None
