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


@dataclass(frozen=True)
class Gone:
    """The goes somebody had at a stage. attempts: how many. last_submitted_at: when the newest was sent.

    granted: goes that were given outside the policy. grants_another: the newest gave one, which nothing has used.
    """

    attempts: int
    last_submitted_at: datetime
    granted: int = 0
    grants_another: bool = False


def offer(policy: Policy, gone: Gone, *, now: datetime) -> Offer:
    """What a candidate who had these goes may do; open to the second the cooldown ends.

    What was given outside the policy waits for no cooldown and uses up none of its goes. A cooldown is a length of
    time, whatever the clocks on walls do meanwhile; where there is none, a clock that was set back holds nobody up.
    """
    left = policy.most + 1 + gone.granted - gone.attempts
    if gone.grants_another:
        return Offer(State.OPEN, max(1, left))
    if policy.most == 0:
        return Offer(State.NONE)
    if left <= 0:
        return Offer(State.USED_UP)
    opens_at = gone.last_submitted_at + policy.cooldown
    if policy.cooldown and opens_at > now:
        return Offer(State.COOLING, left, opens_at)
    return Offer(State.OPEN, left)
