"""The form as a page draws it: a field for each question, in the shape its answer has."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.datastructures import MultiValueDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from greenroom.core.ui.fields import control_attrs
from greenroom.interviewers.rules.expectations import Choice, Day, Number, Shape, Text, Upload, YesNo
from greenroom.stages.form.queries import Item
from greenroom.stages.verdicts import plain_number

MOST_RADIOS = 7
"""Options that are shown at once; more of them open as a list."""


class Files(forms.FileInput):
    allow_multiple_selected = True


@dataclass(frozen=True)
class Slider:
    """A number between two ends, beside its box. at: where it stands; in the middle until it was moved."""

    least: str
    most: str
    step: str
    at: str

    @classmethod
    def of(cls, shape: Shape, shown: str) -> Slider | None:
        if not isinstance(shape, Number) or shape.slider_min is None or shape.slider_max is None:
            return None
        least, most = shape.slider_min, shape.slider_max
        step = shape.slider_step or _usual_step(least, most)
        middle = least + step * round((most - least) / 2 / step)
        at = shown if _is_between(shown, least, most) else plain_number(middle)
        return cls(plain_number(least), plain_number(most), plain_number(step), at)


def _usual_step(least: float, most: float) -> float:
    whole = least.is_integer() and most.is_integer()
    return 1.0 if whole else (most - least) / 100


def _is_between(shown: str, least: float, most: float) -> bool:
    try:
        return least <= float(shown) <= most
    except ValueError:
        return False


@dataclass(frozen=True)
class Drawn:
    """A question in the page. hint: what to give, in words. accept: of a file input. slider: where it has one."""

    item: Item
    bound: BoundField
    hint: str
    slider: Slider | None

    @property
    def optional(self) -> bool:
        return not self.item.version.is_required

    @property
    def before(self) -> str:
        """What the page is drawn with, so that an answer that was not touched there takes back no newer one."""
        return as_before(as_typed(self.item))

    @property
    def box(self) -> SafeString:
        """The input alone, to take the place of the one in the page."""
        attrs = control_attrs(self.bound, self.hint, {"dir": "auto", "hx_swap_oob": "true"})
        return SafeString(self.bound.as_widget(attrs=attrs))

    @property
    def trigger(self) -> str:
        """When the page sends the answer: at once where it is chosen, after a pause where it is typed, and again."""
        if self.slider:
            return "change, input delay:150ms, resend"
        typed = isinstance(self.item.shape, Text | Number)
        return "change, input delay:1s, resend" if typed else "change, resend"


class AnswersForm(forms.Form):
    """Fields are named `Item.name`; `stages.form.rules.reading` and not this form says what an answer is."""

    def __init__(self, items: Sequence[Item], *, typed: MultiValueDict[str, str] | None = None) -> None:
        shown: MultiValueDict[str, str] = MultiValueDict({item.name: as_typed(item) for item in items})
        for name in shown if typed is not None else ():
            if typed is not None and not _takes_files(items, name):
                shown.setlist(name, typed.getlist(name))
        super().__init__(shown, label_suffix="")
        self.items = list(items)
        for item in items:
            self.fields[item.name] = field(item)
        self.full_clean()

    def drawn(self) -> list[Drawn]:
        return [
            Drawn(
                item, self[item.name], hint(item), Slider.of(item.shape, str(self[item.name].value() or ""))
            )
            for item in self.items
        ]

    def mark(self, problems: Mapping[str, str]) -> None:
        """Put these sentences beside their fields."""
        for name, message in problems.items():
            self.add_error(name, message)


def _takes_files(items: Sequence[Item], name: str) -> bool:
    return any(item.takes_files for item in items if item.name == name)


def as_typed(item: Item) -> list[str]:
    """What was given, as the page's own fields would send it."""
    if item.value is None or item.takes_files:
        return []
    match item.shape:
        case YesNo():
            return ["yes" if item.value else "no"]
        case Number():
            return [plain_number(item.value)]
        case Choice():
            return list(item.value)
        case _:
            return [str(item.value)]


def as_before(typed: Sequence[str]) -> str:
    """An answer as the page notes what stood there, in the form a browser's JSON.stringify gives it."""
    return json.dumps(list(typed), ensure_ascii=False, separators=(",", ":"))


def field(item: Item) -> forms.Field:
    """The field that draws a question. It lets everything through: answers are read elsewhere."""
    common: dict[str, Any] = {"label": item.version.text, "required": False}
    widget = _widget(item.shape)
    match item.shape:
        case Choice():
            return _LenientChoices(
                **common, widget=widget, choices=[(each, each) for each in item.shape.options]
            )
        case YesNo():
            return _LenientChoices(**common, widget=widget, choices=[("yes", _("Yes")), ("no", _("No"))])
        case Upload():
            return forms.FileField(**common, widget=widget)
        case _:
            return forms.CharField(**common, widget=widget, strip=False)


class _LenientChoices(forms.ChoiceField):
    def validate(self, value: Any) -> None:
        """Anything: what is no choice is told by who reads it."""

    def to_python(self, value: Any) -> Any:
        return value


def _widget(shape: Shape) -> forms.Widget:
    match shape:
        case YesNo():
            return forms.RadioSelect()
        case Choice() if shape.several:
            return forms.CheckboxSelectMultiple()
        case Choice():
            return forms.RadioSelect()
        case Number():
            return forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        case Day():
            return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        case Upload():
            accept = {"accept": ",".join(f".{each}" for each in shape.extensions)}
            return Files(attrs=accept) if shape.several else forms.FileInput(attrs=accept)
        case Text() if not shape.long:
            return forms.TextInput(attrs={"autocomplete": "off"})
        case _:
            return forms.Textarea(attrs={"rows": 5})


def hint(item: Item) -> str:
    """What to give, where the field alone does not say it."""
    match item.shape:
        case Number() if item.shape.slider_min is not None and item.shape.slider_max is not None:
            least, most = plain_number(item.shape.slider_min), plain_number(item.shape.slider_max)
            ends = {"least": least, "most": most, "unit": item.shape.unit}
            return (_("From %(least)s to %(most)s %(unit)s") % ends).strip()
        case Number():
            return item.shape.unit
        case Choice() if item.shape.several:
            return _("Choose all that apply.")
        case Upload():
            kinds = ", ".join(each.upper() for each in item.shape.extensions)
            if item.shape.several:
                return _("%(kinds)s; several files are welcome.") % {"kinds": kinds}
            return _("%(kinds)s; one file.") % {"kinds": kinds}
        case _:
            return ""
