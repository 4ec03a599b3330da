"""What happens in this room."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from greenroom.core.events import Event


@dataclass(frozen=True, kw_only=True)
class InterviewBegun(Event):
    attempt_id: UUID


@dataclass(frozen=True, kw_only=True)
class TurnHeard(Event):
    """kind: what the engine took it for."""

    turn_id: UUID
    attempt_id: UUID
    kind: str
    engine: str


@dataclass(frozen=True, kw_only=True)
class TurnCorrected(Event):
    """The candidate mended what was misheard."""

    turn_id: UUID
    attempt_id: UUID


@dataclass(frozen=True, kw_only=True)
class ConversationNoted(Event):
    """The engine noted something for the team: instruction, distress, person, passed_on or abuse."""

    attempt_id: UUID
    kind: str


@dataclass(frozen=True, kw_only=True)
class PersonAskedFor(Event):
    attempt_id: UUID
    application_id: UUID


@dataclass(frozen=True, kw_only=True)
class InterviewEnded(Event):
    attempt_id: UUID
    turns: int


@dataclass(frozen=True, kw_only=True)
class CallPlaced(Event):
    """transport: webrtc or phone."""

    call_id: UUID
    attempt_id: UUID
    transport: str


@dataclass(frozen=True, kw_only=True)
class CallEnded(Event):
    """why: finished, left, lost, taken_over, moved, never_joined or worker_gone."""

    call_id: UUID
    attempt_id: UUID
    why: str


@dataclass(frozen=True, kw_only=True)
class CallGoesOn(Event):
    """A call that had ended for want of its worker's heartbeat is still held by it."""

    call_id: UUID
    attempt_id: UUID


@dataclass(frozen=True, kw_only=True)
class PhoneCallAsked(Event):
    """A candidate wants to be called on their telephone."""

    phone_call_id: UUID
    attempt_id: UUID


@dataclass(frozen=True, kw_only=True)
class PhoneCallEnded(Event):
    """why: finished, left, later, no_answer, busy, machine, cancelled, no_lines or failed."""

    phone_call_id: UUID
    attempt_id: UUID
    why: str
