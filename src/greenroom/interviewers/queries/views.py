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


def get_own_for(member: Member, view_id: UUID) -> SavedView:
    """A view that the member made. Raises NotFound for another's, shared or not."""
    found: SavedView | None = SavedView.objects.filter(id=view_id, member=member).first()
    if found is None:
        raise NotFound
    return found
