"""What people type about interviewers."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from greenroom.core.errors import Refused

READABLE = ".pdf,.docx,.odt,.rtf,.txt,.md"


def refuse(form: forms.Form, problem: Refused) -> None:
    """Put what a rule said beside the field it is about."""
    form.add_error(problem.field if problem.field in form.fields else None, problem.message)


class Deletion(forms.Form):
    """The name of what goes, typed by who removes it."""

    name = forms.CharField(label=_("Type the title to delete it"), required=False)
