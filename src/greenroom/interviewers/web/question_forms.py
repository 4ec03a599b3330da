"""What people type about a question: its words, and the shape of its answer where it is not open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from greenroom.core.errors import Refused
from greenroom.interviewers.models import QuestionVersion
from greenroom.interviewers.rules import limits
from greenroom.interviewers.rules.wording import Wording
from greenroom.interviewers.web.answer_forms import ANSWERS, AnswerForm, types_of
from greenroom.interviewers.web.numbers import plain

Modality = QuestionVersion.Modality
SHOW_FIELDS = "fields"
"""What the button says that asks for the fields of another kind of answer."""

DRAFT = "draft"
"""What the button says that asks for the middle anchors."""

MIDDLE = ("2", "3", "4")

LABELS: dict[str, str | Promise] = {
    Modality.CRITERION: _("What is scored"),
    Modality.QUALIFICATION: _("What must be so"),
    Modality.TAG: _("What to listen for"),
}
BESIDE = {"anchors": "anchor_5"}
"""The field that shows what a rule says of another name."""


def _text(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class Words(forms.Form):
    """What every question has. seen: the number of the version its writer had before them."""

    text = forms.CharField(label=_("Question"), required=False, strip=False, widget=_text(2))
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)


class _Topic(forms.Form):
    topic = forms.CharField(label=_("Topic"), required=False, help_text=_("Two or three words for lists."))


class _Rubric(forms.Form):
    anchor_1 = forms.CharField(label=_("What a 1 sounds like"), required=False, strip=False, widget=_text(2))
    anchor_5 = forms.CharField(label=_("What a 5 sounds like"), required=False, strip=False, widget=_text(2))
    anchor_2 = forms.CharField(label=_("What a 2 sounds like"), required=False, strip=False, widget=_text(2))
    anchor_3 = forms.CharField(label=_("What a 3 sounds like"), required=False, strip=False, widget=_text(2))
    anchor_4 = forms.CharField(label=_("What a 4 sounds like"), required=False, strip=False, widget=_text(2))
    weight = forms.FloatField(
        label=_("Weight"), required=False, help_text=_("0 to 5. 0 is informational: asked, not scored.")
    )


class _FollowUps(forms.Form):
    key_points = forms.CharField(
        label=_("Key points of a full answer, one a line"),
        required=False,
        strip=False,
        widget=_text(4),
        help_text=_("Follow-ups go after the points an answer still lacks."),
    )
    min_follow_ups = forms.IntegerField(label=_("Follow-ups, at least"), required=False)
    max_follow_ups = forms.IntegerField(label=_("Follow-ups, at most"), required=False)


class _Instructions(forms.Form):
    instructions = forms.CharField(
        label=_("Instructions"),
        required=False,
        max_length=limits.LONGEST_GUIDANCE,
        widget=_text(2),
        help_text=_("How to ask it, or how to find it. Candidates do not see this."),
    )


class _ReadingNotes(forms.Form):
    reading_notes = forms.CharField(
        label=_("Reading notes"),
        required=False,
        max_length=limits.LONGEST_GUIDANCE,
        widget=_text(2),
        help_text=_("What to look for in the whole interview when this is scored."),
    )


class _Dealbreaker(forms.Form):
    is_dealbreaker = forms.BooleanField(
        label=_("Dealbreaker"),
        required=False,
        help_text=_("A wrong answer stops the candidate where the stage enforces dealbreakers."),
    )


class _Required(forms.Form):
    is_required = forms.BooleanField(label=_("Must be answered"), required=False, initial=True)


class _Type(forms.Form):
    type = forms.ChoiceField(label=_("Kind of answer"), choices=[])


class OpenWords(Words, _Topic, _Rubric, _FollowUps, _Instructions, _ReadingNotes):
    """Spoken or typed, scored by its rubric."""


class CriterionWords(Words, _Rubric):
    """Read from the resume, scored."""


class QualificationWords(Words, _Dealbreaker):
    """Read from the resume, met or not."""


class StructuredWords(Words, _Topic, _Type, _Dealbreaker, _Instructions):
    """Asked in an interview, passed or failed."""


class TagWords(Words, _Instructions):
    """A fact to listen for."""


class FormWords(Words, _Type, _Required, _Dealbreaker):
    """A question of a form."""


class MessageWords(Words, _Type, _Dealbreaker):
    """A question asked by text message."""


WORDS: dict[str, type[Words]] = {
    Modality.OPEN: OpenWords,
    Modality.CRITERION: CriterionWords,
    Modality.QUALIFICATION: QualificationWords,
    Modality.STRUCTURED: StructuredWords,
    Modality.TAG: TagWords,
    Modality.FORM: FormWords,
    Modality.SMS: MessageWords,
}


class Editor:
    """A question while it is written. words, answer: its two forms; answer is None where it is open.

    key: what the ids of its fields begin with. data: what was sent. Where another kind of answer was chosen than the
    fields that were shown are for, or drafts were asked for, what was sent is not checked but shown again. problem: why
    there are no drafts.
    """

    def __init__(
        self, modality: str, *, key: str, data: Any = None, before: Wording | None = None, seen: int = 0
    ) -> None:
        self.modality = Modality(modality)
        self.before = before or Wording(text="", modality=modality)
        types = types_of(modality)
        self.problem = ""
        self.asks_for_drafts = data is not None and data.get("act") == DRAFT
        self.asks_for_fields = _asks_for_fields(data, [name for name, _label in types])
        checked = None if self.asks_for_fields else data
        self.words = WORDS[modality](checked, initial={**_typed_names(self.before), "seen": seen})
        self.words.auto_id = f"{key}_%s"
        if label := LABELS.get(modality):
            self.words.fields["text"].label = label  # type: ignore[assignment]  # a lazy text will do
        self.type = _type(data, self.before, types)
        self.answer = self._answer(key, checked, data) if types else None
        if "type" in self.words.fields:
            self.words.fields["type"].choices = types  # type: ignore[attr-defined]  # a ChoiceField
            self.words.initial["type"] = self.type
        if self.asks_for_fields:
            for name, field in self.words.fields.items():
                self.words.initial[name] = field.widget.value_from_datadict(data, {}, name)

    def _answer(self, key: str, checked: Any, data: Any) -> AnswerForm:
        shape = ANSWERS[self.modality][self.type][1]
        kept = self.before.expects if self.before.expects.get("type") == self.type else {}
        same = data is not None and data.get("shown", self.type) == self.type
        form = shape(kept, data=checked, typed=data if self.asks_for_fields and same else None)
        form.auto_id = f"{key}_%s"
        return form

    def draft(self, write: Callable[[str, str, str, list[str]], dict[str, str]]) -> None:
        """Fill the middle anchors that are empty from what was typed: write(question, a 1, a 5, key points)."""
        typed = {name: str(self.words.initial.get(name) or "") for name in self.words.fields}
        if "anchor_5" not in typed:
            return
        points = [line for line in typed.get("key_points", "").splitlines() if line.strip()]
        for score, text in write(typed["text"], typed["anchor_1"], typed["anchor_5"], points).items():
            if not typed[f"anchor_{score}"].strip():
                self.words.initial[f"anchor_{score}"] = text

    @classmethod
    def of(cls, version: QuestionVersion, *, key: str, data: Any = None) -> Editor:
        """For a question that stands, or with its version as it is now."""
        return cls(version.modality, key=key, data=data, before=wording_of(version), seen=version.number)

    def is_valid(self) -> bool:
        """Whether the rules may look at it; False while only other fields are asked for."""
        forms_valid = [form.is_valid() for form in (self.words, self.answer) if form is not None]
        return not self.asks_for_fields and all(forms_valid)

    @property
    def seen(self) -> int:
        return int(self.words.cleaned_data.get("seen") or 0)

    @property
    def errors(self) -> bool:
        return bool(self.words.errors or (self.answer is not None and self.answer.errors))

    def non_field_errors(self) -> Any:
        return self.words.non_field_errors()

    def wording(self) -> Wording:
        """What was typed; the rules look at it next. What this modality lacks stays as it is."""
        given, names = self.words.cleaned_data, _typed_names(self.before)
        words = {name: names[name] if given.get(name) is None else given[name] for name in names}
        between = {
            score: given.get(f"anchor_{score}", "") if f"anchor_{score}" in self.words.data else kept_before
            for score, kept_before in ((each, self.before.anchors.get(each, "")) for each in MIDDLE)
        }
        kept = {
            field.name: words.get(field.name, getattr(self.before, field.name)) for field in fields(Wording)
        }
        return Wording(
            **{
                **kept,
                "modality": self.modality.value,
                "anchors": {**between, "1": words["anchor_1"], "5": words["anchor_5"]},
                "key_points": words["key_points"].splitlines(),
                "expects": self.answer.shape() if self.answer is not None else {},
            }
        )

    def refuse(self, problem: Refused) -> None:
        """Put what a rule said beside the field it is about."""
        field = BESIDE.get(problem.field, problem.field)
        if field in self.words.fields:
            return self.words.add_error(field, problem.message)
        if self.answer is not None and field:
            beside = field if field in self.answer.fields else self.answer.beside
            return self.answer.add_error(beside, problem.message)
        return self.words.add_error(None, problem.message)


def wording_of(version: QuestionVersion) -> Wording:
    """The words of a version as a person could have said them."""
    return Wording(**{field.name: getattr(version, field.name) for field in fields(Wording)})


def _typed_names(words: Wording) -> dict[str, Any]:
    """By the names of the fields, as they stand in them."""
    return {
        **{field.name: getattr(words, field.name) for field in fields(Wording)},
        **{f"anchor_{score}": words.anchors.get(score, "") for score in ("1", *MIDDLE, "5")},
        "key_points": "\n".join(words.key_points),
        "weight": plain(words.weight),
    }


def _type(data: Any, before: Wording, types: list[tuple[str, Any]]) -> str:
    names = [name for name, _label in types]
    asked = (data.get("type", "") if data is not None else "") or before.expects.get("type", "")
    return asked if asked in names else next(iter(names), "")


def _asks_for_fields(data: Any, names: list[str]) -> bool:
    if data is None:
        return False
    chosen = data.get("type", "")
    changed = chosen in names and data.get("shown", chosen) != chosen
    return data.get("act") in (SHOW_FIELDS, DRAFT) or changed
