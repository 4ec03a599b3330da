"""What people type about what interviewers inherit. Lengths and sense are checked by the rules."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from greenroom.core.errors import Refused
from greenroom.core.seen import RevisionField
from greenroom.guidance.models import CompanyContext, IntegrityDefaults, KnowledgeItem, Persona
from greenroom.guidance.rules import company, integrity, knowledge, personas
from greenroom.guidance.rules.delivery import Delivery
from greenroom.guidance.rules.languages import LANGUAGES, Spoken
from greenroom.media.pictures import SUFFIXES

READABLE = ".pdf,.docx,.odt,.rtf,.txt,.md"
DELIVERIES = [
    (Delivery.EXACT.value, _("Told word for word, before the first question")),
    (Delivery.SUMMARIZED.value, _("Told in short, before the first question")),
    (Delivery.REFERENCE.value, _("Told only to candidates who ask")),
    (Delivery.SILENT.value, _("Never told; the interviewer only knows it")),
]
SUBJECTS = [
    (KnowledgeItem.Subject.GENERAL.value, _("General")),
    (KnowledgeItem.Subject.CANDIDATE.value, _("Candidate")),
    (KnowledgeItem.Subject.JOB_POSTING.value, _("Job posting")),
    (KnowledgeItem.Subject.INTERVIEWS.value, _("Interviews")),
]


def refuse(form: forms.Form, problem: Refused) -> None:
    """Put what a rule said beside the field it is about."""
    form.add_error(problem.field if problem.field in form.fields else None, problem.message)


def with_seen(posted: QueryDict, seen: str) -> QueryDict:
    """What was posted, as if its writer had looked at what there is now."""
    data = posted.copy()
    data["seen"] = seen
    return data


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "dir": "auto"})


def _long(label: Any, *, most: int, rows: int, hint: Any = "", required: bool = False) -> forms.CharField:
    """A text with a counter. Its length is left to the rule, so that what is too long is kept and shown."""
    field = forms.CharField(label=label, required=required, strip=False, widget=_area(rows), help_text=hint)
    field.max_length = most
    return field


def _line(label: Any, hint: Any = "") -> forms.CharField:
    return forms.CharField(label=label, required=False, help_text=hint)


class CompanyForm(forms.Form):
    """What is known of the company."""

    overview = _long(
        _("About the company"),
        most=company.LONGEST_OVERVIEW,
        rows=8,
        hint=_("What you do, for whom, since when; what you would tell a candidate on the phone."),
    )
    delivery = forms.ChoiceField(
        label=_("How candidates are told"), choices=DELIVERIES, widget=forms.RadioSelect
    )
    address = _line(_("Address"), _("Told to candidates who ask where you are."))
    industry = _line(_("Industry"))
    size = _line(_("Size"), _("For example: 140 people in six places."))
    culture = _long(
        _("Culture"),
        most=company.LONGEST_CULTURE,
        rows=4,
        hint=_("How people work together. Told to candidates who ask."),
    )
    seen = RevisionField()

    def __init__(self, context: CompanyContext, data: Any = None) -> None:
        names = ("overview", "delivery", "address", "industry", "size", "culture")
        initial = {name: getattr(context, name) for name in names}
        super().__init__(data, initial={**initial, "seen": context.revision})


class KnowledgeForm(forms.Form):
    """An item: a note, or the words of a document."""

    title = forms.CharField(
        label=_("Title"), required=False, help_text=_("What it is about, in a few words.")
    )
    subject = forms.ChoiceField(label=_("Subject"), choices=SUBJECTS)
    content = _long(
        _("Content"),
        most=knowledge.LONGEST_CONTENT,
        rows=14,
        hint=_("Whole sentences. Candidates are told one or a few of them, word for word."),
    )


class NewKnowledgeForm(KnowledgeForm):
    """A note, or a document it is read from."""

    file = forms.FileField(
        label=_("Or a document"),
        required=False,
        allow_empty_file=True,
        max_length=None,
        widget=forms.FileInput(attrs={"accept": READABLE}),
        help_text=_("PDF, Word (DOCX), ODT, RTF or text. Its words become the content."),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        written, file = given.get("content", "").strip(), given.get("file")
        if written and file:
            self.add_error("file", _now("You wrote a text and chose a document. Keep one of the two."))
        if not written and not file and not self.errors:
            self.add_error("content", _now("Write what candidates may be told, or choose a document."))
        return given


class KnowledgeItemForm(KnowledgeForm):
    """An item that is there."""

    is_active = forms.BooleanField(label=_("Active: candidates are told of it"), required=False)
    seen = RevisionField()

    def __init__(self, item: KnowledgeItem, data: Any = None) -> None:
        names = ("title", "subject", "content", "is_active")
        initial = {name: getattr(item, name) for name in names}
        super().__init__(data, initial={**initial, "seen": item.revision})


class AskForm(forms.Form):
    """What a candidate might ask."""

    ask = forms.CharField(label=_("A candidate's question"), max_length=500)
    language = forms.ChoiceField(label=_("Language"), choices=list(LANGUAGES.items()), initial="en")


class PersonaForm(forms.Form):
    """Who speaks, and how."""

    name = forms.CharField(
        label=_("Name"), required=False, help_text=_("Candidates see it beside what is said.")
    )
    manner = _long(
        _("Manner"),
        most=personas.LONGEST_MANNER,
        rows=5,
        hint=_("How it speaks. Candidates do not see this; the questions stay the same for everybody."),
    )
    picture = forms.FileField(
        label=_("Picture"),
        required=False,
        allow_empty_file=True,
        max_length=None,
        widget=forms.FileInput(attrs={"accept": SUFFIXES}),
        help_text=_("PNG, JPEG, GIF or WebP, at most 5 MB. Without one, its initials are shown."),
    )
    no_picture = forms.BooleanField(label=_("Remove the picture and show initials"), required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, persona: Persona | None = None, data: Any = None, files: Any = None, *, seen: str = ""
    ) -> None:
        initial = {"name": persona.name, "manner": persona.manner, "seen": seen} if persona else {}
        super().__init__(data, files, initial=initial)
        if persona is None or persona.picture_id is None:
            del self.fields["no_picture"]


class IntegrityForm(forms.Form):
    """Whether, which and how strictly."""

    is_enabled = forms.BooleanField(label=_("Look for integrity signals"), required=False)
    threshold = forms.IntegerField(
        label=_("Threshold"),
        help_text=_("0 to 100. A signal is flagged from this confidence on; higher means fewer flags."),
    )
    types = forms.MultipleChoiceField(
        label=_("Signals"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(name, label) for name, (label, _what) in integrity.TYPES.items()],
    )

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, defaults: IntegrityDefaults, data: Any = None, *, seen: str = "") -> None:
        names = ("is_enabled", "threshold", "types")
        super().__init__(data, initial={**{name: getattr(defaults, name) for name in names}, "seen": seen})


class LanguagesForm(forms.Form):
    """A tick and a voice for each language: `on_en`, `voice_en` and so on."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, spoken: dict[str, Spoken], data: Any = None, *, seen: str = "") -> None:
        super().__init__(data, initial={"seen": seen})
        for code, each in spoken.items():
            self.fields[f"on_{code}"] = forms.BooleanField(
                label=str(LANGUAGES[code]), required=False, initial=each.is_enabled
            )
            self.fields[f"voice_{code}"] = forms.CharField(
                label=_("Voice"), required=False, initial=each.voice
            )

    def chosen(self) -> dict[str, Spoken]:
        given = self.cleaned_data
        return {code: Spoken(given[f"on_{code}"], given[f"voice_{code}"]) for code in LANGUAGES}

    def refuse(self, problem: Refused) -> None:
        refuse(self, problem)
