"""What people do to jobs."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from greenroom.core.events import Event


@dataclass(frozen=True, kw_only=True)
class JobCancelled(Event):
    job_id: UUID
    job: str


@dataclass(frozen=True, kw_only=True)
class JobRetried(Event):
    job_id: UUID
    job: str
