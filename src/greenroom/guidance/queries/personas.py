"""Reading who speaks to candidates."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from greenroom.accounts.models import Member
from greenroom.core.errors import NotFound
from greenroom.guidance.models import Persona


def of(workspace_id: UUID) -> QuerySet[Persona]:
    """Those that can be chosen: the default first, then by name."""
    rows: QuerySet[Persona] = Persona.objects.filter(workspace_id=workspace_id, retired_at=None)
    return rows.order_by("-is_default", "name", "id")


def everybody(workspace_id: UUID) -> QuerySet[Persona]:
    """The retired ones too, at the end."""
    rows: QuerySet[Persona] = Persona.objects.filter(workspace_id=workspace_id)
    return rows.order_by("-is_default", "retired_at", "name", "id").select_related("picture")


@dataclass(frozen=True)
class Speaker:
    """manner: how, in the recruiter's words. Both "" where nobody is named."""

    name: str = ""
    manner: str = ""


def speaker(workspace_id: UUID, persona_id: UUID | None) -> Speaker:
    """Who speaks: this persona, else the workspace's default."""
    rows = Persona.objects.filter(workspace_id=workspace_id)
    chosen = rows.filter(Q(id=persona_id) | Q(is_default=True)).values_list("id", "name", "manner")
    named: dict[UUID | None, Speaker] = {id_: Speaker(name, manner) for id_, name, manner in chosen}
    return named.get(persona_id) or next(iter(named.values()), Speaker())


def get_for(member: Member, persona_id: UUID) -> Persona:
    """A persona, retired or not. Raises NotFound to a stranger."""
    found: Persona | None = (
        Persona.objects.filter(id=persona_id, workspace_id=member.workspace_id)
        .select_related("picture")
        .first()
    )
    if found is None:
        raise NotFound
    return found
