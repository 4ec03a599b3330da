"""Forms of this room, drawn from its models."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from greenroom.reports.actions.letters import LONGEST
from greenroom.reports.actions.sharing import LONGEST_DAYS, LONGEST_LABEL
from greenroom.reports.rules.options import SWITCHES, Contents, Options

STYLES = [("modern", _("Modern: any language, any script")), ("classic", _("Classic: in English"))]
PARTS = {
    "contact": _("Contact details"),
    "scores": _("Scores"),
    "reasons": _("Reasons, with the words they rest on"),
    "reviews": _("What members said of scores"),
    "chips": _("Skill chips"),
    "highlights": _("Highlights"),
    "lowlights": _("Lowlights"),
    "proficiency": _("How well the language is spoken"),
    "structured": _("Structured answers: pay, notice, start and the like"),
    "claims": _("What was written and said and does not line up"),
    "tags": _("Tags: facts heard"),
    "flags": _("What was noticed and changes no score"),
    "transcript": _("Transcript, in the language it was spoken in"),
    "resume": _("Resume, as text"),
    "notes": _("Notes of the team"),
}
FILES = {
    "report": _("PDF report"),
    "resume": _("Resume, as it was uploaded"),
    "video": _("Video"),
    "audio": _("Audio"),
}
PACKED = "pack_"
"""Before the names of what goes into a ZIP: a resume can be in the report and beside it."""


def _ticks(words: dict[str, Any], before: str = "") -> dict[str, forms.Field]:
    return {
        f"{before}{name}": forms.BooleanField(label=label, required=False) for name, label in words.items()
    }


class ReportForm(forms.Form):
    """What a report shows."""

    style = forms.ChoiceField(label=_("Report style"), choices=STYLES, widget=forms.RadioSelect)
    language = forms.ChoiceField(
        label=_("Language"),
        required=False,
        choices=[("", _("The interviewer's own")), *settings.LANGUAGES],
        help_text=_(
            "Headings, and reasons where they can be translated. What was said stays as it was said."
        ),
    )

    def __init__(self, data: QueryDict | None, *, options: Options) -> None:
        super().__init__(data, initial=options.model_dump())
        self.fields |= _ticks({name: PARTS[name] for name in SWITCHES})

    @property
    def parts(self) -> list[Any]:
        return [self[name] for name in SWITCHES]

    def options(self) -> Options:
        return Options(**{name: self.cleaned_data[name] for name in Options.model_fields})


class PackageForm(ReportForm):
    """The same, and which files go beside it."""

    def __init__(self, data: QueryDict | None, *, options: Options, contents: Contents) -> None:
        super().__init__(data, options=options)
        self.fields |= _ticks({name: FILES[name] for name in Contents.model_fields}, PACKED)
        self.initial.update({f"{PACKED}{name}": value for name, value in contents.model_dump().items()})

    @property
    def files_wanted(self) -> list[Any]:
        return [self[f"{PACKED}{name}"] for name in Contents.model_fields]

    def contents(self) -> Contents:
        return Contents(**{name: self.cleaned_data[f"{PACKED}{name}"] for name in Contents.model_fields})


class ShareForm(forms.Form):
    """A link for somebody without an account."""

    label = forms.CharField(
        label=_("Who it is for"), max_length=LONGEST_LABEL, help_text=_("Only your team reads this.")
    )
    days = forms.IntegerField(
        label=_("Days it is open"),
        initial=14,
        min_value=1,
        max_value=LONGEST_DAYS,
        widget=forms.NumberInput(attrs={"min": 1, "max": LONGEST_DAYS}),
    )
    with_recording = forms.BooleanField(label=_("With the recording"), required=False)
    contact = forms.BooleanField(label=_("With e-mail and phone"), required=False)
    transcript = forms.BooleanField(label=_("With the transcript"), required=False, initial=True)
    resume = forms.BooleanField(label=_("With the text of the resume"), required=False)
    claims = forms.BooleanField(
        label=_("With what does not line up"),
        required=False,
        help_text=_("Statements to ask about, and what your team makes of them."),
    )
    is_blind = forms.BooleanField(
        label=_("Without a name"),
        required=False,
        help_text=_("Name, address and number are hidden, wherever they were said."),
    )


class LetterForm(forms.Form):
    """A letter to a candidate. revision: of the text that was changed."""

    text = forms.CharField(
        label=_("Letter"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 16, "dir": "auto"})
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)
    with_report = forms.BooleanField(
        label=_("With a link to their own report"),
        required=False,
        help_text=_("Their words and what spoke for them, without any score, for 30 days."),
    )
