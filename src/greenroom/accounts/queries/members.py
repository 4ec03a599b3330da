"""Reading members."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from greenroom.accounts.models import Member, User
from greenroom.core import scope
from greenroom.core.errors import NotFound


def current(user: User, workspace_id: str | None) -> Member | None:
    """The user's membership in the workspace they chose, or else their first one."""
    with scope.everything("a person's own memberships, whichever workspace they are in"):
        mine: list[Member] = list(
            Member.objects.filter(user=user).select_related("workspace").order_by("created_at")
        )
    for member in mine:
        member.user = user
    chosen = (member for member in mine if str(member.workspace_id) == workspace_id)
    return next(chosen, mine[0] if mine else None)


def memberships(user: User) -> list[Member]:
    """All workspaces a user belongs to, by name."""
    with scope.everything("a person's own memberships, whichever workspace they are in"):
        return list(Member.objects.filter(user=user).select_related("workspace").order_by("workspace__name"))


def of_workspace() -> QuerySet[Member]:
    """The members of the workspace in scope, oldest first."""
    return Member.objects.select_related("user").order_by("created_at")


def get_for(member: Member, member_id: UUID) -> Member:
    """Another member of the same workspace."""
    found: Member | None = (
        Member.objects.filter(id=member_id, workspace_id=member.workspace_id).select_related("user").first()
    )
    if found is None:
        raise NotFound
    return found
