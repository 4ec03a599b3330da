"""Candidates go on: a person lets them, what is next has opened, or a stage is gone that they had before them."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from greenroom.accounts.models import Member
from greenroom.accounts.permissions import require
from greenroom.accounts.rules.roles import Permission
from greenroom.candidates import events
from greenroom.candidates.actions import writing
from greenroom.candidates.actions.applications import refresh
from greenroom.candidates.jobs import tell_may_go_on
from greenroom.candidates.models import Application, Attempt
from greenroom.candidates.queries import flows, on_their_way
from greenroom.core import clock
from greenroom.core.errors import Refused
from greenroom.core.events import emit
from greenroom.core.jobs import enqueue

Status = Application.Status
PATIENCE = timedelta(minutes=2)
"""Who is still on their page goes on by themselves within this time, and is not written to."""


@transaction.atomic
def let_on(application: Application, *, by: Member) -> Application:
    """Open what is next to a candidate whom a rule stopped, who waits for a person, or whose results failed.

    Nothing where nobody has to. Raises Refused for one whom a person has dismissed.
    """
    require(by, Permission.DECIDE)
    application = Application.objects.select_for_update(no_key=True).get(id=application.id)
    if application.status == Status.DISMISSED:
        raise Refused(_("Take the decision back first."))
    step = next((step for step in flows.of(application) if step.needs_person), None)
    if step is None or step.newest is None:
        return application
    attempt = step.newest
    Attempt.objects.filter(id=attempt.id).update(let_on_at=clock.now())
    emit(
        events.CandidateLetOn(
            application_id=application.id, attempt_id=attempt.id, outcome=attempt.outcome or "failed"
        ),
        by=by.actor,
    )
    tell_later(attempt)
    return refresh(application)


def tell_later(attempt: Attempt) -> None:
    """Have a candidate told that they may go on from this attempt, unless they have by then."""
    enqueue(
        tell_may_go_on, run_at=clock.now() + PATIENCE, key=f"may-go-on:{attempt.id}", attempt_id=attempt.id
    )


@transaction.atomic
def tell(*, attempt_id: UUID) -> None:
    """Write to a candidate, once, that their next step is open; nothing where it is not, or they are in it."""
    around = ("application__candidate", "application__interviewer__workspace")
    attempt = Attempt.objects.select_related(*around).get(id=attempt_id)
    if on_their_way.wants_next_step(attempt.application_id):
        writing.say_next_step_is_open(attempt.application, attempt_id=attempt.id)


def catch_up(*, interviewer_id: UUID) -> None:
    """Look anew at who is on their way, once a stage is gone: it may have been the last they had before them."""
    under_way = Application.objects.filter(interviewer_id=interviewer_id, status=Status.IN_PROGRESS)
    for application in under_way.iterator(chunk_size=200):
        steps = flows.of(application)
        if steps and all(step.is_over for step in steps):
            refresh(application)
