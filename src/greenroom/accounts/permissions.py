"""The one place that says no to a member."""

from __future__ import annotations

from greenroom.accounts.models import Member
from greenroom.accounts.rules.roles import Permission, Role
from greenroom.core import scope


class Forbidden(Exception):
    """The member's role does not include the permission."""


def may(member: Member, permission: Permission) -> bool:
    return permission in Role(member.role).permissions


def require(member: Member, permission: Permission) -> None:
    """Raises Forbidden unless the member's role has the permission and their workspace is the one in scope."""
    if scope.current() != member.workspace_id or not may(member, permission):
        raise Forbidden(permission.value)
