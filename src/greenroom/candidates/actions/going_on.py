"""Candidates go on: a person lets them, what is next has opened, or a stage is gone that they had before them."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.core.mail import send_mail
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from greenroom.accounts.models import Member
from greenroom.accounts.permissions import require
from greenroom.accounts.rules.roles import Permission
from greenroom.candidates import events
from greenroom.candidates.actions.applications import refresh
from greenroom.candidates.jobs import tell_may_go_on
from greenroom.candidates.models import Application, Attempt
from greenroom.candidates.queries import flows
from greenroom.candidates.rules.flow import State
from greenroom.core import clock
from greenroom.core.errors import Refused
from greenroom.core.events import emit
from greenroom.core.http.limits import allow
from greenroom.core.jobs import enqueue
from greenroom.interviewers.rules.lifecycle import Door, door

Status = Application.Status
PATIENCE = timedelta(minutes=2)
"""Who is still on their page goes on by themselves within this time, and is not written to."""
ONCE = timedelta(days=30)


@transaction.atomic
def let_on(application: Application, *, by: Member) -> Application:
    """Open what is next to a candidate whom a rule stopped, who waits for a person, or whose results failed.

    Nothing where nobody has to. Raises Refused for one whom a person has dismissed.
    """
    require(by, Permission.DECIDE)
    application = Application.objects.select_for_update().get(id=application.id)
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
    attempt = Attempt.objects.select_related("application__candidate", "application__interviewer").get(
        id=attempt_id
    )
    application, interviewer = attempt.application, attempt.application.interviewer
    is_open = door(status=interviewer.status, deadline=interviewer.deadline, now=clock.now()) is Door.OPEN
    is_ready = any(step.state is State.READY for step in flows.of(application))
    if application.is_test or application.status == Status.DISMISSED or not (is_open and is_ready):
        return
    if not allow("may go on", str(attempt.id), times=1, within=ONCE):
        return
    with translation.override(application.candidate.language):
        send_mail(
            subject=_("Your next step is open"),
            message=_(
                "Thank you for what you sent for %(role)s. Your next step is open.\n\n"
                "Go on with the same link as before."
            )
            % {"role": interviewer.title},
            from_email=None,
            recipient_list=[application.candidate.email],
        )


def catch_up(*, interviewer_id: UUID) -> None:
    """Look anew at who is on their way, once a stage is gone: it may have been the last they had before them."""
    under_way = Application.objects.filter(interviewer_id=interviewer_id, status=Status.IN_PROGRESS)
    for application in under_way.iterator(chunk_size=200):
        steps = flows.of(application)
        if steps and all(step.is_over for step in steps):
            refresh(application)
