"""My data: see what is held, take it along, put it right, object, and have it erased."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import cast
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from greenroom.candidates.actions import correcting
from greenroom.candidates.public import takeout, welcome
from greenroom.candidates.public.door import ProvenRequest, proven
from greenroom.candidates.public.pages import page
from greenroom.candidates.rules import contact
from greenroom.compliance import registry
from greenroom.compliance.actions import requests as asking
from greenroom.compliance.models import DataRequest
from greenroom.compliance.queries import requests
from greenroom.core import clock
from greenroom.core.errors import Refused
from greenroom.core.http.limits import allow

Kind, State = DataRequest.Kind, DataRequest.State
TAKEN_AN_HOUR = 10
KINDS = {
    Kind.CORRECT: gettext_lazy("Put something right"),
    Kind.OBJECT: gettext_lazy("A person should assess it, not software"),
    Kind.ERASE: gettext_lazy("Erase everything"),
}
STATES = {
    State.RECEIVED: gettext_lazy("Received"),
    State.LOOKED_AT: gettext_lazy("Being looked at"),
    State.ERASING: gettext_lazy("Being erased"),
    State.DONE: gettext_lazy("Done"),
    State.REFUSED: gettext_lazy("Refused"),
}


class FactsForm(forms.Form):
    """What can be put right at once."""

    name = forms.CharField(
        label=gettext_lazy("Your name"),
        max_length=160,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = forms.CharField(
        label=gettext_lazy("Phone"),
        max_length=40,
        required=False,
        widget=forms.TextInput(
            attrs={"autocomplete": "tel", "inputmode": "tel", "type": "tel", "dir": "ltr"}
        ),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language we write to you in"), choices=settings.LANGUAGES
    )
    time_zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"),
        choices=lambda: [(name, name) for name in sorted(available_timezones())],
    )


class WordsForm(forms.Form):
    """Something to be put right by a person."""

    words = forms.CharField(
        label=gettext_lazy("What is wrong, and what is right?"),
        max_length=asking.LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Tell us what is wrong, and what is right.")},
    )


class ObjectionForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("Anything that person should know?"),
        required=False,
        max_length=asking.LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ErasureForm(forms.Form):
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address, to be sure"),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email", "dir": "ltr"}),
        error_messages={"required": gettext_lazy("Type your e-mail address to be sure.")},
    )


@dataclass(frozen=True)
class Shown:
    """A request as its owner sees it."""

    kind: str
    state: str
    on: str
    until: str
    reason: str


@proven
@require_GET
def show(request: ProvenRequest) -> HttpResponse:
    """Everything that is held, in words, and what became of requests."""
    subject = registry.subject(request.application.candidate_id)
    held = [(holding.label, list(holding.show(subject))) for holding in registry.shown()]
    context = {
        "held": [(label, sheets) for label, sheets in held if sheets],
        "asked": [_shown(each) for each in requests.of_subject(request.application.candidate_id)],
        "said": request.GET.get("said", ""),
        "candidate": request.application.candidate,
        "keep_days": request.workspace.keep_days,
    }
    return page(request, "candidates/public/my_data.html", context)


def _shown(asked: DataRequest) -> Shown:
    waits = asked.ended_at is None
    return Shown(
        kind=str(KINDS[Kind(asked.kind)]),
        state=str(STATES[State(asked.state)]),
        on=date_format(asked.created_at, "DATE_FORMAT"),
        until=date_format(asked.due_at, "DATE_FORMAT") if waits else "",
        reason=asked.reason,
    )


@proven
@require_GET
def download(request: ProvenRequest) -> HttpResponse:
    """Everything in one archive: a JSON file, and the files as they were given."""
    candidate_id = request.application.candidate_id
    if not allow("takeout", str(candidate_id), times=TAKEN_AN_HOUR, within=timedelta(hours=1)):
        return _again(request, "often")
    parts = takeout.parts(registry.subject(candidate_id), made_at=clock.now())
    answer = StreamingHttpResponse(parts, content_type="application/zip")
    answer.headers["Content-Disposition"] = 'attachment; filename="my-data.zip"'
    answer.headers["Cache-Control"] = "private, no-store"
    return cast("HttpResponse", answer)  # which Django tells apart from one that is streamed


@proven
def correct(request: ProvenRequest) -> HttpResponse:
    """Some facts at once, others by asking."""
    candidate = request.application.candidate
    does = request.POST.get("do", "")
    initial = {name: getattr(candidate, name) for name in ("name", "phone", "language", "time_zone")}
    facts = FactsForm(request.POST if does == "facts" else None, initial=initial)
    words = WordsForm(request.POST if does == "words" else None)
    try:
        if facts.is_valid():
            correcting.correct(candidate=candidate, facts=_facts(request, facts.cleaned_data))
            return _again(request, "corrected")
        if words.is_valid():
            _ask(request, Kind.CORRECT, words.cleaned_data["words"])
            return _again(request, "asked")
    except Refused as refused:
        form = facts if does == "facts" else words
        form.add_error(refused.field if refused.field in form.fields else None, refused.message)
    context = {"facts": facts, "words": words, "candidate": candidate}
    status = 422 if facts.errors or words.errors else 200
    return page(request, "candidates/public/my_data_correct.html", context, status=status)


def _facts(request: ProvenRequest, given: dict[str, str]) -> correcting.Facts:
    """As typed, the number as it is dialled where they are."""
    country = welcome.country(request, given["time_zone"])
    return correcting.Facts(**{**given, "phone": contact.check_phone(given["phone"], country=country)})


@proven
def objection(request: ProvenRequest) -> HttpResponse:
    """A person should look, whatever software has made of it."""
    form = ObjectionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        _ask(request, Kind.OBJECT, form.cleaned_data["words"])
        return _again(request, "asked")
    return page(request, "candidates/public/my_data_object.html", {"form": form}, status=_status(form))


@proven
def erasure(request: ProvenRequest) -> HttpResponse:
    """Have everything erased: asked for once more by typing the address."""
    form = ErasureForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        typed = form.cleaned_data["email"].strip().lower()
        if typed == request.application.candidate.email.lower():
            _ask(request, Kind.ERASE)
            return _again(request, "asked")
        form.add_error("email", _("This is not the address we know you by."))
    return page(request, "candidates/public/my_data_erase.html", {"form": form}, status=_status(form))


def _ask(request: ProvenRequest, kind: str, words: str = "") -> None:
    application = request.application
    asking.ask(
        workspace_id=application.workspace_id,
        subject_id=application.candidate_id,
        kind=kind,
        words=words,
        about_id=application.id if kind == Kind.OBJECT else None,
    )


def _status(form: forms.Form) -> int:
    return 422 if form.errors else 200


def _again(request: ProvenRequest, said: str) -> HttpResponse:
    slugs = [request.workspace.slug, request.interviewer.slug]
    return redirect(f"{reverse('candidate-data', args=slugs)}?said={said}")
