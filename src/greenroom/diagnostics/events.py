"""What happens in this room."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from greenroom.core.events import Event


@dataclass(frozen=True, kw_only=True)
class CapturePolicyChanged(Event):
    """setting: a field of CapturePolicy."""

    workspace_id: UUID
    setting: str
    before: int
    after: int
