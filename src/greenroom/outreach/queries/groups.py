"""Reading groups of templates."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count

from greenroom.accounts.models import Member
from greenroom.core.errors import NotFound
from greenroom.outreach.models import MessageTemplate, TemplateGroup
from greenroom.outreach.rules import shipped
from greenroom.outreach.rules.wording import Text


def get_for(member: Member, group_id: UUID) -> TemplateGroup:
    """A group of the member's workspace. Raises NotFound."""
    rows = TemplateGroup.objects.filter(id=group_id, workspace_id=member.workspace_id)
    found: TemplateGroup | None = rows.first()
    if found is None:
        raise NotFound
    return found


def all_of(workspace_id: UUID) -> list[TemplateGroup]:
    """The default one first, then by name; each with `written`, the number of its own texts."""
    rows = TemplateGroup.objects.filter(workspace_id=workspace_id).annotate(written=Count("templates"))
    return list(rows.order_by("-is_default", "name"))


def written(group: TemplateGroup) -> set[tuple[str, str, str]]:
    """Kind, channel and language of the texts a group has of its own."""
    return set(MessageTemplate.objects.filter(group=group).values_list("kind", "channel", "language"))


def text(group: TemplateGroup, kind: str, channel: str, language: str) -> tuple[Text, bool]:
    """What is sent, and whether it is the group's own. KeyError where there is no such message."""
    rows = MessageTemplate.objects.filter(group=group, kind=kind, channel=channel, language=language)
    row = rows.first()
    if row is not None:
        return Text(row.subject, row.body), True
    return shipped.text(kind, channel, language), False
