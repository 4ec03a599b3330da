"""Changing the people who can sign in."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from greenroom.accounts.actions import workspaces
from greenroom.accounts.events import PersonEmailChanged, PersonNameChanged
from greenroom.accounts.models import FirstSetUp, Member, User
from greenroom.core import scope
from greenroom.core.actors import Actor
from greenroom.core.errors import Refused
from greenroom.core.events import emit
from greenroom.core.text import clean

LONGEST_NAME = 120
CHANGE_GOOD_FOR = timedelta(hours=2)
_signer = signing.TimestampSigner(salt="greenroom.accounts.email")


@transaction.atomic
def create(*, email: str, name: str, password: str) -> User:
    """A person with a password. Raises Refused for what they typed, naming the field."""
    email = _checked_email(email)
    user = User(email=email, name=_checked_name(name))
    try:
        validate_password(password, user)
    except ValidationError as weak:
        raise Refused(" ".join(weak.messages), field="password") from None
    user.set_password(password)
    _save(user)
    return user


@transaction.atomic
def set_up(*, email: str, name: str, password: str, workspace: str) -> Member:
    """The first administrator and the first workspace. Refused once there is anybody.

    Two who try at the same moment both write the one row of FirstSetUp; the database lets one through.
    """
    if User.objects.exists():
        raise Refused(_("Greenroom has been set up already. Sign in."))
    user = create(email=email, name=name, password=password)
    try:
        with transaction.atomic():
            FirstSetUp(user=user).save(force_insert=True)
    except IntegrityError:
        raise Refused(_("Greenroom has been set up already. Sign in.")) from None
    return workspaces.create(name=workspace, owner=user)


@transaction.atomic
def rename(user: User, *, name: str) -> User:
    user.name = _checked_name(name)
    user.save(update_fields=["name"])
    emit(PersonNameChanged(user_id=user.id), by=Actor("user", user.id))
    return user


def ask_to_change_email(user: User, *, email: str) -> None:
    """Mail a link to the new address; nothing changes before it is opened there.

    Says nothing when the address is somebody else's: its owner gets no mail and cannot be guessed.
    """
    email = _checked_email(email)
    if email == user.email.lower():
        raise Refused(_("This is your address already."), field="email")
    if User.objects.filter(email__iexact=email).exists():
        return
    token = _signer.sign_object({"user": str(user.id), "from": user.email, "to": email})
    with scope.everything("sign-in mail is nobody's to read in an outbox"):
        send_mail(
            subject=_("Confirm your new address"),
            message=render_to_string(
                "accounts/mail/new_email.txt", {"link": f"{settings.PUBLIC_URL}/account/email/{token}/"}
            ),
            from_email=None,
            recipient_list=[email],
        )


@transaction.atomic
def change_email(user: User, *, token: str) -> User:
    """Take the address that the token names, and tell the old one. Raises Refused for a stale token."""
    try:
        asked = _signer.unsign_object(token, max_age=CHANGE_GOOD_FOR)
    except signing.BadSignature:
        asked = {}
    locked = User.objects.select_for_update().get(id=user.id)
    if asked.get("user") != str(user.id) or asked.get("from") != locked.email:
        raise Refused(_("This link has been used, has expired or belongs to another account."))
    locked.email = asked["to"]
    _save(locked)
    with scope.everything("sign-in mail is nobody's to read in an outbox"):
        send_mail(
            subject=_("Your address was changed"),
            message=render_to_string("accounts/mail/email_changed.txt"),
            from_email=None,
            recipient_list=[asked["from"]],
        )
        emit(PersonEmailChanged(user_id=user.id), by=Actor("user", user.id))
    return locked


def _save(user: User) -> None:
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError:
        raise Refused(_("There is an account with this address already."), field="email") from None


def _checked_name(name: str) -> str:
    name = " ".join(clean(name).split())
    if not name:
        raise Refused(_("Write your name."), field="name")
    if len(name) > LONGEST_NAME:
        raise Refused(_("Write a name of at most 120 characters."), field="name")
    return name


def _checked_email(email: str) -> str:
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError:
        raise Refused(_("This is not an e-mail address."), field="email") from None
    return email
