"""Reading what a candidate has asked for."""

from __future__ import annotations

from dataclasses import fields
from uuid import UUID

from greenroom.candidates.models import Accommodation
from greenroom.candidates.rules.accommodations import Accommodations

NAMES = tuple(field.name for field in fields(Accommodations))


def of(candidate_id: UUID) -> Accommodations:
    """What this candidate asked for; the usual where they asked for nothing."""
    row = Accommodation.objects.filter(candidate_id=candidate_id).values(*NAMES).first()
    return Accommodations(**row) if row else Accommodations()
