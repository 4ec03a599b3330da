"""What members write about a candidate for each other."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from greenroom.accounts.models import Member
from greenroom.accounts.permissions import require
from greenroom.accounts.rules.roles import Permission
from greenroom.candidates.models import Application
from greenroom.core import clock
from greenroom.core.errors import NotFound, Refused
from greenroom.core.events import emit
from greenroom.evaluation import events
from greenroom.evaluation.models import Note

LONGEST = 5000


@transaction.atomic
def write(application: Application, *, text: str, by: Member) -> Note:
    """Raises Refused for an empty note, or one that is too long."""
    require(by, Permission.DECIDE)
    if not text.strip():
        raise Refused(_("Write something first."), field="text")
    if len(text) > LONGEST:
        raise Refused(_("Say it in at most %(n)s letters.") % {"n": LONGEST}, field="text")
    note: Note = Note.objects.create(
        workspace_id=by.workspace_id, application=application, member=by, author=str(by), text=text.strip()
    )
    emit(events.NoteWritten(note_id=note.id, application_id=application.id), by=by.actor)
    return note


@transaction.atomic
def remove(application: Application, note_id: UUID, *, by: Member) -> None:
    """Take one's own note off the page.

    Raises Refused for somebody else's, NotFound for one of another application.
    """
    require(by, Permission.DECIDE)
    note = (
        Note.objects.select_for_update(of=("self",), no_key=True)
        .filter(id=note_id, application=application)
        .first()
    )
    if note is None:
        raise NotFound
    if note.member_id != by.id:
        raise Refused(_("Only who wrote it can remove it."))
    if note.removed_at is not None:
        return
    note.removed_at = clock.now()
    note.save(update_fields=["removed_at"])
    emit(events.NoteRemoved(note_id=note_id, application_id=application.id), by=by.actor)
