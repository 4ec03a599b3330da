"""Somebody asks for a person, and a person answers."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from greenroom.accounts.models import Member
from greenroom.accounts.permissions import require
from greenroom.accounts.rules.roles import Permission
from greenroom.candidates import events
from greenroom.candidates.actions import writing
from greenroom.candidates.actions.telling import tell_of_help_asked
from greenroom.candidates.models import Application, HelpRequest
from greenroom.candidates.rules import contact
from greenroom.core import clock
from greenroom.core.actors import SYSTEM, Actor
from greenroom.core.errors import Refused
from greenroom.core.events import emit
from greenroom.core.http.limits import allow
from greenroom.core.text import clean
from greenroom.interviewers.models import Interviewer

Kind, About, State = HelpRequest.Kind, HelpRequest.About, HelpRequest.State
WAITING = (State.OPEN, State.TAKEN)
LONGEST = 4_000
LONGEST_SUITS = 200
REQUESTS_A_DAY = 10  # by one person
DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Asking:
    """What somebody asks. kind, about: as in `models.HelpRequest`. phone: for a call back, when not the known one."""

    kind: str = Kind.MESSAGE
    about: str = About.OTHER
    words: str = ""
    phone: str = ""
    suits: str = ""


def ask(
    application: Application,
    *,
    kind: str = Kind.MESSAGE,
    about: str = About.OTHER,
    words: str = "",
    phone: str = "",
    suits: str = "",
    language: str = "",
) -> HelpRequest:
    """A candidate asks for a person. The same again, while it waits, is one request.

    phone: for a call back, their own where none is given. Raises Refused, with the field, for what cannot be
    answered, and for too many in a day. No scorecard reads of it.
    """
    wanted = Asking(kind=kind, about=about, words=words, phone=phone, suits=suits)
    checked = _checked(wanted, known_phone=application.candidate.phone)
    row = HelpRequest(
        workspace_id=application.workspace_id,
        interviewer_id=application.interviewer_id,
        application=application,
        language=language or application.candidate.language,
    )
    return _note(row, checked, who=str(application.candidate_id))


def ask_unproven(
    interviewer: Interviewer, *, name: str, email: str, wanted: Asking, language: str
) -> HelpRequest:
    """Somebody who has proven no address asks for a person, and says where the answer goes. Raises as `ask`."""
    row = HelpRequest(
        workspace_id=interviewer.workspace_id,
        interviewer=interviewer,
        name=contact.check_name(name),
        email=contact.check_email(email),
        language=language,
    )
    return _note(row, _checked(wanted), who=row.email)


def _checked(wanted: Asking, *, known_phone: str = "") -> Asking:
    words, suits = clean(wanted.words).strip(), " ".join(clean(wanted.suits).split())
    if wanted.kind not in Kind.values or wanted.about not in About.values:
        raise Refused(_("Choose one of these."), field="kind")
    phone = ""
    if wanted.kind == Kind.CALL_BACK:
        phone = contact.check_phone(wanted.phone) or known_phone
        if not phone:
            raise Refused(_("Tell us the number to call."), field="phone")
    elif not words:
        raise Refused(_("Tell us what you need."), field="words")
    if len(words) > LONGEST:
        raise Refused(_("Please keep it under 4,000 characters."), field="words")
    return replace(wanted, words=words, phone=phone, suits=suits[:LONGEST_SUITS])


def _note(row: HelpRequest, wanted: Asking, *, who: str) -> HelpRequest:
    said = (row.interviewer_id, who, wanted.kind, wanted.about, wanted.words, wanted.phone)
    row.same_as = hashlib.sha256(":".join(map(str, said)).encode()).hexdigest()
    standing = _waiting(row.same_as)
    if standing is not None:
        return standing
    if not allow("help", f"{row.workspace_id}:{who}", times=REQUESTS_A_DAY, within=DAY):
        raise Refused(
            _("You have asked several times today. Somebody will answer; please wait until tomorrow.")
        )
    row.kind, row.about, row.words = wanted.kind, wanted.about, wanted.words
    row.phone, row.suits = wanted.phone, wanted.suits
    try:
        _create(row)
    except IntegrityError:  # sent twice at once
        return HelpRequest.objects.get(same_as=row.same_as, state__in=WAITING)
    return row


def _waiting(same_as: str) -> HelpRequest | None:
    found: HelpRequest | None = HelpRequest.objects.filter(same_as=same_as, state__in=WAITING).first()
    return found


@transaction.atomic
def _create(row: HelpRequest) -> None:
    row.save(force_insert=True)
    application = row.application
    asked = events.HelpAsked(
        help_request_id=row.id, interviewer_id=row.interviewer_id, kind=row.kind, about=row.about
    )
    emit(asked, by=Actor("candidate", application.candidate_id) if application else SYSTEM)
    tell_of_help_asked(row)


@transaction.atomic
def take(request: HelpRequest, *, by: Member) -> HelpRequest:
    """A member sees to it; nothing where somebody does already."""
    held = _held(request, by)
    if held.state == State.OPEN:
        held.state, held.taken_by = State.TAKEN, by
        held.save(update_fields=["state", "taken_by"])
        emit(events.HelpTaken(help_request_id=held.id), by=by.actor)
    return held


@transaction.atomic
def answer(request: HelpRequest, *, words: str, by: Member) -> HelpRequest:
    """Tell them: by e-mail, and on their help page. Sent twice it goes once. Raises Refused for nothing to say."""
    held, words = _held(request, by), clean(words).strip()
    if not words:
        raise Refused(_("Write an answer first."), field="words")
    if len(words) > LONGEST:
        raise Refused(_("Please keep it under 4,000 characters."), field="words")
    if held.state == State.ANSWERED and held.answer == words:
        return held
    if held.state not in WAITING:
        raise Refused(_("This request has been settled. Open it again to answer."))
    held.state, held.answer, held.answered_at = State.ANSWERED, words, clock.now()
    held.taken_by = by
    held.save(update_fields=["state", "answer", "answered_at", "taken_by"])
    writing.answer_help(held)
    emit(events.HelpAnswered(help_request_id=held.id), by=by.actor)
    return held


@transaction.atomic
def close(request: HelpRequest, *, by: Member) -> HelpRequest:
    """Nothing more is to be done, as after a call."""
    held = _held(request, by)
    if held.state != State.CLOSED:
        held.state = State.CLOSED
        held.save(update_fields=["state"])
        emit(events.HelpClosed(help_request_id=held.id), by=by.actor)
    return held


@transaction.atomic
def reopen(request: HelpRequest, *, by: Member) -> HelpRequest:
    """Back into the queue. Raises Refused where the same is asked again already."""
    held = _held(request, by)
    if held.state in WAITING:
        return held
    if _waiting(held.same_as) is not None:
        raise Refused(_("The same was asked again since; answer that one."))
    held.state, held.taken_by = State.OPEN, None
    held.save(update_fields=["state", "taken_by"])
    emit(events.HelpReopened(help_request_id=held.id), by=by.actor)
    return held


def _held(request: HelpRequest, by: Member) -> HelpRequest:
    require(by, Permission.DECIDE)
    around = ("interviewer__workspace", "application__candidate")
    held: HelpRequest = (
        HelpRequest.objects.select_for_update(of=("self",), no_key=True)
        .select_related(*around)
        .get(id=request.id)
    )
    return held
