"""How much time and how many rounds are left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from greenroom.candidates.rules.accommodations import Accommodations
from greenroom.stages.scenario.config import ScenarioConfig

USUAL = Accommodations()


@dataclass(frozen=True)
class Left:
    """ends_at: when time is up. minutes: rounded up, 0 once it is. rounds: messages that may still be written."""

    ends_at: datetime
    minutes: int
    rounds: int

    @property
    def is_over(self) -> bool:
        """Whether time is up."""
        return self.minutes == 0


def left(
    config: ScenarioConfig,
    *,
    begun_at: datetime,
    messages: int,
    now: datetime,
    asked_for: Accommodations = USUAL,
    paused: timedelta = timedelta(),
) -> Left:
    """begun_at: when the attempt began; messages: written by the candidate so far.

    asked_for: what fits this candidate. paused: how long the clock has stood still.
    """
    ends_at = begun_at + asked_for.stretched(timedelta(minutes=config.time_limit_minutes)) + paused
    seconds = (ends_at - now).total_seconds()
    minutes = max(0, -int(-seconds // 60))
    return Left(ends_at, minutes, max(0, config.rounds - messages))
