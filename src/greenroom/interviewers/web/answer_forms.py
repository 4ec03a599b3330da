"""The shape of an answer, as a form: one for each shape, with only the fields its place has a use for.

A form's `shape()` is what `Wording.expects` takes; the rules look at it next.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from greenroom.interviewers.rules.expectations import (
    LONGEST_OPTION,
    LONGEST_TEXT,
    MOST_OPTIONS,
    SHAPES,
    Operator,
)
from greenroom.interviewers.web.numbers import plain

PREFIX = "answer"
EXTENSION = re.compile(r"[a-z0-9]{1,8}")

OPERATORS: dict[Operator, str | Promise] = {
    Operator.AT_LEAST: _("At least"),
    Operator.MORE: _("More than"),
    Operator.AT_MOST: _("At most"),
    Operator.LESS: _("Less than"),
    Operator.EQUAL: _("Exactly"),
    Operator.NOT_EQUAL: _("Anything but"),
}
DAYS: dict[Operator, str | Promise] = {
    Operator.AT_LEAST: _("On or after"),
    Operator.MORE: _("After"),
    Operator.AT_MOST: _("On or before"),
    Operator.LESS: _("Before"),
    Operator.EQUAL: _("On"),
    Operator.NOT_EQUAL: _("Any day but"),
}
FORMATS: dict[str, str | Promise] = {
    "text": _("A few words"),
    "number": _("A number"),
    "date": _("A date"),
    "freeform": _("In their own words"),
}


def _several_lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


class AnswerForm(forms.Form):
    """Base of all. type: the shape's own. beside: the field to put what a rule says of the whole shape."""

    type: ClassVar[str]
    beside: ClassVar[str]

    def __init__(self, expects: Mapping[str, Any], *, data: Any = None, typed: Any = None) -> None:
        """expects: what is kept. data: what was sent, to be checked. typed: the same, only to be shown again."""
        super().__init__(data, initial=self.fields_of(expects), prefix=PREFIX)
        self.kept = {name: value for name, value in expects.items() if name not in self.fields}
        if typed is not None:
            self.initial.update(
                {
                    name: field.widget.value_from_datadict(typed, {}, self.add_prefix(name))
                    for name, field in self.fields.items()
                }
            )

    def fields_of(self, expects: Mapping[str, Any]) -> dict[str, Any]:
        """The shape, by the names of the fields."""
        return {name: plain(value) for name, value in expects.items()}

    def shape(self) -> dict[str, Any]:
        """What was chosen. What was left empty takes the shape's default, what has no field stays as it is."""
        given = {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}
        return {**self.kept, "type": self.type, **given}


class YesNoAnswer(AnswerForm):
    type, beside = "yes_no", "wanted"
    wanted = forms.ChoiceField(
        label=_("What passes"),
        required=False,
        choices=[("", _("Either")), ("yes", _("Yes")), ("no", _("No"))],
    )

    def fields_of(self, expects: Mapping[str, Any]) -> dict[str, Any]:
        wanted = expects.get("wanted")
        return {"wanted": "" if wanted is None else "yes" if wanted else "no"}

    def shape(self) -> dict[str, Any]:
        wanted = {"yes": True, "no": False}.get(self.cleaned_data["wanted"])
        return {"type": self.type, "wanted": wanted}


class NumberAnswer(AnswerForm):
    type, beside = "number", "wanted"
    operator = forms.ChoiceField(label=_("What passes"), choices=list(OPERATORS.items()))
    wanted = forms.FloatField(label=_("Number"), required=False, help_text=_("Empty: any number does."))


class AmountAnswer(NumberAnswer):
    """A number of something."""

    unit = forms.CharField(label=_("Unit"), required=False, max_length=40, help_text=_("Such as years."))


class SliderAnswer(AmountAnswer):
    """A number typed into a box, or chosen on a slider where both its ends are given."""

    beside = "slider_max"
    slider_min = forms.FloatField(
        label=_("Slider from"), required=False, help_text=_("Both ends, or neither for a box.")
    )
    slider_max = forms.FloatField(label=_("Slider to"), required=False)
    slider_step = forms.FloatField(label=_("In steps of"), required=False)

    def clean_slider_step(self) -> float | None:
        step: float | None = self.cleaned_data["slider_step"]
        if step is not None and step <= 0:
            raise forms.ValidationError(_("A step is more than 0."))
        return step


class _Options(AnswerForm):
    """Answers to choose from, one a line."""

    beside = "options"

    def fields_of(self, expects: Mapping[str, Any]) -> dict[str, Any]:
        listed = {name: "\n".join(expects.get(name, [])) for name in ("options", "wanted")}
        return {**expects, **listed}

    def clean_options(self) -> list[str]:
        options = _lines(self.cleaned_data["options"])
        if len(options) > MOST_OPTIONS:
            raise forms.ValidationError(_("At most %(n)d options.") % {"n": MOST_OPTIONS})
        if any(len(option) > LONGEST_OPTION for option in options):
            raise forms.ValidationError(_("Keep each under %(n)d characters.") % {"n": LONGEST_OPTION})
        if len(set(options)) != len(options):
            raise forms.ValidationError(_("Two options are the same."))
        return options


class ChoiceAnswer(_Options):
    type = "choice"
    options = forms.CharField(
        label=_("Options, one a line"), required=False, strip=False, widget=_several_lines(4)
    )
    several = forms.BooleanField(label=_("More than one may be chosen"), required=False)
    wanted = forms.CharField(
        label=_("What passes, one a line"),
        required=False,
        strip=False,
        widget=_several_lines(2),
        help_text=_("Any of these passes; where more than one may be chosen, all must be. Empty: any does."),
    )

    def clean_options(self) -> list[str]:
        options = super().clean_options()
        if len(options) < 2:
            raise forms.ValidationError(_("Write at least two options, one a line."))
        return options

    def clean_wanted(self) -> list[str]:
        wanted, options = _lines(self.cleaned_data["wanted"]), self.cleaned_data.get("options")
        if options is not None and set(wanted) - set(options):
            raise forms.ValidationError(_("What passes is one of the options."))
        return wanted


class TextAnswer(AnswerForm):
    type, beside = "text", "wanted"
    long = forms.BooleanField(label=_("Several lines"), required=False)
    wanted = forms.CharField(
        label=_("Ideal answer"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=_several_lines(2),
        help_text=_("These words pass, in capitals or not. Empty: any answer does."),
    )


class DayAnswer(AnswerForm):
    type, beside = "date", "wanted"
    operator = forms.ChoiceField(label=_("What passes"), choices=list(DAYS.items()))
    wanted = forms.DateField(
        label=_("Day"),
        required=False,
        help_text=_("Empty: any day does."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
    )


class UploadAnswer(AnswerForm):
    type, beside = "file", "extensions"
    extensions = forms.CharField(
        label=_("File types"), required=False, initial="pdf", help_text=_("Such as: pdf, docx, jpg")
    )
    several = forms.BooleanField(label=_("More than one file"), required=False)

    def fields_of(self, expects: Mapping[str, Any]) -> dict[str, Any]:
        return {**expects, "extensions": ", ".join(expects.get("extensions", ["pdf"]))}

    def clean_extensions(self) -> list[str]:
        words = re.split(r"[\s,;]+", self.cleaned_data["extensions"].lower())
        named = [word.strip(".*") for word in words if word.strip(".*")]
        if not named:
            raise forms.ValidationError(_("Name at least one, such as pdf."))
        if not all(EXTENSION.fullmatch(name) for name in named):
            raise forms.ValidationError(_("Letters and digits, such as pdf, docx."))
        return list(dict.fromkeys(named))


class FactAnswer(_Options):
    type = "fact"
    format = forms.ChoiceField(label=_("Format"), choices=list(FORMATS.items()))
    options = forms.CharField(
        label=_("Only these values, one a line"),
        required=False,
        strip=False,
        widget=_several_lines(3),
        help_text=_("Empty: whatever is said."),
    )


ANSWERS: dict[str, dict[str, tuple[str | Promise, type[AnswerForm]]]] = {
    "structured": {
        "yes_no": (_("Yes or no"), YesNoAnswer),
        "number": (_("Minimum amount"), AmountAnswer),
        "choice": (_("Multiple choice"), ChoiceAnswer),
    },
    "tag": {"fact": (_("A fact"), FactAnswer)},
    "form": {
        "text": (_("Short answer"), TextAnswer),
        "choice": (_("Multiple choice"), ChoiceAnswer),
        "number": (_("Number"), SliderAnswer),
        "date": (_("Date"), DayAnswer),
        "file": (_("File"), UploadAnswer),
        "yes_no": (_("Yes or no"), YesNoAnswer),
    },
    "sms": {"yes_no": (_("Yes or no"), YesNoAnswer), "number": (_("Number"), NumberAnswer)},
}
"""By modality and shape: what the shape is called there, and its form."""


def types_of(modality: str) -> list[tuple[str, str | Promise]]:
    """The shapes an answer can have, as choices; empty where it is open."""
    return [(name, ANSWERS[modality][name][0]) for name in SHAPES[modality]]
