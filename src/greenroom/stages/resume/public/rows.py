"""Work and education as rows of a form: what was read, an empty row more, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from greenroom.core.text import clean
from greenroom.stages.resume.rules.correcting import LISTED, PRESENT, Row, read_month

MOST = 40
"""Rows of one list."""
LONGEST = 160  # characters of a field
MONTH = gettext_lazy("A year, or a year and a month such as 2021-03.")


class _RowForm(forms.Form):
    """was: the place of the row that was read, empty for one of the candidate's own."""

    was = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    start = forms.CharField(label=gettext_lazy("From"), max_length=20, required=False, help_text=MONTH)
    end = forms.CharField(label=gettext_lazy("Until"), max_length=20, required=False, help_text=MONTH)
    now = forms.BooleanField(label=gettext_lazy("Until today"), required=False)

    def _month(self, name: str) -> str:
        try:
            return read_month(self.cleaned_data[name])
        except ValueError as wrong:
            raise forms.ValidationError(_("Write a year, or a year and a month such as 2021-03.")) from wrong

    def clean_start(self) -> str:
        return self._month("start")

    def clean_end(self) -> str:
        return self._month("end")

    def row(self, names: tuple[str, ...]) -> Row | None:
        """What the row holds; None where nothing is in it, which takes it out."""
        given = self.cleaned_data
        fields = {name: " ".join(clean(given[name]).split()) for name in names}
        is_empty = not any(fields.values())
        if given["now"]:
            fields["end"] = PRESENT
        return None if is_empty else Row(fields, given["was"])


class WorkForm(_RowForm):
    """A position somebody held."""

    title = forms.CharField(label=gettext_lazy("What you did"), max_length=LONGEST, required=False)
    employer = forms.CharField(label=gettext_lazy("Employer"), max_length=LONGEST, required=False)

    field_order = ("was", "title", "employer", "start", "end", "now")


class EducationForm(_RowForm):
    """A school somebody went to."""

    degree = forms.CharField(label=gettext_lazy("What you learned"), max_length=LONGEST, required=False)
    school = forms.CharField(label=gettext_lazy("School"), max_length=LONGEST, required=False)

    field_order = ("was", "degree", "school", "start", "end", "now")


FORMS: dict[str, type[_RowForm]] = {"work": WorkForm, "education": EducationForm}


@dataclass(frozen=True)
class Rows:
    """The rows of one list, the last one empty for one more. name: "work" or "education"."""

    name: str
    forms: list[_RowForm]

    @classmethod
    def of(cls, name: str, parsed: Mapping[str, Any]) -> Rows:
        """Filled with what was read."""
        known = list(parsed.get(name, []))[: MOST - 1]
        initial = [_initial(place, entry) for place, entry in enumerate(known)]
        return cls(
            name,
            [
                FORMS[name](prefix=f"{name}-{n}", initial=each)
                for n, each in enumerate([*initial, dict[str, Any]()])
            ],
        )

    @classmethod
    def sent(cls, name: str, data: Any, *, more: bool = False) -> Rows:
        """As a browser sent them. more: with another empty one."""
        given = data.get(f"{name}-rows", "")
        count = int(given) if given.isascii() and given.isdigit() and len(given) < 4 else 0
        bound = [FORMS[name](data, prefix=f"{name}-{n}") for n in range(min(count, MOST))]
        if more and len(bound) < MOST:
            bound.append(FORMS[name](prefix=f"{name}-{len(bound)}"))
        return cls(name, bound)

    def is_valid(self) -> bool:
        """Whether every row is right; each is looked at, so that each says what is wrong with it."""
        wrong = [form for form in self.forms if not form.is_valid()]
        return not wrong

    def rows(self) -> list[Row]:
        """What the rows hold, those without anything left out."""
        found = [form.row(LISTED[self.name]) for form in self.forms]
        return [row for row in found if row is not None]


def _initial(place: int, entry: Mapping[str, Any]) -> dict[str, Any]:
    is_now = entry.get("end") == PRESENT
    return {**entry, "was": place, "end": "" if is_now else entry.get("end", ""), "now": is_now}
