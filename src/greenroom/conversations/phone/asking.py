"""A candidate asks to be called, now or later."""

from __future__ import annotations

from datetime import datetime, timedelta

import phonenumbers
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from phonenumbers import PhoneNumberType

from greenroom.candidates.actions import correcting
from greenroom.candidates.models import Attempt
from greenroom.candidates.rules import contact
from greenroom.compliance.models import Consent
from greenroom.conversations import events
from greenroom.conversations.actions.standing import candidate
from greenroom.conversations.models import PhoneCall
from greenroom.conversations.phone import rows
from greenroom.core import clock
from greenroom.core.errors import Refused
from greenroom.core.events import emit
from greenroom.core.http.limits import allow
from greenroom.core.jobs import enqueue
from greenroom.core.jobs.port import KINDS
from greenroom.outreach.queries import policies
from greenroom.outreach.rules.policy import Terms, when

DIAL, HANG_UP = "conversations.dial", "conversations.hang_up"
NOW = "now"
CHOICES = {
    NOW: timedelta(),
    "1": timedelta(hours=1),
    "2": timedelta(hours=3),
    "3": timedelta(days=1),
}
"""When, by the key on the telephone that chooses it."""
MOST_AN_HOUR = 3
HOUR = timedelta(hours=1)
NUMBERS_A_DAY = 5
HOURS_OF = "stopped"
"""The kind of message whose hours a call keeps: it goes whatever a policy sends, and not in its quiet hours."""
COSTLY = {PhoneNumberType.PREMIUM_RATE, PhoneNumberType.SHARED_COST, PhoneNumberType.PAGER}


@transaction.atomic
def ask(*, attempt: Attempt, choice: str, phone: str = "") -> PhoneCall:
    """Call the candidate at this time, or once the quiet hours it falls into are over.

    choice: of `CHOICES`. phone: theirs from now on; "" for the one that is known. One that waits is replaced. Raises
    Refused, with the field: no agreement, no number, being called already, three calls within an hour.
    """
    if choice not in CHOICES:
        raise Refused(_("Choose when we shall call."), field="when")
    if not agreed(attempt):
        raise Refused(_("Without your agreement to the interview we cannot call you."))
    number = _number(attempt, phone)
    due_at = not_before(attempt, clock.now() + CHOICES[choice])
    _make_way(attempt)
    _check_rate(attempt, due_at)
    try:
        with transaction.atomic():
            row = PhoneCall.objects.create(
                workspace_id=attempt.workspace_id,
                attempt=attempt,
                number=number,
                language=attempt.stage.interviewer.language,
                due_at=due_at,
            )
    except IntegrityError:  # asked for in another tab at the same moment
        raise Refused(_("We are calling you already.")) from None
    asked = events.PhoneCallAsked(phone_call_id=row.id, attempt_id=attempt.id)
    emit(asked, by=candidate(attempt))
    enqueue(KINDS[DIAL], run_at=due_at, key=f"{DIAL}:{row.id}", phone_call_id=row.id)
    return row


@transaction.atomic
def cancel(*, attempt: Attempt) -> None:
    """The candidate wants no call now: one that waits is not made, one that rings is hung up."""
    for row in PhoneCall.objects.select_for_update(no_key=True).filter(attempt=attempt, ended_at=None):
        rows.close(row, PhoneCall.Why.CANCELLED)
        hang_up_soon(row)


def hang_up_soon(row: PhoneCall) -> None:
    if row.sid:
        enqueue(KINDS[HANG_UP], sid=row.sid, workspace_id=row.workspace_id)


def agreed(attempt: Attempt) -> bool:
    """Whether the candidate's agreement to the interview stands. Members try it out."""
    given = Consent.objects.filter(subject_id=attempt.application_id, purpose="interview", withdrawn_at=None)
    return attempt.application.is_test or given.exists()


def not_before(attempt: Attempt, moment: datetime) -> datetime:
    """This moment, or the end of the quiet hours it falls into, on the candidate's clock."""
    return when(_terms(attempt), HOURS_OF, moment, attempt.application.candidate.time_zone) or moment


def keeps_quiet_hours(attempt: Attempt) -> bool:
    """Whether there are hours in which nobody is called."""
    return _terms(attempt).quiet_from is not None


def _terms(attempt: Attempt) -> Terms:
    policy = attempt.stage.interviewer.policy_id
    return policies.terms(attempt.workspace_id, [policy])[policy]


def _number(attempt: Attempt, phone: str) -> str:
    """Where to call; what was given is the candidate's number from now on."""
    known = attempt.application.candidate
    number = contact.check_phone(phone) or known.phone
    if not number:
        raise Refused(_("Write the number with its country code, such as +44 …"), field="phone")
    if phonenumbers.number_type(phonenumbers.parse(number)) in COSTLY:
        raise Refused(_("We cannot call this kind of number. Give your own."), field="phone")
    if number == known.phone:
        return number
    if not allow("numbers to call", str(known.id), times=NUMBERS_A_DAY, within=timedelta(days=1)):
        raise Refused(_("You have given many numbers today. You can go on here."), field="phone")
    facts = {name: getattr(known, name) for name in ("name", "language", "time_zone")}
    attempt.application.candidate = correcting.correct(
        candidate=known, facts=correcting.Facts(**facts, phone=number)
    )
    return number


def _make_way(attempt: Attempt) -> None:
    live = PhoneCall.objects.select_for_update(no_key=True).filter(attempt=attempt, ended_at=None).first()
    if live is None:
        return
    if live.state != PhoneCall.State.WAITING:
        raise Refused(_("We are calling you already."))
    rows.close(live, PhoneCall.Why.CANCELLED)


def _check_rate(attempt: Attempt, due_at: datetime) -> None:
    near = PhoneCall.objects.filter(
        Q(ended_at=None) | Q(dialled_at__isnull=False),
        attempt__application_id=attempt.application_id,
        due_at__gt=due_at - HOUR,
        due_at__lt=due_at + HOUR,
    )
    if near.count() >= MOST_AN_HOUR:
        raise Refused(_("We call at most three times within an hour. Choose a later time."), field="when")
