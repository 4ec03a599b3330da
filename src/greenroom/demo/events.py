"""What happens to the demo workspace."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from greenroom.core.events import Event


@dataclass(frozen=True, kw_only=True)
class DemoFilled(Event):
    """Everything of the demo is there; from now on it belongs to those who try it."""

    workspace_id: UUID
    candidates: int
