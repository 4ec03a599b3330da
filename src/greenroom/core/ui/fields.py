"""A form field as a person meets it: label, input, error beside it, hint."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

CONTROL_CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxInput, ""),
    (forms.ClearableFileInput, ""),
    (forms.FileInput, ""),
    (forms.RadioSelect, ""),
    (forms.CheckboxSelectMultiple, ""),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
)


@dataclass(frozen=True)
class FieldView:
    """What ui/field.html draws."""

    bound: BoundField
    kind: str
    label: str
    hint: str
    optional: bool
    errors: list[str]
    control: SafeString
    max_length: int | None

    @property
    def id(self) -> str:
        return self.bound.id_for_label or self.bound.auto_id

    @property
    def choices(self) -> list[Any]:
        return list(self.bound.subwidgets)

    @property
    def described_by(self) -> str:
        return described_by(self.bound, self.hint)


def view(
    bound: BoundField, *, label: str = "", hint: str = "", optional: bool | None = None, **attrs: Any
) -> FieldView:
    """The field ready to draw; keyword attributes go to the input (``autocomplete="email"``)."""
    hint = hint or str(bound.help_text)
    return FieldView(
        bound=bound,
        kind=kind_of(bound.field.widget),
        label=label or str(bound.label),
        hint=hint,
        optional=not bound.field.required if optional is None else optional,
        errors=[str(error) for error in bound.errors],
        control=SafeString(bound.as_widget(attrs=control_attrs(bound, hint, attrs))),
        max_length=getattr(bound.field, "max_length", None)
        if isinstance(bound.field.widget, forms.Textarea)
        else None,
    )


def kind_of(widget: forms.Widget) -> str:
    """Which of the drawings in ui/field.html a widget takes."""
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "group"
    if isinstance(widget, forms.CheckboxInput):
        return "check"
    if isinstance(widget, forms.FileInput):
        return "file"
    return "input"


def control_attrs(bound: BoundField, hint: str, given: dict[str, Any]) -> dict[str, Any]:
    widget = bound.field.widget
    style = next((name for kind, name in CONTROL_CLASSES if isinstance(widget, kind)), "input")
    attrs: dict[str, Any] = {key.rstrip("_").replace("_", "-"): value for key, value in given.items()}
    named = " ".join(filter(None, [style, str(widget.attrs.get("class", "")), str(attrs.pop("class", ""))]))
    if named:
        attrs["class"] = named
    if isinstance(widget, forms.Textarea):
        attrs["maxlength"] = (
            False  # Browsers cut a pasted text off in silence; the counter and the server speak.
        )
    if described := described_by(bound, hint):
        attrs["aria-describedby"] = described
    if bound.errors:
        attrs["aria-invalid"] = "true"
    return attrs


def described_by(bound: BoundField, hint: str) -> str:
    """Ids of the error and the hint, in the order in which they are worth hearing."""
    base = bound.auto_id or bound.html_name
    return " ".join(filter(None, [f"{base}_error" if bound.errors else "", f"{base}_hint" if hint else ""]))
