"""A message before it is in the outbox."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class Letter:
    """One message to one recipient; sender and recipient are addresses, or E.164 on the channel "sms".

    kind: which of the templates it was written from, "" for none. about_id: the application it is about. due_at:
    not before this moment, None for at once. key: what it must not be written twice for. policy_id, zone: what is
    asked again when it goes. unsubscribe_url: where the recipient ends such messages.
    """

    sender: str
    recipient: str
    body: str
    subject: str = ""
    html: str = ""
    channel: str = "email"
    kind: str = ""
    about_id: UUID | None = None
    due_at: datetime | None = None
    key: str | None = None
    policy_id: UUID | None = None
    zone: str = ""
    unsubscribe_url: str = ""
