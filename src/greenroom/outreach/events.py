"""What happens in this room."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from greenroom.core.events import Event


@dataclass(frozen=True, kw_only=True)
class MessageSent(Event):
    message_id: UUID
    channel: str


@dataclass(frozen=True, kw_only=True)
class MessageKept(Event):
    """No server is configured, or the workspace is a demo: the message can be read in the outbox and nowhere else."""

    message_id: UUID
    channel: str


@dataclass(frozen=True, kw_only=True)
class MessageFailed(Event):
    message_id: UUID
    channel: str


@dataclass(frozen=True, kw_only=True)
class MessageSentAgain(Event):
    """A person asked for another try."""

    message_id: UUID
    before: str
