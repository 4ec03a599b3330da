"""A member asks somebody in: by mail, and with a link of their own, which knows their name and address."""

from __future__ import annotations

from dataclasses import dataclass

from django.core import signing
from django.db import transaction

from greenroom.accounts.models import Member
from greenroom.accounts.permissions import require
from greenroom.accounts.rules.roles import Permission
from greenroom.candidates import events
from greenroom.candidates.actions import writing
from greenroom.candidates.models import Application, Candidate
from greenroom.candidates.queries import on_their_way
from greenroom.candidates.rules import contact
from greenroom.core.errors import Refused
from greenroom.core.events import emit
from greenroom.core.text import searchable
from greenroom.interviewers.models import Interviewer
from greenroom.outreach.rules.shipped import spoken


@dataclass(frozen=True)
class Invited:
    """token: the secret end of the link; it proves nothing but who was meant, the address is proven by its code.

    is_written: a message to them is in the outbox.
    """

    application: Application
    token: str
    is_new: bool
    is_written: bool = False


@transaction.atomic
def invite(
    *, interviewer: Interviewer, name: str, email: str, phone: str = "", by_mail: bool = True, by: Member
) -> Invited:
    """The application of this address, pending until they come, and the token of their own link.

    by_mail: they are written to, unless they were today, the policy is against it or they have done every step.

    Somebody who has applied keeps what they said of themselves. Raises Refused, with the field, for a name or an
    address that is none, and when the interviewer is not open.
    """
    require(by, Permission.EDIT_INTERVIEWERS)
    if interviewer.status != Interviewer.Status.ACTIVE:
        raise Refused("Activate the interviewer first: its links are closed.")
    checked = contact.check_name(name), contact.check_email(email), contact.check_phone(phone)
    candidate, _made = Candidate.objects.get_or_create(
        workspace_id=interviewer.workspace_id,
        email=checked[1],
        defaults={
            "name": checked[0],
            "phone": checked[2],
            "language": spoken(interviewer.language),
            "found_by": searchable(*checked[:2]),
        },
    )
    application, made = Application.objects.get_or_create(
        candidate=candidate, interviewer=interviewer, defaults={"workspace_id": interviewer.workspace_id}
    )
    if made:
        emit(
            events.CandidateInvited(application_id=application.id, interviewer_id=interviewer.id), by=by.actor
        )
    is_written = by_mail and application.status in on_their_way.OPEN and bool(writing.invite(application))
    return Invited(application, writing.token_of(application), made, is_written)


def meant_by(token: str, interviewer: Interviewer) -> Candidate | None:
    """Who a link of this interviewer was made for; None for a forged or withdrawn one, and one of another."""
    application, holds = _application_of(token, interviewer)
    return application.candidate if application and holds else None


def is_withdrawn(token: str, interviewer: Interviewer) -> bool:
    """Whether a link is one that was made here and taken back since."""
    application, holds = _application_of(token, interviewer)
    return application is not None and not holds


def _application_of(token: str, interviewer: Interviewer) -> tuple[Application | None, bool]:
    """The application a link was made for, and whether the link still holds."""
    if not token:
        return None, False
    try:
        signed = signing.Signer(salt=writing.SALT).unsign(token.replace(".", ":", 1))
    except signing.BadSignature:
        return None, False
    application_id, _, number = signed.partition("-")
    rows = Application.objects.filter(id=application_id, interviewer=interviewer)
    found = rows.select_related("candidate").first()
    return found, found is not None and found.link_number == int(number or 0)
