"""What was just removed, named in the address of the next page so that it can be brought back there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from greenroom.accounts.access import TeamRequest
from greenroom.accounts.models import Member
from greenroom.branding.models import DesignGroup, DesignTemplate
from greenroom.core.errors import NotFound

RowT = TypeVar("RowT", DesignTemplate, DesignGroup)


def removed_row(request: TeamRequest, find: Callable[[Member, UUID], RowT]) -> RowT | None:
    """The row, while it is removed and can be brought back."""
    try:
        row = find(request.member, UUID(request.GET.get("removed", "")))
    except (ValueError, NotFound):
        return None
    return row if row.removed_at else None
