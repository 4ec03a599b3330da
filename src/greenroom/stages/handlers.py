"""What this room does when a lower room speaks."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import override

from greenroom.candidates.events import AttemptSubmitted
from greenroom.candidates.models import Attempt
from greenroom.core.events import on
from greenroom.interviewers.actions import budgets
from greenroom.stages import registry


@on(AttemptSubmitted)
def charge_for_what_was_submitted(event: AttemptSubmitted) -> None:
    """Once for each attempt. What a member tried out is not charged, nor an attempt that used nothing."""
    attempt = Attempt.objects.select_related("application", "stage").get(id=event.attempt_id)
    kind = registry.get(attempt.stage.kind)
    used = kind.used(attempt)
    if attempt.application.is_test or not used:
        return
    # What members are told of a spent budget is not for the candidate to read, nor in their language.
    with override(settings.LANGUAGE_CODE):
        budgets.charge(
            interviewer_id=attempt.stage.interviewer_id,
            service=kind.service,
            quantity=used,
            key=f"attempt:{attempt.id}",
            application_id=attempt.application_id,
            occurred_at=attempt.submitted_at,
        )
