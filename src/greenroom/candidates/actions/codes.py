"""Proving an e-mail address with six digits. Nobody learns here whether an address has applied.

A code works once. For two minutes it works again in the browser that used it, where a second click or a lost answer
makes it come twice: a used code is kept as a hash of itself and of that browser, and is worth nothing elsewhere.
"""

from __future__ import annotations

import hashlib
import hmac
import unicodedata
from contextlib import suppress
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from greenroom.candidates import events
from greenroom.candidates.actions import writing
from greenroom.candidates.actions.applications import refresh
from greenroom.candidates.models import Application, Candidate, EmailCode
from greenroom.candidates.queries import applications
from greenroom.core import clock
from greenroom.core.actors import Actor
from greenroom.core.errors import Refused
from greenroom.core.events import emit
from greenroom.core.http.limits import allow
from greenroom.core.ids import new_code, new_id, new_token
from greenroom.interviewers.models import Interviewer
from greenroom.outreach.actions import messaging

GOOD_FOR = timedelta(minutes=15)
AGAIN_WITHIN = timedelta(minutes=2)
WRONG_TRIES = 5  # for one code
TRIES_AN_HOUR = 15  # for one address, over all its codes
CODES_AN_HOUR = 6
HOUR = timedelta(hours=1)


def _hash(application: Application, code: str, browser: str = "") -> str:
    message = (f"{application.id}:{code}:{browser}" if browser else f"{application.id}:{code}").encode()
    return hmac.new(settings.SECRET_KEY.encode(), message, hashlib.sha256).hexdigest()


def _who(application: Application) -> str:
    return f"{application.interviewer_id}:{application.candidate.email}"


def ask(*, interviewer: Interviewer, email: str) -> None:
    """Mail a code where this address has applied; where it has not, do the same work and keep nothing of it.

    Says nothing of limits either: a limit that is reached would tell that somebody was here.
    """
    found = applications.of_address(interviewer, email)
    with suppress(Refused):
        if found is not None:
            send_code(application=found)
        else:
            _pretend(_nobody(interviewer, email))


def send_code(*, application: Application) -> None:
    """Mail a code to the candidate's address. Raises Refused when too many were sent within the hour."""
    _count(application)
    _send(application)


def _count(application: Application) -> None:
    if not allow("code", _who(application), times=CODES_AN_HOUR, within=HOUR):
        raise Refused(_("We have sent several codes already. Please use the newest one, or wait an hour."))


def _nobody(interviewer: Interviewer, email: str) -> Application:
    """An application that is nowhere, to do the same work with."""
    candidate = Candidate(workspace_id=interviewer.workspace_id, email=email.strip().lower())
    return Application(
        id=new_id(), workspace_id=interviewer.workspace_id, interviewer=interviewer, candidate=candidate
    )


def _pretend(nobody: Application) -> None:
    """The same statements as for somebody, taken back; the second count stands for the commit."""
    _count(nobody)
    with transaction.atomic():
        _send(nobody)
        transaction.set_rollback(True)
    allow("code for nobody", _who(nobody), times=CODES_AN_HOUR, within=HOUR)


@transaction.atomic
def _send(application: Application) -> None:
    """One at a time for an application, so that the newest mail holds the only code that works."""
    Application.objects.select_for_update(no_key=True).filter(id=application.id).first()
    code = new_code()
    EmailCode.objects.filter(application=application, used_at=None).delete()
    EmailCode.objects.create(
        application=application,
        code_hash=_hash(application, code),
        expires_at=clock.now() + GOOD_FOR,
    )
    words = writing.draft(application, "code", number="", language=get_language() or "", code=code)
    messaging.write(words)
    emit(
        events.EmailCodeSent(application_id=application.id),
        by=Actor("candidate", application.candidate_id),
    )


def prove(*, interviewer: Interviewer, email: str, code: str, browser: str = "") -> Application:
    """The application of this address, now proven. Raises Refused, in the same words whoever asks.

    browser: a secret of the browser that was waiting for the code, "" where there is none.
    """
    found = applications.of_address(interviewer, email)
    return verify(application=found or _nobody(interviewer, email), code=code, browser=browser)


def verify(*, application: Application, code: str, browser: str = "") -> Application:
    """The application, now with a proven address; browser as in `prove`.

    Raises Refused, in one sentence for a code that is wrong, old, used or worn out, and for too many tries, after
    which the right one does not work either before the hour is over: each alone would tell a stranger something.
    """
    if not allow("code tries", _who(application), times=TRIES_AN_HOUR, within=HOUR):
        raise _wrong()
    kept = (
        EmailCode.objects.filter(application=application, used_at=None, expires_at__gt=clock.now())
        .order_by("-created_at")
        .first()
    )
    digits = _digits(code)
    right = hmac.compare_digest(kept.code_hash if kept else "", _hash(application, digits))
    used = _hash(application, digits, browser or new_token())
    if kept is not None and right and kept.wrong_tries < WRONG_TRIES:
        return _prove(application, kept, used=used)
    if not _was_used_just_now(application, used):
        EmailCode.objects.filter(id=kept.id if kept else new_id()).update(wrong_tries=F("wrong_tries") + 1)
        raise _wrong()
    return _proven(application)


def _was_used_just_now(application: Application, used: str) -> bool:
    recent = EmailCode.objects.filter(application=application, used_at__gt=clock.now() - AGAIN_WITHIN)
    return recent.filter(code_hash=used).exists()


def _proven(application: Application) -> Application:
    return Application.objects.select_related("candidate", "interviewer").get(id=application.id)


def _digits(typed: str) -> str:
    """The digits of what was typed, in whatever script, as 0 to 9."""
    return "".join(str(unicodedata.decimal(letter)) for letter in typed if letter.isdecimal())


def _wrong() -> Refused:
    text = _(
        "This code does not work: it is not the newest one, its 15 minutes are over, or there were too many tries."
        " Ask for a new one below, or wait an hour."
    )
    return Refused(text, field="code")


@transaction.atomic
def _prove(application: Application, code: EmailCode, *, used: str) -> Application:
    unused = EmailCode.objects.filter(id=code.id, used_at=None)
    if not unused.update(used_at=clock.now(), code_hash=used):
        if not _was_used_just_now(application, used):
            raise _wrong()
        return _proven(application)
    if application.verified_at is None:
        application.verified_at = clock.now()
        application.save(update_fields=["verified_at"])
        emit(
            events.EmailVerified(application_id=application.id),
            by=Actor("candidate", application.candidate_id),
        )
    return refresh(application)
