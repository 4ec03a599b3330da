"""What happens in this room."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from greenroom.core.events import Event


@dataclass(frozen=True, kw_only=True)
class RehearsalAsked(Event):
    """A member wants to see what scores an interviewer's rubric gives to played candidates."""

    interviewer_id: UUID
