"""What happens in this room."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from greenroom.core.events import Event


@dataclass(frozen=True, kw_only=True)
class CompanyContextChanged(Event):
    context_id: UUID
    fields: str


@dataclass(frozen=True, kw_only=True)
class KnowledgeWritten(Event):
    """An item was added, or written anew."""

    item_id: UUID
    revision: int
    characters: int


@dataclass(frozen=True, kw_only=True)
class KnowledgeActivated(Event):
    item_id: UUID


@dataclass(frozen=True, kw_only=True)
class KnowledgeDeactivated(Event):
    item_id: UUID


@dataclass(frozen=True, kw_only=True)
class KnowledgeRemoved(Event):
    item_id: UUID


@dataclass(frozen=True, kw_only=True)
class KnowledgeRestored(Event):
    item_id: UUID


@dataclass(frozen=True, kw_only=True)
class PersonaWritten(Event):
    """A persona was added, or changed. fields: which of its words, or its picture."""

    persona_id: UUID
    fields: str


@dataclass(frozen=True, kw_only=True)
class PersonaMadeDefault(Event):
    """before: the id of the one that was, "" where there was none."""

    persona_id: UUID
    before: str


@dataclass(frozen=True, kw_only=True)
class PersonaRetired(Event):
    persona_id: UUID


@dataclass(frozen=True, kw_only=True)
class PersonaRestored(Event):
    persona_id: UUID


@dataclass(frozen=True, kw_only=True)
class ProficiencyRubricWritten(Event):
    """A rubric was added, or a new version of it."""

    rubric_id: UUID
    language: str
    version: int


@dataclass(frozen=True, kw_only=True)
class ProficiencyRubricActivated(Event):
    rubric_id: UUID
    language: str


@dataclass(frozen=True, kw_only=True)
class ProficiencyRubricDeactivated(Event):
    rubric_id: UUID
    language: str


@dataclass(frozen=True, kw_only=True)
class IntegrityDefaultsChanged(Event):
    defaults_id: UUID
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class SpokenLanguagesChanged(Event):
    """before, after: each language that is enabled, with its voice where one is chosen."""

    workspace_id: UUID
    before: str
    after: str
