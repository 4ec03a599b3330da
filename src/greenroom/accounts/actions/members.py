"""Changing who works in a workspace, and as what."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from greenroom.accounts.events import MemberRemoved, MemberRoleChanged
from greenroom.accounts.models import Member, Workspace
from greenroom.accounts.permissions import require
from greenroom.accounts.queries import members
from greenroom.accounts.rules.roles import Permission, Role
from greenroom.core.errors import Refused
from greenroom.core.events import emit


@transaction.atomic
def change_role(member: Member, *, to: Role, by: Member) -> Member:
    """Raises Refused when it would leave the workspace without an administrator."""
    member = _locked(member, by=by)
    before, member.role = member.role, to.value
    if before == to:
        return member
    _require_another_admin(member, before)
    member.save(update_fields=["role"])
    emit(MemberRoleChanged(member_id=member.id, before=before, after=to.value), by=by.actor)
    return member


@transaction.atomic
def remove(member: Member, *, by: Member) -> None:
    """Take a member out of the workspace. What they did stays; they can be invited again.

    Raises Refused for the last administrator.
    """
    member = _locked(member, by=by)
    _require_another_admin(member, member.role)
    emit(MemberRemoved(member_id=member.id, role=member.role), by=by.actor)
    member.delete()


def _locked(member: Member, *, by: Member) -> Member:
    """The member as they are now, with all memberships of the workspace to ourselves until we commit.

    Two administrators who demote each other at the same moment take turns here, so the second one is read
    again: they may no longer be allowed to.
    """
    require(by, Permission.MANAGE_WORKSPACE)
    Workspace.objects.select_for_update().get(id=by.workspace_id)
    require(members.get_for(by, by.id), Permission.MANAGE_WORKSPACE)
    return members.get_for(by, member.id)


def _require_another_admin(member: Member, role: str) -> None:
    if role == Role.ADMIN and not Member.objects.filter(role=Role.ADMIN).exclude(id=member.id).exists():
        raise Refused(
            _("This is the last administrator of the workspace. Make somebody else administrator first.")
        )
