"""What people type about interviewers."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from greenroom.core.errors import Refused
from greenroom.interviewers.models import Interviewer, QuestionVersion
from greenroom.interviewers.rules import facts
from greenroom.interviewers.rules.wording import Wording

Modality = QuestionVersion.Modality
READABLE = ".pdf,.docx,.odt,.rtf,.txt,.md"


def refuse(form: forms.Form, problem: Refused) -> None:
    """Put what a rule said beside the field it is about."""
    form.add_error(problem.field if problem.field in form.fields else None, problem.message)


class NewInterviewer(forms.Form):
    """A job description, pasted or in a file, and wishes for the plan."""

    job_description = forms.CharField(
        label=_("Job description"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_("The whole text: what the work is, what it takes, what you offer."),
    )
    file = forms.FileField(
        label=_("Or a file"),
        required=False,
        allow_empty_file=True,
        max_length=None,
        widget=forms.FileInput(attrs={"accept": READABLE}),
        help_text=_("PDF, Word (DOCX), ODT, RTF or text"),
    )
    instructions = forms.CharField(
        label=_("Instructions"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example: ask about night shifts; 6 questions; keep it friendly."),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        pasted, file = given.get("job_description", "").strip(), given.get("file")
        if pasted and file:
            self.add_error("file", _("You pasted a text and chose a file. Keep one of the two."))
        if not pasted and not file and not self.errors:
            self.add_error("job_description", _("Paste a job description or choose a file."))
        return given


class Facts(forms.Form):
    """What is known of the role."""

    title = forms.CharField(label=_("Title"), required=False)
    location = forms.CharField(label=_("Location"), required=False)
    seniority = forms.CharField(label=_("Seniority"), required=False)
    pay = forms.CharField(label=_("Pay"), required=False)
    language = forms.ChoiceField(
        label=_("Language of the interview"), choices=[], widget=forms.Select(attrs={"class": "select"})
    )
    deadline = forms.DateTimeField(
        label=_("Deadline, in UTC"),
        required=False,
        help_text=_("New candidates are turned away after it; who is in the middle may finish."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, interviewer: Interviewer, data: Any = None) -> None:
        super().__init__(data, initial=_facts_of(interviewer))
        languages = dict(facts.LANGUAGES)
        languages.setdefault(interviewer.language, interviewer.language)
        self.fields["language"].choices = list(languages.items())  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["title"].required = True
        if interviewer.activated_at is None:
            self.fields["deadline"].help_text = _("Without one it closes one month after activation.")

    @property
    def changes(self) -> dict[str, Any]:
        """The fields that differ from what the interviewer has now."""
        return {name: self.cleaned_data[name] for name in self.changed_data if name != "seen"}


def _facts_of(interviewer: Interviewer) -> dict[str, Any]:
    deadline: datetime | None = interviewer.deadline
    return {
        "title": interviewer.title,
        "location": interviewer.location,
        "seniority": interviewer.seniority,
        "pay": interviewer.pay,
        "language": interviewer.language,
        "deadline": deadline.replace(second=0, microsecond=0) if deadline else None,
        "seen": interviewer.revision,
    }


class QuestionForm(forms.Form):
    """The words of a question; which of them there are depends on its modality."""

    text = forms.CharField(required=False, strip=False, widget=forms.Textarea(attrs={"rows": 2}))
    topic = forms.CharField(label=_("Topic"), required=False, help_text=_("Two or three words for lists."))
    anchor_1 = forms.CharField(
        label=_("What a 1 sounds like"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    anchor_5 = forms.CharField(
        label=_("What a 5 sounds like"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    key_points = forms.CharField(
        label=_("Key points of a full answer, one a line"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Follow-ups go after the points an answer still lacks."),
    )
    weight = forms.FloatField(
        label=_("Weight"), required=False, help_text=_("0 to 5. 0 is asked but not scored.")
    )
    min_follow_ups = forms.IntegerField(label=_("Follow-ups, at least"), required=False)
    max_follow_ups = forms.IntegerField(label=_("Follow-ups, at most"), required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    ABSENT = {
        Modality.OPEN: (),
        Modality.CRITERION: ("topic", "key_points", "min_follow_ups", "max_follow_ups"),
        Modality.QUALIFICATION: (
            "topic", "anchor_1", "anchor_5", "key_points", "weight", "min_follow_ups", "max_follow_ups",
        ),
    }  # fmt: skip
    LABELS = {
        Modality.OPEN: _("Question"),
        Modality.CRITERION: _("What is scored"),
        Modality.QUALIFICATION: _("What must be so"),
    }

    def __init__(
        self, modality: str, *, key: str, data: Any = None, version: QuestionVersion | None = None
    ) -> None:
        super().__init__(data, initial=_words_of(version), auto_id=f"{key}_%s")
        self.modality, self.version = Modality(modality), version
        self.fields["text"].label = self.LABELS[self.modality]
        for name in self.ABSENT[self.modality]:
            del self.fields[name]

    def wording(self) -> Wording:
        """What was typed; the rules look at it next. What this modality lacks stays as it is."""
        given, before = self.cleaned_data, _words_of(self.version)
        words = {name: before[name] if given.get(name) is None else given[name] for name in before}
        kept = self.version.anchors if self.version else {}
        between = {score: text for score, text in kept.items() if score not in {"1", "5"}}
        return Wording(
            text=words["text"],
            modality=self.modality.value,
            anchors={**between, "1": words["anchor_1"], "5": words["anchor_5"]},
            key_points=words["key_points"].splitlines(),
            weight=words["weight"],
            min_follow_ups=words["min_follow_ups"],
            max_follow_ups=words["max_follow_ups"],
            topic=words["topic"],
        )

    def refuse(self, problem: Refused) -> None:
        field = {"anchors": "anchor_5"}.get(problem.field, problem.field)
        self.add_error(field if field in self.fields else None, problem.message)


def _words_of(version: QuestionVersion | None) -> dict[str, Any]:
    if version is None:
        return {
            "text": "", "topic": "", "anchor_1": "", "anchor_5": "", "key_points": "", "weight": 1,
            "min_follow_ups": 0, "max_follow_ups": 2, "seen": 0,
        }  # fmt: skip
    return {
        "text": version.text,
        "topic": version.topic,
        "anchor_1": version.anchors.get("1", ""),
        "anchor_5": version.anchors.get("5", ""),
        "key_points": "\n".join(version.key_points),
        "weight": version.weight,
        "min_follow_ups": version.min_follow_ups,
        "max_follow_ups": version.max_follow_ups,
        "seen": version.number,
    }


class Deletion(forms.Form):
    """The name of what goes, typed by who removes it."""

    name = forms.CharField(label=_("Type the title to delete it"), required=False)
