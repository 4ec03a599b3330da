"""What happens in this room."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from greenroom.core.events import Event


@dataclass(frozen=True, kw_only=True)
class EvaluationDone(Event):
    evaluation_id: UUID
    attempt_id: UUID
    evaluator: str
    engine: str
    dropped: int


@dataclass(frozen=True, kw_only=True)
class EvaluationFailed(Event):
    evaluation_id: UUID
    attempt_id: UUID
    evaluator: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class EvaluationRetried(Event):
    evaluation_id: UUID
    attempt_id: UUID
    evaluator: str
