"""Giving answers: each is kept when it is given; all are sent at once, in the order they were asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import IO
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from greenroom.candidates.actions import applications, attempts
from greenroom.candidates.models import Answer, Attempt
from greenroom.core import clock
from greenroom.core.errors import NotFound, Refused
from greenroom.interviewers.rules.expectations import Upload
from greenroom.media.actions import files
from greenroom.media.models import StoredFile
from greenroom.stages import turns
from greenroom.stages.form import queries
from greenroom.stages.form.queries import Item
from greenroom.stages.form.rules import kinds_of_file
from greenroom.stages.form.rules.reading import read
from greenroom.stages.models import AnswerFile

MOST_FILES = 10


class Missing(Refused):
    """Some answers are not there yet. names: of their fields."""

    def __init__(self, message: str, names: Sequence[str]) -> None:
        super().__init__(message)
        self.names = tuple(names)


@transaction.atomic
def give(*, attempt: Attempt, version_id: UUID, typed: Sequence[str]) -> Item:
    """Keep one answer as it was typed or chosen; nothing typed takes it back.

    Raises Refused for what cannot be an answer and leaves what was there; NotFound for a question of another form.
    """
    attempt = _hold(attempt)
    item = queries.item(attempt, version_id=version_id)
    value = read(item.shape, typed)
    if value != item.value:
        _keep(attempt, item, value)
    return Item(item.version, item.shape, value)


def _keep(attempt: Attempt, item: Item, value: object) -> None:
    kept = Answer.objects.filter(attempt=attempt, version=item.version)
    if value is None:
        kept.delete()
        return
    Answer.objects.update_or_create(
        attempt=attempt,
        version=item.version,
        defaults={"value": value, "given_at": clock.now()},
        create_defaults={"workspace_id": attempt.workspace_id, "value": value, "given_at": clock.now()},
    )
    applications.engage(attempt.application)


def add_file(*, attempt: Attempt, version_id: UUID, content: IO[bytes], name: str) -> Item:
    """Keep a file beside those there are, or in place of the one where only one is asked for.

    The same file again is kept once. Raises Refused for one of a kind that is not asked for, an empty or too large
    one, and for one too many.
    """
    item = queries.item(attempt, version_id=version_id)
    _check_file(item, content, name)
    stored = files.store(workspace_id=attempt.workspace_id, content=content, name=name)
    return _attach(attempt, version_id, stored)


def _check_file(item: Item, content: IO[bytes], name: str) -> None:
    if not isinstance(item.shape, Upload):
        raise NotFound
    accepted = item.shape.extensions
    start = content.read(kinds_of_file.ENOUGH)
    content.seek(0)
    if not kinds_of_file.is_accepted(name, accepted):
        kinds = ", ".join(kind.upper() for kind in accepted)
        raise Refused(
            _("“%(name)s” is of another kind. Send one of these: %(kinds)s.")
            % {"name": name, "kinds": kinds},
            field="file",
        )
    if start and not kinds_of_file.is_as_named(name, start):
        raise Refused(
            _("“%(name)s” is damaged, or not what its name says. Please send another copy.") % {"name": name},
            field="file",
        )


@transaction.atomic
def _attach(attempt: Attempt, version_id: UUID, stored: StoredFile) -> Item:
    attempt = _hold(attempt)
    item = queries.item(attempt, version_id=version_id)
    standing = {(file.sha256, file.name) for file in item.files}
    if (stored.sha256, stored.name) in standing:
        return item
    several = isinstance(item.shape, Upload) and item.shape.several
    kept = [*item.files, stored] if several else [stored]
    if len(kept) > MOST_FILES:
        raise Refused(_("Ten files are the most. Remove one first."), field="file")
    return _keep_files(attempt, item, kept)


@transaction.atomic
def remove_file(*, attempt: Attempt, version_id: UUID, file_id: UUID) -> Item:
    """Take a file back; nothing for one that is not there."""
    attempt = _hold(attempt)
    item = queries.item(attempt, version_id=version_id)
    return _keep_files(attempt, item, [file for file in item.files if file.id != file_id])


def _keep_files(attempt: Attempt, item: Item, kept: list[StoredFile]) -> Item:
    """These are its files from now on; what nothing refers to is swept a day later."""
    if not kept:
        _keep(attempt, item, None)
        return Item(item.version, item.shape)
    names = [file.name for file in kept]
    _keep(attempt, item, names)
    answer = Answer.objects.get(attempt=attempt, version=item.version)
    answer.file = kept[0]
    answer.save(update_fields=["file"])
    AnswerFile.objects.filter(answer=answer).exclude(file__in=kept).delete()
    there = set(AnswerFile.objects.filter(answer=answer).values_list("file_id", flat=True))
    AnswerFile.objects.bulk_create(
        AnswerFile(workspace_id=attempt.workspace_id, answer=answer, file=file)
        for file in kept
        if file.id not in there
    )
    return Item(item.version, item.shape, names, kept)


@transaction.atomic
def send(*, attempt: Attempt) -> Attempt:
    """Send the form: its questions and answers become turns, and it is evaluated. The second time, nothing.

    Raises Missing where an answer is required and not there.
    """
    held = Attempt.objects.select_for_update(of=("self",), no_key=True).get(id=attempt.id)
    if held.status != Attempt.Status.OPEN:
        return held
    given = queries.items(held)
    missing = [item.name for item in given if item.is_missing]
    if missing:
        raise Missing(_("Some answers are still missing."), missing)
    with override(attempt.stage.interviewer.language):
        turns.add(held, _said(given))
    attempts.mark_asked(attempt=held, version_ids=[item.version.id for item in given])
    return attempts.submit(attempt=held)


def _said(given: Iterable[Item]) -> Iterable[turns.Said]:
    for item in given:
        version_id = str(item.version.id)
        yield turns.asks(item.version.text, question=version_id)
        if item.is_answered:
            yield turns.answers(item.words, question=version_id)


def _hold(attempt: Attempt) -> Attempt:
    held: Attempt = (
        Attempt.objects.select_for_update(of=("self",), no_key=True)
        .select_related("application")
        .get(id=attempt.id)
    )
    if held.status != Attempt.Status.OPEN:
        raise Refused(_("You have already sent this form."))
    return held
