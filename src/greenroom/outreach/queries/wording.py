"""Whose words a message has: the workspace's in the recipient's language, else ours in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from greenroom.outreach.models import MessageTemplate, TemplateGroup
from greenroom.outreach.rules import shipped
from greenroom.outreach.rules.kinds import KINDS
from greenroom.outreach.rules.wording import Text

Spoken = tuple[UUID | None, str, str, str]
"""A group's id, the kind, the channel and the language of a message."""


@dataclass(frozen=True)
class Words:
    """The groups that may be meant, and what the workspace wrote itself, read in two statements."""

    groups: dict[UUID, TemplateGroup]
    default: TemplateGroup | None
    own: dict[Spoken, Text]

    def group(self, group_id: UUID | None) -> TemplateGroup | None:
        """The group of this id, the default one where it is None or gone."""
        return self.groups.get(group_id, self.default) if group_id else self.default

    def text(self, group_id: UUID | None, kind: str, channel: str, language: str) -> Text | None:
        """None where such a message is not sent on this channel."""
        if channel not in KINDS[kind].channels:
            return None
        group = self.group(group_id)
        language = shipped.spoken(language)
        own = self.own.get((group.id, kind, channel, language)) if group else None
        return own or shipped.text(kind, channel, language)


def words(workspace_id: UUID, *, group_ids: Iterable[UUID], kinds: Iterable[str]) -> Words:
    """What is needed to write messages of these kinds, in these groups or the default one."""
    found = TemplateGroup.objects.filter(Q(id__in=list(group_ids)) | Q(is_default=True))
    groups = {group.id: group for group in found.filter(workspace_id=workspace_id)}
    default = next((group for group in groups.values() if group.is_default), None)
    rows = MessageTemplate.objects.filter(group_id__in=list(groups), kind__in=list(kinds))
    own = {(row.group_id, row.kind, row.channel, row.language): Text(row.subject, row.body) for row in rows}
    return Words(groups, default, own)
