"""What a candidate has asked for so that the way through fits them. Stages obey it; nobody who scores sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

TIMES = (1.0, 1.25, 1.5, 2.0, 3.0)
"""How many times the usual time may be asked for."""


@dataclass(frozen=True)
class Accommodations:
    """time: how many times the usual limits. The rest: asked for, or not."""

    time: float = 1.0
    slower_voice: bool = False
    longer_pauses: bool = False
    typed_only: bool = False
    captions: bool = False
    breaks: bool = False
    questions_ahead: bool = False

    def stretched(self, limit: timedelta) -> timedelta:
        """A time limit as it holds for them."""
        return limit * self.time
