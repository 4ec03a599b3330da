"""What somebody who edits a shared thing had before them: a form that does not say it had something older."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

NOTHING = -1
"""Older than every revision."""


class RevisionField(forms.IntegerField):
    """The hidden number of the revision a form was drawn from; `NOTHING` where the form sends none."""

    widget = forms.HiddenInput

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, **options)

    def clean(self, value: Any) -> int:
        try:
            number = super().clean(value)
        except ValidationError:
            return NOTHING
        return NOTHING if number is None else int(number)
