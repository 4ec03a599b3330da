"""Everything a new interviewer inherits from its workspace."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import CharField, F, JSONField, OuterRef, Subquery, UUIDField, Value
from django.db.models.functions import Cast

from greenroom.accounts.models import Workspace
from greenroom.guidance.models import (
    CompanyContext,
    IntegrityDefaults,
    Persona,
    ProficiencyRubric,
    SpokenLanguage,
)
from greenroom.guidance.queries.languages import every
from greenroom.guidance.rules.delivery import Delivery
from greenroom.guidance.rules.integrity import DEFAULT_THRESHOLD, TYPES
from greenroom.guidance.rules.languages import Spoken
from greenroom.guidance.rules.proficiency import Category

COMPANY = ("overview", "delivery", "address", "industry", "size", "culture")
INTEGRITY = ("is_enabled", "threshold", "types")
PERSONA = ("id", "name", "manner", "picture_id")
IDS = frozenset({"id", "picture_id"})


@dataclass(frozen=True)
class Company:
    """overview: told as `delivery` says. The rest is told to who asks."""

    overview: str
    delivery: Delivery
    address: str = ""
    industry: str = ""
    size: str = ""
    culture: str = ""


@dataclass(frozen=True)
class Integrity:
    """types: the signals that are looked for. threshold: confidence, 0 to 100, from which one is flagged."""

    is_enabled: bool = False
    threshold: int = DEFAULT_THRESHOLD
    types: tuple[str, ...] = tuple(TYPES)


@dataclass(frozen=True)
class Speaker:
    """The default persona."""

    id: UUID
    name: str
    manner: str
    picture_id: UUID | None


@dataclass(frozen=True)
class ActiveRubric:
    """The words by which a language is rated. version_id: of the words, which never change."""

    version_id: UUID
    name: str
    categories: tuple[Category, ...]


@dataclass(frozen=True)
class Defaults:
    """languages, rubrics: by ISO 639-1 code; languages holds all there are, rubrics those with an active one."""

    company: Company
    integrity: Integrity
    persona: Speaker | None
    languages: dict[str, Spoken]
    rubrics: dict[str, ActiveRubric]

    @property
    def spoken(self) -> list[str]:
        """The languages that interviews are held in."""
        return [language for language, spoken in self.languages.items() if spoken.is_enabled]


def defaults_for(workspace_id: UUID) -> Defaults:
    """In two statements. The workspace must be in scope."""
    row = _singles(workspace_id)
    spoken, rubrics = _by_language(workspace_id)
    return Defaults(_company(row), _integrity(row), _persona(row), every(spoken), rubrics)


def _singles(workspace_id: UUID) -> dict[str, Any]:
    """What there is at most once in a workspace, a column each; None where it was never saved."""
    sources = {
        "company": (CompanyContext.objects.all(), COMPANY),
        "integrity": (IntegrityDefaults.objects.all(), INTEGRITY),
        "persona": (Persona.objects.filter(is_default=True, retired_at=None), PERSONA),
    }
    columns = {
        f"{name}_{field}": Subquery(
            rows.filter(workspace_id=OuterRef("id")).values(field)[:1],
            output_field=UUIDField() if field in IDS else None,
        )
        for name, (rows, fields) in sources.items()
        for field in fields
    }
    row: dict[str, Any] = (
        Workspace.objects.filter(id=workspace_id).annotate(**columns).values("about", *columns).get()
    )
    return row


def _company(row: dict[str, Any]) -> Company:
    if row["company_delivery"] is None:
        return Company(row["about"], Delivery.REFERENCE)
    words = {name: row[f"company_{name}"] for name in COMPANY}
    return Company(**{**words, "delivery": Delivery(words["delivery"])})


def _integrity(row: dict[str, Any]) -> Integrity:
    if row["integrity_threshold"] is None:
        return Integrity()
    return Integrity(
        bool(row["integrity_is_enabled"]), row["integrity_threshold"], tuple(row["integrity_types"])
    )


def _persona(row: dict[str, Any]) -> Speaker | None:
    if row["persona_id"] is None:
        return None
    return Speaker(*(row[f"persona_{name}"] for name in PERSONA))


def _by_language(workspace_id: UUID) -> tuple[dict[str, Spoken], dict[str, ActiveRubric]]:
    """Languages with their voices, and active rubrics, as one statement."""
    nothing = {
        "version": Cast(Value(None), UUIDField()),
        "categories": Cast(Value(None), JSONField()),
    }
    spoken = SpokenLanguage.objects.filter(workspace_id=workspace_id).values_list(
        Value("voice", output_field=CharField()), "language", "voice", "is_enabled", *nothing.values()
    )
    rubrics = ProficiencyRubric.objects.filter(workspace_id=workspace_id, is_active=True).values_list(
        Value("rubric", output_field=CharField()),
        "language",
        "name",
        "is_active",
        F("current_id"),
        F("current__categories"),
    )
    voices: dict[str, Spoken] = {}
    active: dict[str, ActiveRubric] = {}
    for kind, language, name, is_on, version_id, categories in spoken.union(rubrics, all=True):
        if kind == "voice":
            voices[language] = Spoken(bool(is_on), name)
        else:
            active[language] = ActiveRubric(version_id, name, tuple(map(Category.from_json, categories)))
    return voices, active
