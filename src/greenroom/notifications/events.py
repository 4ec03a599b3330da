"""What happens in this room."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from greenroom.core.events import Event


@dataclass(frozen=True, kw_only=True)
class SubscribersChosen(Event):
    """before, after: how many members hear of the subject by e-mail."""

    about_id: UUID
    about_kind: str
    before: int
    after: int


@dataclass(frozen=True, kw_only=True)
class WebhookAdded(Event):
    webhook_id: UUID
    about_id: UUID
    channel: str


@dataclass(frozen=True, kw_only=True)
class WebhookRemoved(Event):
    webhook_id: UUID
    about_id: UUID
    channel: str


@dataclass(frozen=True, kw_only=True)
class NoticeDelivered(Event):
    delivery_id: UUID
    channel: str


@dataclass(frozen=True, kw_only=True)
class NoticeFailed(Event):
    delivery_id: UUID
    channel: str
