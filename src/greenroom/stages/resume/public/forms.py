"""What candidates fill in about their resume."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from greenroom.stages.resume.actions import resumes

ACCEPTED = ".pdf,.docx,.odt,.rtf,.txt"


class ResumeForm(forms.Form):
    """A document, or words instead of one."""

    file = forms.FileField(
        label=gettext_lazy("Your resume"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        error_messages={
            "empty": gettext_lazy("This file is empty. Please choose another one, or write a few lines.")
        },
    )
    text = forms.CharField(
        label=gettext_lazy("Or paste or type it here"),
        required=False,
        max_length=resumes.LONGEST_TYPED,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class FactsForm(forms.Form):
    """What was read, to be put right."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=160, required=False)
    location = forms.CharField(label=gettext_lazy("Where you live"), max_length=160, required=False)
    skills = forms.CharField(
        label=gettext_lazy("Skills"),
        required=False,
        help_text=gettext_lazy("Separate them with commas."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @classmethod
    def of(cls, parsed: Mapping[str, Any], *, name: str) -> FactsForm:
        """Filled with what was read. name: the candidate's, where the resume names nobody."""
        return cls(
            initial={
                "name": parsed.get("name") or name,
                "location": parsed.get("location", ""),
                "skills": ", ".join(parsed.get("skills", [])),
            }
        )
