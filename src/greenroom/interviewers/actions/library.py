"""The question library: questions that are kept to be asked again, and questions copied from elsewhere.

What is used is copied: a library question that changes later changes no interviewer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

from django.db import transaction

from greenroom.accounts.models import Member
from greenroom.accounts.permissions import require
from greenroom.accounts.rules.roles import Permission
from greenroom.core.errors import Changed, Refused
from greenroom.core.events import emit
from greenroom.core.text import searchable
from greenroom.interviewers import events
from greenroom.interviewers.actions import questions
from greenroom.interviewers.models import LibraryQuestion, Question, Stage
from greenroom.interviewers.rules.blueprint import QuestionPlan
from greenroom.interviewers.rules.wording import Wording

MOST_FOUND_BY = 800  # characters


NAMES = frozenset(field.name for field in fields(Wording))


def words_of(entry: LibraryQuestion) -> Wording:
    """The words of a library question; the rules look at them where they are used."""
    return Wording(**{name: value for name, value in entry.words.items() if name in NAMES})


@transaction.atomic
def write(*, wording: Wording, by: Member) -> LibraryQuestion:
    """A question in the library; the one that is there where it says the same already."""
    require(by, Permission.EDIT_INTERVIEWERS)
    words = wording.checked()
    plan = _as_json(words)
    same = LibraryQuestion.objects.filter(modality=words.modality, text=words.text)
    for entry in same:
        if entry.words == plan:
            return entry
    entry = LibraryQuestion(workspace_id=by.workspace_id, modality=words.modality)
    return _put(entry, words, by=by)


@transaction.atomic
def revise(entry: LibraryQuestion, *, wording: Wording, seen: Wording | None, by: Member) -> LibraryQuestion:
    """Other words for a library question; interviewers that have it keep theirs.

    seen: the words its writer had before them, None where nobody knows. Raises `Changed` when somebody else has
    written others since.
    """
    require(by, Permission.EDIT_INTERVIEWERS)
    words = wording.checked()
    entry = LibraryQuestion.objects.select_for_update().get(id=entry.id)
    if entry.modality != words.modality:
        raise ValueError("a question keeps its modality")
    if entry.words == _as_json(words):
        return entry
    if words_of(entry) != seen:
        raise Changed(now=entry)
    return _put(entry, words, by=by)


def _put(entry: LibraryQuestion, words: Wording, *, by: Member) -> LibraryQuestion:
    entry.text, entry.topic, entry.words = words.text, words.topic, _as_json(words)
    entry.found_by = searchable(words.text, words.topic)[:MOST_FOUND_BY]
    entry.written_by = by
    entry.save()
    emit(events.LibraryQuestionWritten(library_question_id=entry.id, modality=words.modality), by=by.actor)
    return entry


def _as_json(words: Wording) -> dict[str, object]:
    return QuestionPlan(**vars(words)).model_dump(mode="json")


@transaction.atomic
def delete(entry: LibraryQuestion, *, by: Member) -> Wording:
    """Take it out of the library. Returns its words, with which `write` brings it back."""
    require(by, Permission.EDIT_INTERVIEWERS)
    words = words_of(entry)
    emit(events.LibraryQuestionDeleted(library_question_id=entry.id), by=by.actor)
    entry.delete()
    return words


@transaction.atomic
def use(stage: Stage, *, entries: Sequence[LibraryQuestion], by: Member) -> list[Question]:
    """Copies of library questions at the end of a stage, all or none."""
    return add_all(stage, wordings=[words_of(each) for each in entries], by=by)


@transaction.atomic
def add_all(stage: Stage, *, wordings: Sequence[Wording], by: Member) -> list[Question]:
    """Questions at the end of a stage, all or none. Raises Refused for none at all."""
    if not wordings:
        raise Refused("Choose at least one.", field="chosen")
    return [questions.add(stage, wording=wording, by=by) for wording in wordings]
