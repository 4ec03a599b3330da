"""Whether a candidate may try a stage again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

MOST = 10


@dataclass(frozen=True)
class Policy:
    """most: goes after the first, 0 to 10; 0 is none. cooldown_days: between two goes, fractions allowed."""

    most: int
    cooldown_days: float

    @property
    def cooldown(self) -> timedelta:
        return timedelta(days=self.cooldown_days)


class State(StrEnum):
    NONE = "none"  # no retakes here
    USED_UP = "used_up"
    COOLING = "cooling"
    OPEN = "open"


@dataclass(frozen=True)
class Offer:
    """left: goes that remain. opens_at: when the cooldown ends, while it lasts."""

    state: State
    left: int = 0
    opens_at: datetime | None = None


def offer(policy: Policy, *, attempts: int, last_submitted_at: datetime, now: datetime) -> Offer:
    """What a candidate who made so many attempts at a stage may do; open to the second the cooldown ends."""
    if policy.most == 0:
        return Offer(State.NONE)
    left = policy.most + 1 - attempts
    if left <= 0:
        return Offer(State.USED_UP)
    opens_at = last_submitted_at + policy.cooldown
    if opens_at > now:
        return Offer(State.COOLING, left, opens_at)
    return Offer(State.OPEN, left)
