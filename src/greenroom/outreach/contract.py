"""What a sender of messages does, and the three ways it can fail."""

from __future__ import annotations

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


class Sender(Protocol):
    """Carries one message out. Bounded: it answers or raises a `SendFailure` within its own time limit."""

    def send(self, message: Message) -> None: ...
