"""What happens in this room."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from greenroom.core.events import Event


@dataclass(frozen=True, kw_only=True)
class RecordingBegun(Event):
    """source: as in `Recording`."""

    recording_id: UUID
    attempt_id: UUID
    source: str


@dataclass(frozen=True, kw_only=True)
class RecordingReady(Event):
    """It can be played. size: in bytes, as it was received."""

    recording_id: UUID
    attempt_id: UUID
    size: int


@dataclass(frozen=True, kw_only=True)
class RecordingFailed(Event):
    """It cannot be played; its bytes are kept. reason: one word."""

    recording_id: UUID
    attempt_id: UUID
    reason: str
