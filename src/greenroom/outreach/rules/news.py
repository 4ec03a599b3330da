"""What a vendor tells of a message after it took it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Outcome(StrEnum):
    DELIVERED = "delivered"
    CAME_BACK = "came_back"  # this time
    NOBODY_THERE = "nobody_there"  # it will come back each time
    COMPLAINED = "complained"
    UNSUBSCRIBED = "unsubscribed"


@dataclass(frozen=True, kw_only=True)
class News:
    """ours: the id of our message as we gave it along, "" where it did not come back. at: the vendor's time."""

    outcome: Outcome
    ours: str = ""
    vendor_id: str = ""
    at: datetime | None = None
    said: str = ""
