"""Changing who speaks to candidates."""

from __future__ import annotations

from io import BytesIO
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from greenroom.accounts.models import Member, Workspace
from greenroom.accounts.permissions import require
from greenroom.accounts.rules.roles import Permission
from greenroom.core import clock
from greenroom.core.errors import Changed, Refused
from greenroom.core.events import emit
from greenroom.guidance import events
from greenroom.guidance.models import Persona
from greenroom.guidance.queries import shipped
from greenroom.guidance.rules import personas
from greenroom.media.actions import files
from greenroom.media.models import StoredFile
from greenroom.media.pictures import Picture, cleaned


@transaction.atomic
def ship(*, workspace_id: UUID) -> list[Persona]:
    """The personas that come with the product, for a workspace that has none at all; the first is the default.

    A new workspace has them from its beginning, of which `WorkspaceCreated` tells.
    """
    Workspace.objects.select_for_update().get(id=workspace_id)
    if Persona.objects.filter(workspace_id=workspace_id).exists():
        return []
    made: list[Persona] = Persona.objects.bulk_create(
        Persona(workspace_id=workspace_id, name=each.name, manner=each.manner, is_default=place == 0)
        for place, each in enumerate(shipped.personas())
    )
    return made


@transaction.atomic
def bring_shipped(*, by: Member) -> list[Persona]:
    """As `ship`, when somebody asks for it."""
    require(by, Permission.MANAGE_WORKSPACE)
    made = ship(workspace_id=by.workspace_id)
    for persona in made:
        emit(events.PersonaWritten(persona_id=persona.id, fields="name, manner"), by=by.actor)
    return made


@transaction.atomic
def create(*, name: str, manner: str, picture: bytes = b"", by: Member) -> Persona:
    """A persona one can choose; the first one of a workspace is its default.

    Raises Refused with the field that is wrong: "name", "manner" or "picture".
    """
    require(by, Permission.MANAGE_WORKSPACE)
    said = personas.checked(name=name, manner=manner)
    drawn = cleaned(picture, widest=personas.WIDEST_PICTURE) if picture else None
    Workspace.objects.select_for_update().get(id=by.workspace_id)
    persona: Persona = Persona.objects.create(
        workspace_id=by.workspace_id,
        **said,
        picture=_kept(drawn, by) if drawn else None,
        is_default=not Persona.objects.filter(workspace_id=by.workspace_id, is_default=True).exists(),
    )
    emit(events.PersonaWritten(persona_id=persona.id, fields=", ".join(said)), by=by.actor)
    return persona


@transaction.atomic
def change(
    persona: Persona,
    *,
    name: str,
    manner: str,
    picture: bytes = b"",
    no_picture: bool = False,
    seen: str | None = None,
    by: Member,
) -> Persona:
    """New words for it, and a new picture where one is given; no_picture: its initials instead of any.

    seen: the mark of what its writer had before them, see `seen_of`; None for whatever stands. Raises Refused with the
    field that is wrong, and `Changed` when somebody else has changed it since.
    """
    require(by, Permission.MANAGE_WORKSPACE)
    said = personas.checked(name=name, manner=manner)
    drawn = cleaned(picture, widest=personas.WIDEST_PICTURE) if picture else None
    persona = _held(persona)
    changed = [field for field, value in said.items() if getattr(persona, field) != value]
    redrawn = drawn is not None or (no_picture and persona.picture_id is not None)
    if (changed or redrawn) and seen is not None and seen != seen_of(persona):
        raise Changed(now=persona)
    for field in changed:
        setattr(persona, field, said[field])
    if redrawn:
        persona.picture = _kept(drawn, by) if drawn else None
        changed.append("picture")
    if changed:
        persona.save(update_fields=changed)
        emit(events.PersonaWritten(persona_id=persona.id, fields=", ".join(changed)), by=by.actor)
    return persona


def seen_of(persona: Persona) -> str:
    """The mark of a persona as it is."""
    return personas.seen(name=persona.name, manner=persona.manner, picture_id=persona.picture_id)


def _held(persona: Persona) -> Persona:
    """The persona as it is now, held until the transaction ends."""
    found: Persona = Persona.objects.select_for_update().get(id=persona.id)
    return found


def _kept(picture: Picture, by: Member) -> StoredFile:
    return files.store(
        workspace_id=by.workspace_id,
        content=BytesIO(picture.content),
        name=picture.name,
        media_type=picture.media_type,
    )


@transaction.atomic
def make_default(persona: Persona, *, by: Member) -> None:
    """It speaks wherever an interviewer names nobody."""
    require(by, Permission.MANAGE_WORKSPACE)
    Workspace.objects.select_for_update().get(id=by.workspace_id)
    persona = _held(persona)
    if persona.retired_at:
        raise Refused(_("Bring this persona back first."))
    if persona.is_default:
        return
    before = Persona.objects.filter(workspace_id=by.workspace_id, is_default=True).first()
    if before:
        before.is_default = False
        before.save(update_fields=["is_default"])
    persona.is_default = True
    persona.save(update_fields=["is_default"])
    emit(
        events.PersonaMadeDefault(persona_id=persona.id, before=str(before.id) if before else ""), by=by.actor
    )


@transaction.atomic
def retire(persona: Persona, *, by: Member) -> None:
    """Nobody chooses it any more; interviewers that have it keep it. The default one cannot go."""
    require(by, Permission.MANAGE_WORKSPACE)
    persona = _held(persona)
    if persona.is_default:
        raise Refused(_("This persona is the default. Make another one the default first."))
    if persona.retired_at:
        return
    persona.retired_at = clock.now()
    persona.save(update_fields=["retired_at"])
    emit(events.PersonaRetired(persona_id=persona.id), by=by.actor)


@transaction.atomic
def restore(persona: Persona, *, by: Member) -> None:
    """It can be chosen again."""
    require(by, Permission.MANAGE_WORKSPACE)
    persona = _held(persona)
    if persona.retired_at is None:
        return
    persona.retired_at = None
    persona.save(update_fields=["retired_at"])
    emit(events.PersonaRestored(persona_id=persona.id), by=by.actor)
