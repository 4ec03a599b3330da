"""Who asks for a person: one queue for the team, and what is done about each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.contrib import messages as notes
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET, require_POST

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.permissions import may
from greenroom.accounts.rules.roles import Permission
from greenroom.candidates.actions import helping
from greenroom.candidates.models import HelpRequest
from greenroom.candidates.queries import help as queue
from greenroom.candidates.web.objections import waiting as objections_waiting
from greenroom.candidates.web.unnamed import asking_unnamed, unnamed_among
from greenroom.candidates.web.words import ago
from greenroom.core import clock
from greenroom.core.errors import Refused
from greenroom.outreach.web.frame import page

Kind, About, State = HelpRequest.Kind, HelpRequest.About, HelpRequest.State
ABOUT = {
    About.TECHNICAL: gettext_lazy("Something does not work"),
    About.ACCOMMODATION: gettext_lazy("Something has to be different"),
    About.ROLE: gettext_lazy("About the role"),
    About.OTHER: gettext_lazy("Something else"),
}
STATES = {
    State.OPEN: (pgettext_lazy("a request", "Open"), "look"),
    State.TAKEN: (gettext_lazy("Somebody sees to it"), ""),
    State.ANSWERED: (pgettext_lazy("a request", "Answered"), "good"),
    State.CLOSED: (pgettext_lazy("a request", "Closed"), "hollow"),
}


class AnswerForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("Answer"),
        max_length=helping.LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Goes by e-mail, and is shown on their help page."),
        error_messages={"required": gettext_lazy("Write an answer first.")},
    )


@dataclass(frozen=True)
class Row:
    """One request in the queue. who: "" for somebody who has not applied, and whose name is hidden."""

    asked: HelpRequest
    who: str
    about: str
    state: str
    tone: str
    waited: str
    calls: bool


@team(Permission.SEE)
@require_GET
def show(request: TeamRequest) -> HttpResponse:
    """Who waits, the longest first; or who was answered, the newest first."""
    settled = "settled" in request.GET
    found = queue.queue(
        request.member,
        settled=settled,
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
    )
    kept = {"settled": "1"} if settled else {}
    here = reverse("help-queue")
    hidden = unnamed_among(request, found.rows)
    given = {
        "rows": [_row(each, hidden.get(each.id)) for each in found.rows],
        "objections": [] if settled else objections_waiting(request),
        "settled": settled,
        "views": [
            {"label": _("Waiting"), "url": here, "current": not settled},
            {"label": _("Settled"), "url": f"{here}?settled=1", "current": settled},
        ],
        "earlier": urlencode(kept | {"before": found.before}) if found.before else "",
        "later": urlencode(kept | {"after": found.after}) if found.after else "",
    }
    return page(request, "candidates/help/queue.html", given)


def _row(asked: HelpRequest, called: str | None) -> Row:
    """called: in place of the name, for who reads blind."""
    words, tone = STATES[State(asked.state)]
    name = asked.application.candidate.name if asked.application else asked.name
    return Row(
        asked=asked,
        who=name if called is None else called,
        about=str(ABOUT[About(asked.about)]),
        state=str(words),
        tone=tone,
        waited=ago(asked.created_at, clock.now()),
        calls=asked.kind == Kind.CALL_BACK,
    )


@team(Permission.SEE)
@require_GET
def one(request: TeamRequest, help_request_id: UUID) -> HttpResponse:
    """What one of them asks, and how to reach them."""
    return _one(request, queue.get_for(request.member, help_request_id), AnswerForm())


def _one(request: TeamRequest, asked: HelpRequest, form: AnswerForm, *, status: int = 200) -> HttpResponse:
    called = unnamed_among(request, [asked]).get(asked.id)
    email = asked.application.candidate.email if asked.application else asked.email
    given = {
        "row": _row(asked, called),
        "asked": asked if called is None else asking_unnamed(asked),
        "hidden": called is not None,
        "here": request.path,
        "form": form,
        "waits": asked.state in queue.WAITING,
        "may_act": may(request.member, Permission.DECIDE),
        "email": email if called is None else "",
    }
    return page(request, "candidates/help/one.html", given, status=status)


@team(Permission.DECIDE)
@require_POST
def answer(request: TeamRequest, help_request_id: UUID) -> HttpResponse:
    """Tell them; what was typed stays where it cannot be sent."""
    asked, form = queue.get_for(request.member, help_request_id), AnswerForm(request.POST)
    if form.is_valid():
        try:
            helping.answer(asked, words=form.cleaned_data["words"], by=request.member)
        except Refused as refused:
            form.add_error("words", refused.message)
        else:
            notes.success(request, _("Your answer is on its way."))
            return redirect("help-queue")
    return _one(request, asked, form, status=422)


def _act(request: TeamRequest, help_request_id: UUID, does: Callable[..., Any]) -> HttpResponse:
    asked = queue.get_for(request.member, help_request_id)
    try:
        does(asked, by=request.member)
    except Refused as refused:
        notes.error(request, refused.message)
    return redirect("help-request", help_request_id)


@team(Permission.DECIDE)
@require_POST
def take(request: TeamRequest, help_request_id: UUID) -> HttpResponse:
    return _act(request, help_request_id, helping.take)


@team(Permission.DECIDE)
@require_POST
def close(request: TeamRequest, help_request_id: UUID) -> HttpResponse:
    return _act(request, help_request_id, helping.close)


@team(Permission.DECIDE)
@require_POST
def reopen(request: TeamRequest, help_request_id: UUID) -> HttpResponse:
    return _act(request, help_request_id, helping.reopen)
