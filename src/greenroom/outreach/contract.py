"""What a sender of messages does, and the three ways it can fail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from greenroom.outreach.models import Message


class SendFailure(Exception):
    """The message did not go. The text is fit to be shown to an administrator; it holds no password."""


class RetryLater(SendFailure):
    """The server is away, busy or slow: the same message may go later."""


class NeedsReconnect(SendFailure):
    """The server refuses us, not the message: a person has to mend the settings."""


class Rejected(SendFailure):
    """The server refuses this message for good."""


@dataclass(frozen=True)
class Receipt:
    """What a vendor said when it took a message. vendor_id: its name for it, "" where it gives none.

    parts: of a text message, what carriers count.
    """

    vendor: str
    vendor_id: str = ""
    parts: int = 1


class Sender(Protocol):
    """Carries one message out. Bounded: it answers or raises a `SendFailure` within its own time limit."""

    def send(self, message: Message) -> Receipt: ...
