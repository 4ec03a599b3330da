"""What happens in this room."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from greenroom.core.events import Event


@dataclass(frozen=True, kw_only=True)
class ApplicationStarted(Event):
    application_id: UUID
    interviewer_id: UUID


@dataclass(frozen=True, kw_only=True)
class EmailCodeSent(Event):
    application_id: UUID


@dataclass(frozen=True, kw_only=True)
class EmailVerified(Event):
    application_id: UUID


@dataclass(frozen=True, kw_only=True)
class AttemptStarted(Event):
    attempt_id: UUID
    application_id: UUID
    kind: str
    number: int


@dataclass(frozen=True, kw_only=True)
class AttemptSubmitted(Event):
    attempt_id: UUID
    application_id: UUID
    kind: str


@dataclass(frozen=True, kw_only=True)
class AttemptEvaluated(Event):
    attempt_id: UUID
    application_id: UUID
    score: float | None


@dataclass(frozen=True, kw_only=True)
class ApplicationStatusChanged(Event):
    application_id: UUID
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class ApplicationRated(Event):
    application_id: UUID
    rating: int
