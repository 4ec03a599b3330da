"""Making an administrator from a shell. Imported once Django is set up."""

from __future__ import annotations

from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q

from greenroom.accounts.actions import workspaces
from greenroom.accounts.actions.signin import make_link
from greenroom.accounts.events import MemberAdded, MemberRoleChanged
from greenroom.accounts.models import Member, User, Workspace
from greenroom.accounts.rules.roles import Role
from greenroom.core import scope
from greenroom.core.errors import Refused
from greenroom.core.events import emit

FIRST_WORKSPACE = "My workspace"


def make_administrator(email: str, workspace: str) -> str:
    """A link that signs this person in as an administrator. They need not be known yet."""
    validate_email(email)
    with transaction.atomic():
        user = User.objects.filter(email__iexact=email).first() or User.objects.create_user(email)
        _promote(user, workspace)
        return make_link(user=user)


def _promote(user: User, name: str) -> None:
    """Of the workspace of this name, or of the only one there is; of a new one where there is none."""
    with scope.everything("whoever has a shell here may do everything"):
        workspace = _find_workspace(name)
        if workspace is None:
            workspaces.create(name=name or FIRST_WORKSPACE, owner=user)
            return
        member: Member | None = Member.objects.filter(workspace=workspace, user=user).first()
    with scope.scoped(workspace.id):
        if member is None:
            member = Member.objects.create(workspace=workspace, user=user, role=Role.ADMIN)
            emit(MemberAdded(member_id=member.id, role=member.role))
        elif member.role != Role.ADMIN:
            before, member.role = member.role, Role.ADMIN
            member.save(update_fields=["role"])
            emit(MemberRoleChanged(member_id=member.id, before=before, after=member.role))


def _find_workspace(name: str) -> Workspace | None:
    if name:
        return Workspace.objects.filter(Q(name__iexact=name) | Q(slug=name)).order_by("created_at").first()
    real = list(Workspace.objects.filter(is_demo=False)[:2])
    if len(real) > 1:
        raise Refused("There are several workspaces. Say which with --workspace.")
    return real[0] if real else None
