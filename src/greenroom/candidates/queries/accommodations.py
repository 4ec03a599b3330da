"""Reading what a candidate has asked for."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime, timedelta
from uuid import UUID

from greenroom.candidates.models import Accommodation, Attempt, Pause
from greenroom.candidates.rules.accommodations import Accommodations

NAMES = tuple(field.name for field in fields(Accommodations))


def of(candidate_id: UUID) -> Accommodations:
    """What this candidate asked for; the usual where they asked for nothing."""
    row = Accommodation.objects.filter(candidate_id=candidate_id).values(*NAMES).first()
    return Accommodations(**row) if row else Accommodations()


def paused(attempt: Attempt, *, now: datetime) -> timedelta:
    """How long the clock of an attempt has stood still until now, in all its breaks."""
    breaks = Pause.objects.filter(attempt=attempt).values_list("began_at", "ended_at")
    return sum(((ended or now) - began for began, ended in breaks), timedelta())


def is_paused(attempt: Attempt) -> bool:
    """Whether a break is being taken."""
    return Pause.objects.filter(attempt=attempt, ended_at=None).exists()
