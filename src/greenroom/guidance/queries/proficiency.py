"""Reading proficiency rubrics."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise

from greenroom.accounts.models import Member
from greenroom.core.errors import NotFound
from greenroom.guidance.models import ProficiencyRubric, ProficiencyRubricVersion
from greenroom.guidance.rules.languages import LANGUAGES


@dataclass(frozen=True)
class OfLanguage:
    """The rubrics of one language, the active one first."""

    code: str
    label: Promise
    rubrics: list[ProficiencyRubric]

    @property
    def active(self) -> ProficiencyRubric | None:
        return next((rubric for rubric in self.rubrics if rubric.is_active), None)


def by_language(workspace_id: UUID) -> list[OfLanguage]:
    """Every language with its rubrics and their current words, in one statement."""
    found: dict[str, list[ProficiencyRubric]] = {code: [] for code in LANGUAGES}
    rows = ProficiencyRubric.objects.filter(workspace_id=workspace_id).select_related("current")
    for rubric in rows.order_by("-is_active", "name", "id"):
        found[rubric.language].append(rubric)
    return [OfLanguage(code, label, found[code]) for code, label in LANGUAGES.items()]


def active(workspace_id: UUID, language: str) -> ProficiencyRubricVersion | None:
    """The words by which this language is rated, in one statement; None where no rubric is active."""
    rubric: ProficiencyRubric | None = (
        ProficiencyRubric.objects.filter(workspace_id=workspace_id, language=language, is_active=True)
        .select_related("current")
        .first()
    )
    return rubric.current if rubric else None


def get_for(member: Member, rubric_id: UUID) -> ProficiencyRubric:
    """A rubric with its current words. Raises NotFound to a stranger."""
    found: ProficiencyRubric | None = (
        ProficiencyRubric.objects.filter(id=rubric_id, workspace_id=member.workspace_id)
        .select_related("current")
        .first()
    )
    if found is None:
        raise NotFound
    return found


def versions(rubric: ProficiencyRubric) -> list[ProficiencyRubricVersion]:
    """All its versions, newest first, with who wrote them."""
    return list(rubric.versions.select_related("written_by__user").order_by("-number"))
