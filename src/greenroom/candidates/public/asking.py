"""Asking for a person, at any step and before the first one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from greenroom.candidates.actions import helping
from greenroom.candidates.actions.helping import Asking
from greenroom.candidates.models import HelpRequest
from greenroom.candidates.public import welcome
from greenroom.candidates.public.door import CandidateRequest, anybody
from greenroom.candidates.public.pages import page
from greenroom.candidates.queries import help as asked_before
from greenroom.candidates.rules import contact
from greenroom.core.errors import Refused
from greenroom.core.http.limits import address, allow

ASKED_AN_HOUR = 20  # from one network
Kind, About, State = HelpRequest.Kind, HelpRequest.About, HelpRequest.State
KINDS = (
    (Kind.MESSAGE.value, gettext_lazy("Write to me")),
    (Kind.CALL_BACK.value, gettext_lazy("Call me back")),
)
ABOUT = (
    (About.TECHNICAL.value, gettext_lazy("Something does not work")),
    (About.ACCOMMODATION.value, gettext_lazy("I need an adjustment")),
    (About.ROLE.value, gettext_lazy("A question about the role")),
    (About.OTHER.value, gettext_lazy("Something else")),
)
STATES = {
    State.OPEN: gettext_lazy("Received"),
    State.TAKEN: gettext_lazy("Somebody is looking at it"),
    State.ANSWERED: pgettext_lazy("a request", "Answered"),
    State.CLOSED: pgettext_lazy("a request", "Closed"),
}


class HelpForm(forms.Form):
    """What somebody asks, and how they want to be answered."""

    about = forms.ChoiceField(
        label=gettext_lazy("What is it about?"), choices=ABOUT, widget=forms.RadioSelect, initial="other"
    )
    words = forms.CharField(
        label=gettext_lazy("What do you need?"),
        required=False,
        max_length=helping.LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("How shall we answer?"), choices=KINDS, widget=forms.RadioSelect, initial="message"
    )
    phone = forms.CharField(
        label=gettext_lazy("Phone, for a call back"),
        required=False,
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "tel", "inputmode": "tel", "type": "tel", "dir": "ltr"}
        ),
    )
    suits = forms.CharField(
        label=gettext_lazy("When does a call suit you?"), required=False, max_length=helping.LONGEST_SUITS
    )


class StrangersForm(HelpForm):
    """Of somebody whose address is not known yet."""

    name = forms.CharField(
        label=gettext_lazy("Your name"),
        max_length=160,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": gettext_lazy("Tell us your name.")},
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        help_text=gettext_lazy("The answer goes here."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email", "dir": "ltr"}),
        error_messages={"required": gettext_lazy("Tell us where the answer goes.")},
    )
    field_order = ("name", "email")


@dataclass(frozen=True)
class Asked:
    """A request as its owner sees it."""

    on: str
    state: str
    words: str
    answer: str


@anybody
def show(request: CandidateRequest) -> HttpResponse:
    """Ask, and see what became of what was asked before."""
    known = request.remembered
    kind = HelpForm if known else StrangersForm
    form = kind(request.POST if request.method == "POST" else None, initial=_phone(request))
    if form.is_valid():
        try:
            _ask(request, form)
            return redirect(f"{request.path}?sent#asked")
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.message)
    context = {
        "form": form,
        "sent": "sent" in request.GET,
        "asked": [_shown(each) for each in asked_before.of_application(known)] if known else [],
    }
    return page(request, "candidates/public/help.html", context, status=422 if form.errors else 200)


def _phone(request: CandidateRequest) -> dict[str, str]:
    return {"phone": request.remembered.candidate.phone} if request.remembered else {}


def _ask(request: CandidateRequest, form: forms.Form) -> None:
    if not allow("help pages", address(request), times=ASKED_AN_HOUR, within=timedelta(hours=1)):
        raise Refused(_("Many people have asked from your network just now. Please try again in an hour."))
    given, language = form.cleaned_data, get_language() or "en"
    wanted = {name: given[name] for name in ("kind", "about", "words", "phone", "suits")}
    zone = request.remembered.candidate.time_zone if request.remembered else ""
    if given["kind"] == Kind.CALL_BACK:
        wanted["phone"] = contact.check_phone(given["phone"], country=welcome.country(request, zone))
    if request.remembered is not None:
        helping.ask(request.remembered, **wanted, language=language)
        return
    helping.ask_unproven(
        request.interviewer,
        name=given["name"],
        email=given["email"],
        wanted=Asking(**wanted),
        language=language,
    )


def _shown(asked: HelpRequest) -> Asked:
    return Asked(
        on=date_format(asked.created_at, "DATE_FORMAT"),
        state=str(STATES[State(asked.state)]),
        words=asked.words or str(dict(ABOUT)[asked.about]),
        answer=asked.answer,
    )
