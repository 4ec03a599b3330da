"""Asking people into a workspace."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.core.validators import validate_email
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from greenroom.accounts.actions import people
from greenroom.accounts.events import (
    InvitationAccepted,
    InvitationSent,
    InvitationWithdrawn,
    MemberAdded,
)
from greenroom.accounts.models import Invitation, Member, User
from greenroom.accounts.permissions import require
from greenroom.accounts.rules.roles import Permission, Role
from greenroom.accounts.rules.secrets import hash_of
from greenroom.core import clock, scope
from greenroom.core.errors import Refused
from greenroom.core.events import emit
from greenroom.core.http import limits
from greenroom.core.ids import new_token

GOOD_FOR = timedelta(days=7)
A_DAY = 200  # invitations of one workspace


@transaction.atomic
def invite(*, email: str, role: Role, by: Member) -> Invitation:
    """Mail an invitation. An earlier one to the same address stops working."""
    require(by, Permission.MANAGE_WORKSPACE)
    email = _checked(email)
    if Member.objects.filter(user__email__iexact=email).exists():
        raise Refused(_("This person is a member already."), field="email")
    if not limits.allow("invite", str(by.workspace_id), times=A_DAY, within=timedelta(days=1)):
        raise Refused(_("That is enough invitations for one day. Please go on tomorrow."))
    Invitation.objects.filter(email=email, accepted_at=None).delete()
    secret = new_token()
    invitation: Invitation = Invitation.objects.create(
        workspace_id=by.workspace_id,
        email=email,
        role=role.value,
        secret_hash=hash_of(secret),
        expires_at=clock.now() + GOOD_FOR,
    )
    _mail(invitation, secret, by=by)
    emit(InvitationSent(invitation_id=invitation.id, role=role.value), by=by.actor)
    return invitation


def _checked(email: str) -> str:
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError:
        raise Refused(_("This is not an e-mail address."), field="email") from None
    return email


def _mail(invitation: Invitation, secret: str, *, by: Member) -> None:
    given = {
        "workspace": by.workspace.name,
        "inviter": str(by),
        "role": Role(invitation.role).label,
        "link": f"{settings.PUBLIC_URL}/invitation/{secret}/",
        "days": GOOD_FOR.days,
    }
    send_mail(
        subject=_("%(inviter)s invites you to %(workspace)s") % given,
        message=render_to_string("accounts/mail/invitation.txt", given),
        from_email=None,
        recipient_list=[invitation.email],
    )


@transaction.atomic
def withdraw(invitation: Invitation, *, by: Member) -> None:
    """The link stops working."""
    require(by, Permission.MANAGE_WORKSPACE)
    emit(InvitationWithdrawn(invitation_id=invitation.id, role=invitation.role), by=by.actor)
    invitation.delete()


@transaction.atomic
def accept_as_new(*, secret: str, name: str, password: str) -> Member:
    """The invited person makes themselves known: their name and password, and a membership."""
    invitation = _open(secret)
    if User.objects.filter(email__iexact=invitation.email).exists():
        raise Refused(_("You have an account already. Sign in with it, then open this link again."))
    return _join(invitation, people.create(email=invitation.email, name=name, password=password))


@transaction.atomic
def accept_as(*, secret: str, user: User) -> Member:
    """Somebody who has an account joins with it. It has to be the account the invitation was sent to."""
    invitation = _open(secret)
    if user.email.lower() != invitation.email:
        raise Refused(_("This invitation is for another address. Sign in with the account it was sent to."))
    return _join(invitation, user)


def _open(secret: str) -> Invitation:
    with scope.everything("whoever holds the secret may see what it invites to"):
        found: Invitation | None = (
            Invitation.objects.select_for_update(of=("self",))
            .filter(secret_hash=hash_of(secret), accepted_at=None, expires_at__gt=clock.now())
            .select_related("workspace")
            .first()
        )
    if found is None:
        raise Refused(_("This invitation has been used, withdrawn or has expired. Ask for a new one."))
    return found


def _join(invitation: Invitation, user: User) -> Member:
    with scope.scoped(invitation.workspace_id):
        member, is_new = Member.objects.get_or_create(
            workspace_id=invitation.workspace_id, user=user, defaults={"role": invitation.role}
        )
        invitation.accepted_at = clock.now()
        invitation.save(update_fields=["accepted_at"])
        if is_new:
            emit(MemberAdded(member_id=member.id, role=member.role), by=member.actor)
        emit(
            InvitationAccepted(invitation_id=invitation.id, member_id=member.id, role=member.role),
            by=member.actor,
        )
    return member
