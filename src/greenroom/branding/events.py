"""What happens in this room."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from greenroom.core.events import Event


@dataclass(frozen=True, kw_only=True)
class DesignTemplateWritten(Event):
    """A template was added, or changed. fields: which of what it says, never what."""

    template_id: UUID
    page: str
    fields: str


@dataclass(frozen=True, kw_only=True)
class DesignTemplateRemoved(Event):
    template_id: UUID


@dataclass(frozen=True, kw_only=True)
class DesignTemplateRestored(Event):
    template_id: UUID


@dataclass(frozen=True, kw_only=True)
class DesignGroupWritten(Event):
    """A group was added, or changed. fields: its name, or the pages whose template is another."""

    group_id: UUID
    fields: str


@dataclass(frozen=True, kw_only=True)
class DefaultDesignGroupChosen(Event):
    """before, after: ids of groups, "" for none."""

    workspace_id: UUID
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class DesignGroupRemoved(Event):
    group_id: UUID


@dataclass(frozen=True, kw_only=True)
class DesignGroupRestored(Event):
    group_id: UUID
