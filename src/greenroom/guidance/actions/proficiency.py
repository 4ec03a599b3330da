"""Changing proficiency rubrics. Words are versioned: what was rated keeps the words it was rated by."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from greenroom.accounts.models import Member, Workspace
from greenroom.accounts.permissions import require
from greenroom.accounts.rules.roles import Permission
from greenroom.core.errors import Changed, Refused
from greenroom.core.events import emit
from greenroom.guidance import events
from greenroom.guidance.models import ProficiencyRubric, ProficiencyRubricVersion
from greenroom.guidance.rules import languages, proficiency
from greenroom.guidance.rules.proficiency import Category


@transaction.atomic
def create(*, language: str, name: str, categories: Sequence[Category], by: Member) -> ProficiencyRubric:
    """A rubric that is not active yet. Raises Refused with the field that is wrong."""
    require(by, Permission.MANAGE_WORKSPACE)
    language, name = languages.language(language), proficiency.name(name)
    words = proficiency.checked(categories)
    Workspace.objects.select_for_update().get(id=by.workspace_id)
    _check_free(name, language, by)
    rubric: ProficiencyRubric = ProficiencyRubric.objects.create(
        workspace_id=by.workspace_id, language=language, name=name
    )
    return _write(rubric, words, by=by)


@transaction.atomic
def revise(
    rubric: ProficiencyRubric, *, name: str, categories: Sequence[Category], seen: int, by: Member
) -> ProficiencyRubric:
    """New words for a rubric, as a new version; the same words written twice are one.

    seen: the number of the version its writer had before them. Raises Refused with the field that is wrong, and
    `Changed` when somebody else has written a newer one since.
    """
    require(by, Permission.MANAGE_WORKSPACE)
    name, words = proficiency.name(name), proficiency.checked(categories)
    Workspace.objects.select_for_update().get(id=by.workspace_id)
    rubric = ProficiencyRubric.objects.select_related("current").get(id=rubric.id)
    current = rubric.current
    said = [category.as_json() for category in words]
    if rubric.name == name and current and current.categories == said:
        return rubric
    if current and current.number != seen:
        raise Changed(now=rubric)
    if rubric.name != name:
        _check_free(name, rubric.language, by)
        rubric.name = name
    return _write(rubric, words, by=by)


def _check_free(name: str, language: str, by: Member) -> None:
    same = ProficiencyRubric.objects.filter(workspace_id=by.workspace_id, language=language, name=name)
    if same.exists():
        raise Refused(_("This language has a template of this name already."), field="name")


def _write(rubric: ProficiencyRubric, words: Sequence[Category], *, by: Member) -> ProficiencyRubric:
    version = ProficiencyRubricVersion.objects.create(
        workspace_id=by.workspace_id,
        rubric=rubric,
        number=rubric.current.number + 1 if rubric.current else 1,
        categories=[category.as_json() for category in words],
        written_by=by,
    )
    rubric.current = version
    rubric.save(update_fields=["current", "name"])
    emit(
        events.ProficiencyRubricWritten(
            rubric_id=rubric.id, language=rubric.language, version=version.number
        ),
        by=by.actor,
    )
    return rubric


@transaction.atomic
def activate(rubric: ProficiencyRubric, *, by: Member) -> None:
    """Rate its language by it, in place of the one that was active."""
    require(by, Permission.MANAGE_WORKSPACE)
    Workspace.objects.select_for_update().get(id=by.workspace_id)
    rubric = ProficiencyRubric.objects.get(id=rubric.id)
    if rubric.is_active:
        return
    others = ProficiencyRubric.objects.filter(
        workspace_id=by.workspace_id, language=rubric.language, is_active=True
    )
    for other in others:
        _switch(other, on=False, by=by)
    _switch(rubric, on=True, by=by)


@transaction.atomic
def deactivate(rubric: ProficiencyRubric, *, by: Member) -> None:
    """Rate its language no more."""
    require(by, Permission.MANAGE_WORKSPACE)
    Workspace.objects.select_for_update().get(id=by.workspace_id)
    rubric = ProficiencyRubric.objects.get(id=rubric.id)
    if rubric.is_active:
        _switch(rubric, on=False, by=by)


def _switch(rubric: ProficiencyRubric, *, on: bool, by: Member) -> None:
    rubric.is_active = on
    rubric.save(update_fields=["is_active"])
    kind = events.ProficiencyRubricActivated if on else events.ProficiencyRubricDeactivated
    emit(kind(rubric_id=rubric.id, language=rubric.language), by=by.actor)
