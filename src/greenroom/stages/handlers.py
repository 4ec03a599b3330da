"""What this room does when a lower room speaks: a kind that does something of its own brings a module `handlers`."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from django.conf import settings
from django.utils.translation import override

from greenroom.candidates.events import AttemptRuledOn, AttemptSubmitted
from greenroom.candidates.models import Attempt
from greenroom.core import clock
from greenroom.core.events import on
from greenroom.core.jobs import enqueue
from greenroom.interviewers.actions import budgets
from greenroom.stages import registry, stopped
from greenroom.stages.jobs import tell_stopped


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


@on(AttemptRuledOn)
def tell_whom_a_rule_has_stopped(event: AttemptRuledOn) -> None:
    if event.outcome == Attempt.Outcome.STOPPED:
        key, when = f"stopped:{event.attempt_id}", clock.now() + stopped.PATIENCE
        enqueue(tell_stopped, run_at=when, key=key, attempt_id=event.attempt_id)


for _kind in registry.KINDS:
    if find_spec(f"greenroom.stages.{_kind}.handlers") is not None:
        import_module(f"greenroom.stages.{_kind}.handlers")
