"""A form with each kind of input, for the living page."""

from __future__ import annotations

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict


class SampleForm(forms.Form):
    """The inputs that pages use."""

    role = forms.CharField(label="Role name", help_text="Candidates see this.", max_length=80)
    email = forms.EmailField(label="Work email")
    retakes = forms.IntegerField(label="Max retakes", min_value=0, max_value=10, help_text="0 to 10")
    style = forms.ChoiceField(
        label="Report style", choices=[("modern", "Modern, any language"), ("classic", "Classic")]
    )
    password = forms.CharField(label="Password", widget=forms.PasswordInput, required=False, disabled=True)
    note = forms.CharField(
        label="Note", widget=forms.Textarea(attrs={"rows": 3}), max_length=240, required=False
    )
    kind = forms.ChoiceField(
        label="Avatar", choices=[("photo", "Photo"), ("letters", "Letters")], widget=forms.RadioSelect
    )
    parts = forms.MultipleChoiceField(
        label="Put into the zip",
        choices=[("resume", "Resume"), ("report", "Report"), ("audio", "Audio")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    agree = forms.BooleanField(label="I agree to be recorded and assessed for this role.")
    live = forms.BooleanField(label="Highlights", required=False)
    resume = forms.FileField(
        label="Resume",
        help_text="PDF, DOCX or TXT",
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.txt"}),
    )


def filled_form() -> SampleForm:
    """As a person left it."""
    return SampleForm(
        initial={
            "role": "Seasonal Sales Associate",
            "email": "ines.marlowe@example.org",
            "retakes": 2,
            "note": "Ask about Alder & Finch.",
            "kind": "letters",
            "parts": ["resume", "report"],
            "live": True,
        },
        auto_id="fine_%s",
    )


def wrong_form() -> SampleForm:
    """As it comes back with errors; what was typed is still there."""
    form = SampleForm(
        data={"role": "", "email": "ines.marlowe", "retakes": "14", "style": "modern", "kind": ""},
        files=MultiValueDict({"resume": [SimpleUploadedFile("resume.pdf", b"")]}),
        auto_id="wrong_%s",
    )
    form.full_clean()
    return form
