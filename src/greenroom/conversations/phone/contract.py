"""What a carrier of telephone calls does. It fails as a sender of messages does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from greenroom.outreach.contract import NeedsReconnect, Rejected, RetryLater

__all__ = ["Caller", "Hooks", "NeedsReconnect", "Rejected", "RetryLater"]


@dataclass(frozen=True)
class Hooks:
    """Where a carrier asks and tells: what to do once somebody picked up, what became of it, who picked up."""

    answer: str
    status: str
    machine: str


class Caller(Protocol):
    """Rings telephones from one number. Bounded: each call answers or raises one of the three failures in time."""

    def ring(self, number: str, hooks: Hooks) -> str:
        """Ring an E.164 number; the carrier's name for the call."""

    def rung_since(self, number: str, moment: datetime) -> list[str]:
        """The carrier's names for the calls to this number since then, newest first: for a try of unknown outcome."""

    def hang_up(self, sid: str) -> None:
        """End a call. One that has ended is no failure."""
