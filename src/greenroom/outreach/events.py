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


@dataclass(frozen=True, kw_only=True)
class MessageCancelled(Event):
    """It did not go: "taken_back" by a member, "unwanted" by then, "policy" or "unsubscribed"."""

    message_id: UUID
    reason: str


@dataclass(frozen=True, kw_only=True)
class MessageDelivered(Event):
    """The vendor says that it has arrived."""

    message_id: UUID
    channel: str


@dataclass(frozen=True, kw_only=True)
class MessageCameBack(Event):
    """The vendor says that it will not arrive."""

    message_id: UUID
    channel: str


@dataclass(frozen=True, kw_only=True)
class AddressSuppressed(Event):
    """No more messages to an address: "unsubscribed", "bounced" or "complained"."""

    suppression_id: UUID
    channel: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class AddressSuppressionEnded(Event):
    suppression_id: UUID
    channel: str


@dataclass(frozen=True, kw_only=True)
class TemplateGroupWritten(Event):
    group_id: UUID
    fields: str


@dataclass(frozen=True, kw_only=True)
class TemplateGroupMadeDefault(Event):
    group_id: UUID
    before: str


@dataclass(frozen=True, kw_only=True)
class TemplateGroupRemoved(Event):
    group_id: UUID


@dataclass(frozen=True, kw_only=True)
class MessageTemplateWritten(Event):
    group_id: UUID
    kind: str
    channel: str
    language: str


@dataclass(frozen=True, kw_only=True)
class MessageTemplateReset(Event):
    """The workspace's words are gone; ours hold again."""

    group_id: UUID
    kind: str
    channel: str
    language: str


@dataclass(frozen=True, kw_only=True)
class PolicyWritten(Event):
    policy_id: UUID
    fields: str


@dataclass(frozen=True, kw_only=True)
class PolicyMadeDefault(Event):
    policy_id: UUID
    before: str


@dataclass(frozen=True, kw_only=True)
class PolicyRemoved(Event):
    policy_id: UUID


@dataclass(frozen=True, kw_only=True)
class TextArrived(Event):
    """A phone wrote. holder_id: what holds the newest open conversation with it, else the last; None for none."""

    text_id: UUID
    thread_id: UUID
    holder_id: UUID | None


@dataclass(frozen=True, kw_only=True)
class TextTyped(Event):
    """A member wrote as one of the phones of the recruiter app."""

    thread_id: UUID


@dataclass(frozen=True, kw_only=True)
class TextsStopped(Event):
    """A phone wants no more messages."""

    thread_id: UUID


@dataclass(frozen=True, kw_only=True)
class TextsStarted(Event):
    """A phone wants messages again, or asks where things stand. holder_id: of the open conversation, if any."""

    thread_id: UUID
    holder_id: UUID | None


@dataclass(frozen=True, kw_only=True)
class TextNumberChosen(Event):
    """The workspace writes from a number of its own, or from that of the installation again."""

    workspace_id: UUID
    is_own: bool
