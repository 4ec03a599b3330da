"""Proving an e-mail address with six digits."""

from __future__ import annotations

import hashlib
import hmac
from datetime import timedelta

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from greenroom.candidates import events
from greenroom.candidates.actions.applications import refresh
from greenroom.candidates.models import Application, EmailCode
from greenroom.core import clock
from greenroom.core.actors import Actor
from greenroom.core.errors import Refused
from greenroom.core.events import emit
from greenroom.core.http.limits import allow
from greenroom.core.ids import new_code

GOOD_FOR = timedelta(minutes=15)
WRONG_TRIES = 5  # for one code
TRIES_AN_HOUR = 15  # for one application, over all its codes
CODES_AN_HOUR = 6


def _hash(application: Application, code: str) -> str:
    message = f"{application.id}:{code}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), message, hashlib.sha256).hexdigest()


def send_code(*, application: Application) -> None:
    """Mail a code to the candidate's address. Raises Refused when too many were sent within the hour."""
    if not allow("code", str(application.id), times=CODES_AN_HOUR, within=timedelta(hours=1)):
        raise Refused(_("We have sent several codes already. Please use the newest one, or wait an hour."))
    code = new_code()
    with transaction.atomic():
        EmailCode.objects.filter(application=application, used_at=None).delete()
        EmailCode.objects.create(
            application=application,
            code_hash=_hash(application, code),
            expires_at=clock.now() + GOOD_FOR,
        )
        send_mail(
            subject=_("%(code)s is your code") % {"code": code},
            message=_(
                "Your code is %(code)s. It works for 15 minutes.\n\n"
                "Enter it on the page you came from to go on with %(role)s."
            )
            % {"code": code, "role": application.interviewer.title},
            from_email=None,
            recipient_list=[application.candidate.email],
        )
        emit(
            events.EmailCodeSent(application_id=application.id),
            by=Actor("candidate", application.candidate_id),
        )


def verify(*, application: Application, code: str) -> Application:
    """The application, now with a proven address. Raises Refused for a wrong, old or worn-out code."""
    if not allow("code tries", str(application.id), times=TRIES_AN_HOUR, within=timedelta(hours=1)):
        raise Refused(_("Too many wrong codes. Please wait an hour, then ask for a new one."), field="code")
    typed = "".join(character for character in code if character.isdigit())
    kept = (
        EmailCode.objects.filter(application=application, used_at=None, expires_at__gt=clock.now())
        .order_by("-created_at")
        .first()
    )
    if kept is None or kept.wrong_tries >= WRONG_TRIES:
        raise Refused(_("This code has run out. Ask for a new one below."), field="code")
    if not hmac.compare_digest(kept.code_hash, _hash(application, typed)):
        EmailCode.objects.filter(id=kept.id).update(wrong_tries=F("wrong_tries") + 1)
        raise Refused(_("That is not the code we sent. Please look at the newest message."), field="code")
    return _prove(application, kept)


@transaction.atomic
def _prove(application: Application, code: EmailCode) -> Application:
    if not EmailCode.objects.filter(id=code.id, used_at=None).update(used_at=clock.now()):
        raise Refused(_("This code has run out. Ask for a new one below."), field="code")
    if application.verified_at is None:
        application.verified_at = clock.now()
        application.save(update_fields=["verified_at"])
        emit(
            events.EmailVerified(application_id=application.id),
            by=Actor("candidate", application.candidate_id),
        )
    return refresh(application)
