"""Removing a workspace whole: its rows in every table, and its files."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.core.files.storage import default_storage
from django.db import models, transaction

from greenroom.accounts.models import Workspace, WorkspaceRow
from greenroom.core import scope
from greenroom.media.models import StoredFile

OWNERS = ("workspace_id", "scope_id")  # columns without a foreign key that name a workspace


def remove(workspace: Workspace) -> None:
    """Delete the workspace with all that belongs to it. The people who were members stay."""
    with scope.scoped(workspace.id):
        keys = list(StoredFile.objects.values_list("key", flat=True))
        with transaction.atomic():
            _let_go_of_cycles()
            for owned in _leaves_first():
                owned.objects.all().delete()
            for model, column in _loosely_owned():
                model._default_manager.filter(**{column: workspace.id}).delete()
            workspace.delete()
    for key in keys:
        default_storage.delete(key)


def _owned() -> list[type[WorkspaceRow]]:
    return [model for model in apps.get_models() if issubclass(model, WorkspaceRow)]


def _keys(model: type[models.Model]) -> list[models.ForeignKey[models.Model, models.Model]]:
    return [field for field in model._meta.get_fields() if isinstance(field, models.ForeignKey)]


def _let_go_of_cycles() -> None:
    """Empty every protecting key that may be empty: two rows that hold on to each other could not go otherwise."""
    owned = _owned()
    for model in owned:
        for key in _keys(model):
            if key.null and key.remote_field.on_delete is models.PROTECT and key.related_model in owned:
                model.objects.update(**{key.name: None})


def _leaves_first() -> list[type[WorkspaceRow]]:
    """So that no row goes before those that point at it."""
    left, order = _owned(), list[type[WorkspaceRow]]()
    while left:
        held = {key.related_model for model in left for key in _keys(model) if not key.null}
        free = [model for model in left if model not in held]
        if not free:
            raise RuntimeError("tables point at each other in a circle")
        order += free
        left = [model for model in left if model in held]
    return order


def _loosely_owned() -> Iterator[tuple[type[models.Model], str]]:
    for model in apps.get_models():
        names = {field.name for field in model._meta.get_fields()}
        yield from ((model, column) for column in OWNERS if column in names)
