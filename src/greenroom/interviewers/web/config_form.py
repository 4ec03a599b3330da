"""A form for the settings of any kind of stage, drawn from the kind's own model."""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Union, get_args, get_origin

from annotated_types import Ge, Le, MaxLen
from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from greenroom.interviewers.contract import Setting

KEPT = _("Kept; stages do not use it yet.")
LONG = 300
"""Characters from which a text gets several lines."""


@dataclass(frozen=True)
class Group:
    """Fields under one heading, "" for the first ones."""

    heading: str
    fields: list[BoundField]


class ConfigForm(forms.Form):
    """The fields are named as in the model, those of a model within it by dots."""

    def __init__(self, shape: type[BaseModel], config: dict[str, Any], *, data: Any = None) -> None:
        kept = dict(_flat(shape(**config).model_dump(mode="json")))
        super().__init__(data, initial=kept, auto_id="config_%s")
        self._groups: dict[str, list[str]] = {}
        for name, info in _fields(shape):
            setting = next((each for each in info.metadata if isinstance(each, Setting)), None)
            if setting is None:
                continue
            self.fields[name] = _field(info, setting)
            self._groups.setdefault(str(setting.group), []).append(name)

    def groups(self) -> list[Group]:
        """The fields as they are shown."""
        return [Group(heading, [self[name] for name in names]) for heading, names in self._groups.items()]

    def config(self) -> dict[str, Any]:
        """What was chosen, nested as the model is. What was left empty takes the model's default."""
        given: dict[str, Any] = {}
        for name, value in self.cleaned_data.items():
            if value is None or (value == "" and isinstance(self.fields[name], forms.TypedChoiceField)):
                continue
            at = given
            *outer, last = name.split(".")
            for part in outer:
                at = at.setdefault(part, {})
            at[last] = value
        return given


def _fields(shape: type[BaseModel], prefix: str = "") -> Iterator[tuple[str, FieldInfo]]:
    own = shape.__annotations__
    inherited_last = sorted(shape.model_fields.items(), key=lambda field: field[0] not in own)
    for name, info in inherited_last:
        if isinstance(info.annotation, type) and issubclass(info.annotation, BaseModel):
            yield from _fields(info.annotation, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", info


def _flat(values: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in values.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value


def _field(info: FieldInfo, setting: Setting) -> forms.Field:
    kind, optional = _plain(info.annotation)
    limits = {type(each): each for each in info.metadata}
    words: dict[str, Any] = {"label": setting.title, "help_text": _hint(setting), "required": False}
    if setting.options is not None:
        return forms.ChoiceField(choices=[(each, each) for each in setting.options()], **words)
    if kind is bool:
        return forms.BooleanField(**words)
    if kind is int:
        least, most = limits.get(Ge), limits.get(Le)
        return forms.IntegerField(
            min_value=least.ge if least else None, max_value=most.le if most else None, **words
        )
    if get_origin(kind) is list:
        choices = _choices(get_args(kind)[0])
        return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **words)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        empty = [("", _("As everywhere in this interviewer"))] if optional else []
        return forms.TypedChoiceField(choices=[*empty, *_choices(kind)], **words)
    longest = limits.get(MaxLen)
    several_lines = (
        longest is not None and longest.max_length >= LONG and "pattern" not in repr(info.metadata)
    )
    widget = forms.Textarea(attrs={"rows": 3}) if several_lines else forms.TextInput()
    return forms.CharField(
        max_length=longest.max_length if longest else None,
        strip=False,
        widget=widget,
        empty_value=None if optional else "",
        **words,
    )


def _plain(annotation: Any) -> tuple[Any, bool]:
    """The type without None and without metadata, and whether None is one of its values."""
    if get_origin(annotation) in (Union, types.UnionType):
        rest = [each for each in get_args(annotation) if each is not type(None)]
        return rest[0], len(rest) < len(get_args(annotation))
    return annotation, False


def _choices(kind: type[StrEnum]) -> list[tuple[str, Any]]:
    return [(each.value, getattr(each, "label", each.value.replace("_", " ").capitalize())) for each in kind]


def _hint(setting: Setting) -> str:
    said = setting.about or (_("In %(unit)s") % {"unit": setting.unit} if setting.unit else "")
    return " ".join(filter(None, [str(said), str(KEPT) if setting.kept_only else ""]))
