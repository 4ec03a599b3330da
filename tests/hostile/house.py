"""A workspace with something of everything in it, and the same words in every text of every row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import connection, models

from greenroom.core import scope

NOBODY_TYPES = {
    "core.StoredEvent": "the audit trail: ids and short words of the program",
    "core.Schedule": "names of the program's own",
    "core.Attempted": "hashes",
    "accounts.SignInLink": "hashes",
    "accounts.Workspace.engines": "names of skills and engines",
    "accounts.Workspace.accent": "a colour",
    "accounts.User.password": "a hash",
    "branding.BrandPicture.token": "drawn at random",
    "candidates.EmailCode": "hashes",
    "candidates.HelpRequest.same_as": "a hash",
    "compliance.DataRequest.same_as": "a hash",
    "core.Job.name": "a function of the program",
    "core.Job.arguments": "ids",
    "media.StoredFile.key": "where the file lies",
    "media.StoredFile.sha256": "a hash",
    "media.StoredFile.media_type": "as recognised from the bytes",
    "interviewers.InterviewTemplate.code": "drawn at random",
    "evaluation.Tag.name": "a tag of the program",
    "evaluation.Evaluation.evaluator": "an evaluator of the program",
}
"""What nobody can put words into, and why: models, and single fields of others."""

VOCABULARY = frozenset(
    {"kind", "language", "time_zone", "modality", "role", "status", "state", "channel", "key", "version"}
    | {"engine", "planning", "speaker", "verdict", "purpose", "secret_hash", "actor_kind", "worker", "voice"}
    | {"outcome", "subject", "delivery", "size", "page", "query", "value_type", "config"}
)
"""Fields of many models that hold a word of the program's own."""


def _typed(model: type[models.Model]) -> Iterator[models.Field[Any, Any]]:
    for field in model._meta.concrete_fields:
        fixed = isinstance(field, (models.SlugField, models.EmailField, models.URLField)) or field.choices
        told = f"{model._meta.label.split('.')[0]}.{model.__name__}"
        if fixed or field.name in VOCABULARY or {told, f"{told}.{field.name}"} & set(NOBODY_TYPES):
            continue
        if isinstance(field, (models.CharField, models.TextField, models.JSONField)):
            yield field


def fields() -> list[tuple[type[models.Model], list[models.Field[Any, Any]]]]:
    """Every model of the product that holds words of people, with those fields."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("greenroom.")]
    found = [(model, list(_typed(model))) for model in ours]
    return [(model, typed) for model, typed in found if typed]


def write(words: str) -> int:
    """These words in every text of every row; how many columns were written.

    A column that the database holds to its length takes as much as fits, in one line, as each text has its line ends
    elsewhere; in JSON, what holds a blank is prose.
    """
    columns = 0
    with scope.everything("every row of the test"):
        for model, typed in fields():
            rows = list(model._base_manager.all())
            columns += len(typed) if rows else 0
            for row in rows:
                given = {field.name: _put(field, getattr(row, field.name), words) for field in typed}
                model._base_manager.filter(pk=row.pk).update(**given)
    return columns


def _put(field: models.Field[Any, Any], before: Any, words: str) -> Any:
    if isinstance(field, models.JSONField):
        return _reworded(before, words)
    held = connection.vendor == "postgresql" and field.max_length
    return words[: field.max_length].replace("\n", " ") if held else words


def _reworded(value: Any, words: str) -> Any:
    if isinstance(value, dict):
        return {key: _reworded(inner, words) for key, inner in value.items()}
    if isinstance(value, list):
        return [_reworded(inner, words) for inner in value]
    return words if isinstance(value, str) and " " in value else value
