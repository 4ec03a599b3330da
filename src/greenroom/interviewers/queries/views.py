"""Reading saved views of a list."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q

from greenroom.accounts.models import Member
from greenroom.core.errors import NotFound
from greenroom.interviewers.models import SavedView

MOST = 100
"""More are not shown: nobody finds a view in a longer menu."""


def of(member: Member, page: str) -> list[SavedView]:
    """Their own views of a page and those that others share, by name, in one statement."""
    rows = SavedView.objects.filter(Q(member=member) | Q(is_shared=True), page=page)
    return list(rows.order_by("name", "id")[:MOST])


def get_for(member: Member, view_id: UUID) -> SavedView:
    """A view of their own, or one that is shared. Raises NotFound for another's."""
    seen = Q(member=member) | Q(is_shared=True)
    found: SavedView | None = SavedView.objects.filter(
        seen, id=view_id, workspace_id=member.workspace_id
    ).first()
    if found is None:
        raise NotFound
    return found
