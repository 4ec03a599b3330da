"""What this room does when a lower room speaks."""

from __future__ import annotations

from greenroom.candidates.events import AttemptSubmitted
from greenroom.core.events import on
from greenroom.evaluation.actions import evaluations


@on(AttemptSubmitted)
def evaluate_what_was_submitted(event: AttemptSubmitted) -> None:
    evaluations.request(attempt_id=event.attempt_id)
