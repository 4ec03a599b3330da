"""Sign-in by a link that works once."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from greenroom.accounts.events import SignedInByLink, SignInLinkMade
from greenroom.accounts.models import SignInLink, User
from greenroom.accounts.rules.secrets import hash_of
from greenroom.core import clock, scope
from greenroom.core.actors import Actor
from greenroom.core.errors import Refused
from greenroom.core.events import emit
from greenroom.core.ids import new_token

GOOD_FOR = timedelta(minutes=20)


@transaction.atomic
def make_link(*, user: User, good_for: timedelta = GOOD_FOR) -> str:
    """The address that signs this user in once, until it expires."""
    secret = new_token()
    SignInLink.objects.create(user=user, secret_hash=hash_of(secret), expires_at=clock.now() + good_for)
    emit(SignInLinkMade(user_id=user.id), by=Actor("user", user.id))
    return f"{settings.PUBLIC_URL}/sign-in/link/{secret}/"


def is_good(secret: str) -> bool:
    """Would the link sign somebody in now? Looking does not use it up."""
    return _open_links(secret).exists()


def _open_links(secret: str) -> QuerySet[SignInLink]:
    return SignInLink.objects.filter(
        secret_hash=hash_of(secret), used_at=None, expires_at__gt=clock.now(), user__is_active=True
    )


def send_link(*, email: str) -> None:
    """Mail a link if the address is a user's. Says nothing either way, so that addresses cannot be guessed.

    The mail belongs to no workspace: whoever can read it can be that person.
    """
    user = User.objects.filter(email__iexact=email.strip(), is_active=True).first()
    if user is None:
        return
    with transaction.atomic(), scope.everything("sign-in mail is nobody's to read in an outbox"):
        link = make_link(user=user)
        send_mail(
            subject=_("Your sign-in link"),
            message=_("Open this link to sign in to Greenroom. It works once, for 20 minutes.\n\n%(link)s")
            % {"link": link},
            from_email=None,
            recipient_list=[user.email],
        )


@transaction.atomic
def redeem(*, secret: str) -> User:
    """The user a link signs in. Raises Refused when it was used, has expired or never existed."""
    link = _open_links(secret).select_for_update(of=("self",)).select_related("user").first()
    if link is None:
        raise Refused(_("This link has been used or has expired. Ask for a new one."))
    link.used_at = clock.now()
    link.save(update_fields=["used_at"])
    emit(SignedInByLink(user_id=link.user_id), by=Actor("user", link.user_id))
    return link.user
