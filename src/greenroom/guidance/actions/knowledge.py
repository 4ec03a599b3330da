"""Changing what candidates may be told when they ask."""

from __future__ import annotations

from pathlib import PurePath
from typing import IO

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Sum
from django.db.models.functions import Length
from django.utils.translation import gettext as _

from greenroom.accounts.models import Member, Workspace
from greenroom.accounts.permissions import require
from greenroom.accounts.rules.roles import Permission
from greenroom.core import clock
from greenroom.core.errors import Changed, Refused
from greenroom.core.events import emit
from greenroom.core.text import clean, searchable
from greenroom.guidance import events
from greenroom.guidance.models import KnowledgeItem
from greenroom.guidance.queries.knowledge import of
from greenroom.guidance.rules import knowledge
from greenroom.media.actions import files
from greenroom.media.extraction import Unreadable, extract
from greenroom.media.models import StoredFile

Subject = KnowledgeItem.Subject


@transaction.atomic
def add_note(
    *, title: str, subject: str, content: str, by: Member, file: StoredFile | None = None
) -> KnowledgeItem:
    """Something candidates may be told from now on. Raises Refused with the field that is wrong."""
    require(by, Permission.EDIT_INTERVIEWERS)
    words = _checked(title=title, subject=subject, content=content)
    _check_room(by, more=len(words["content"]))
    item: KnowledgeItem = KnowledgeItem.objects.create(
        workspace_id=by.workspace_id,
        **words,
        file=file,
        written_by=by,
        found_by=searchable(words["title"], words["content"]),
    )
    _tell_written(item, by)
    return item


def add_document(
    *, content: IO[bytes], name: str, subject: str, by: Member, title: str = ""
) -> KnowledgeItem:
    """What a document says, the document kept beside it. title: "" for the file's own name.

    Raises Refused with the field "file" when it cannot be read; nothing is kept then.
    """
    require(by, Permission.EDIT_INTERVIEWERS)
    title = knowledge.title(title or PurePath(clean(name)).stem[: knowledge.LONGEST_TITLE] or "?")
    try:
        document = extract(content.read(settings.UPLOAD_LIMIT + 1))
    except Unreadable as problem:
        raise Refused(problem.message, field="file") from problem
    text = knowledge.content(document.text, field="file")
    content.seek(0)
    with transaction.atomic():
        file = files.store(
            workspace_id=by.workspace_id, content=content, name=name, media_type=document.media_type
        )
        return add_note(title=title, subject=subject, content=text, file=file, by=by)


def _checked(*, title: str, subject: str, content: str) -> dict[str, str]:
    if subject not in Subject.values:
        raise Refused(_("Choose what it is about."), field="subject")
    return {"title": knowledge.title(title), "subject": subject, "content": knowledge.content(content)}


def _check_room(by: Member, *, more: int, without: KnowledgeItem | None = None) -> None:
    """Hold the workspace, so that no two writers take the last room, and refuse what has none."""
    Workspace.objects.select_for_update().get(id=by.workspace_id)
    others = of(by.workspace_id)
    if without:
        others = others.exclude(id=without.id)
    held = others.aggregate(items=Count("id"), characters=Sum(Length("content")))
    knowledge.check_room(items=held["items"] + 1, characters=(held["characters"] or 0) + more)


@transaction.atomic
def revise(
    item: KnowledgeItem, *, title: str, subject: str, content: str, is_active: bool, seen: int, by: Member
) -> KnowledgeItem:
    """New words for an item.

    seen: the revision its writer had before them. Raises Refused with the field that is wrong, and `Changed`
    when somebody else has written since; the same words written twice are one revision.
    """
    require(by, Permission.EDIT_INTERVIEWERS)
    words = _checked(title=title, subject=subject, content=content)
    _check_room(by, more=len(words["content"]), without=item)
    item = _held(item)
    changed = [name for name, value in words.items() if getattr(item, name) != value]
    if (changed or item.is_active != is_active) and item.revision != seen:
        raise Changed(now=item)
    if changed:
        for name in changed:
            setattr(item, name, words[name])
        item.revision += 1
        item.written_by, item.found_by = by, searchable(item.title, item.content)
        item.save(update_fields=[*changed, "revision", "written_by", "found_by"])
        _tell_written(item, by)
    if item.is_active != is_active:
        _switch(item, on=is_active, by=by)
    return item


@transaction.atomic
def set_active(item: KnowledgeItem, *, on: bool, by: Member) -> KnowledgeItem:
    """Whether candidates are told of it."""
    require(by, Permission.EDIT_INTERVIEWERS)
    item = _held(item)
    if item.is_active != on:
        _switch(item, on=on, by=by)
    return item


def _switch(item: KnowledgeItem, *, on: bool, by: Member) -> None:
    item.is_active = on
    item.revision += 1
    item.save(update_fields=["is_active", "revision"])
    kind = events.KnowledgeActivated if on else events.KnowledgeDeactivated
    emit(kind(item_id=item.id), by=by.actor)


def _held(item: KnowledgeItem) -> KnowledgeItem:
    """The item as it is now, held until the transaction ends. Raises Refused once it was removed."""
    found: KnowledgeItem = (
        KnowledgeItem.objects.select_for_update(of=("self",))
        .select_related("written_by__user")
        .get(id=item.id)
    )
    if found.removed_at is not None:
        raise Refused(_("Somebody deleted this. Bring it back first; your words are still here."))
    return found


def _tell_written(item: KnowledgeItem, by: Member) -> None:
    emit(
        events.KnowledgeWritten(item_id=item.id, revision=item.revision, characters=len(item.content)),
        by=by.actor,
    )


@transaction.atomic
def remove(item: KnowledgeItem, *, by: Member) -> None:
    """Candidates are told of it no more; after a day it is gone for good, and its file with it."""
    require(by, Permission.DELETE)
    item = KnowledgeItem.objects.select_for_update().get(id=item.id)
    if item.removed_at is not None:
        return
    item.removed_at = clock.now()
    item.save(update_fields=["removed_at"])
    emit(events.KnowledgeRemoved(item_id=item.id), by=by.actor)


@transaction.atomic
def restore(item: KnowledgeItem, *, by: Member) -> KnowledgeItem:
    """Undo a removal. Raises Refused where its place was taken meanwhile."""
    require(by, Permission.DELETE)
    _check_room(by, more=len(item.content), without=item)
    item = KnowledgeItem.objects.select_for_update().get(id=item.id)
    if item.removed_at is None:
        return item
    item.removed_at = None
    item.save(update_fields=["removed_at"])
    emit(events.KnowledgeRestored(item_id=item.id), by=by.actor)
    return item


def forget_removed() -> int:
    """Delete for good what was removed more than a day ago; how many that were. For the periodic job."""
    before = clock.now() - knowledge.KEPT_AFTER_REMOVAL
    deleted, _by_model = KnowledgeItem.objects.filter(removed_at__lt=before).delete()
    return deleted
