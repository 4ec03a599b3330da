"""What happens in this room."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from greenroom.core.events import Event


@dataclass(frozen=True, kw_only=True)
class Charged(Event):
    """Something was used. amount: millionths of the workspace's currency."""

    charge_id: UUID
    service: str
    amount: int


@dataclass(frozen=True, kw_only=True)
class PriceSet(Event):
    """before, after: millionths of the workspace's currency for one unit of the service."""

    workspace_id: UUID
    service: str
    before: int
    after: int


@dataclass(frozen=True, kw_only=True)
class CurrencyChosen(Event):
    workspace_id: UUID
    before: str
    after: str
