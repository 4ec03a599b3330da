"""Reading templates and groups of them."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from greenroom.accounts.models import Member
from greenroom.branding.models import DesignGroup, DesignTemplate
from greenroom.branding.queries.brands import JOINED
from greenroom.branding.rules.design import Page
from greenroom.core.errors import NotFound

MOST_LISTED = 200
_ORDER = {page: place for place, page in enumerate(Page)}


def every(member: Member) -> list[DesignTemplate]:
    """Those that are there, by page and name."""
    rows = DesignTemplate.objects.filter(workspace_id=member.workspace_id, removed_at=None)
    found = list(
        rows.select_related("logo", "backdrop", "avatar").order_by("page", "name", "id")[:MOST_LISTED]
    )
    return sorted(found, key=lambda template: _ORDER[Page(template.page)])


def get_for(member: Member, template_id: UUID) -> DesignTemplate:
    """A template with its pictures. Raises NotFound to a stranger, and once it was removed."""
    found = get_removed_for(member, template_id)
    if found.removed_at:
        raise NotFound
    return found


def get_removed_for(member: Member, template_id: UUID) -> DesignTemplate:
    """The same, removed or not."""
    found: DesignTemplate | None = (
        DesignTemplate.objects.filter(id=template_id, workspace_id=member.workspace_id)
        .select_related("logo", "backdrop", "avatar")
        .first()
    )
    if found is None:
        raise NotFound
    return found


def choices(member: Member) -> Mapping[Page, list[DesignTemplate]]:
    """For each page the templates a group may have."""
    found: dict[Page, list[DesignTemplate]] = {page: [] for page in Page}
    for template in every(member):
        found[Page(template.page)].append(template)
    return found


def groups(member: Member) -> list[DesignGroup]:
    """Those that are there with their templates: the default first, then by name."""
    rows = DesignGroup.objects.filter(workspace_id=member.workspace_id, removed_at=None)
    return list(rows.select_related(*JOINED).order_by("-is_default", "name", "id")[:MOST_LISTED])


def get_group_for(member: Member, group_id: UUID) -> DesignGroup:
    """A group with its templates. Raises NotFound to a stranger, and once it was removed."""
    found = get_removed_group_for(member, group_id)
    if found.removed_at:
        raise NotFound
    return found


def get_removed_group_for(member: Member, group_id: UUID) -> DesignGroup:
    """The same, removed or not."""
    rows = DesignGroup.objects.filter(id=group_id, workspace_id=member.workspace_id)
    found: DesignGroup | None = rows.select_related(*JOINED).first()
    if found is None:
        raise NotFound
    return found
