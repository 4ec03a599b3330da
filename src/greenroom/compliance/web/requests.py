"""What people ask of their own data: the queue, and settling each of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.contrib import messages as notes
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_POST

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.rules.roles import Permission
from greenroom.candidates.models import Application, Candidate
from greenroom.compliance.actions import requests as settling
from greenroom.compliance.models import DataRequest
from greenroom.compliance.queries import requests
from greenroom.compliance.rules.deadlines import SOON, days_left
from greenroom.compliance.web.data import sections
from greenroom.core import clock
from greenroom.core.errors import Changed, Refused

Kind, State = DataRequest.Kind, DataRequest.State
KINDS = {
    Kind.CORRECT: gettext_lazy("Put something right"),
    Kind.OBJECT: gettext_lazy("A person should look, not software"),
    Kind.ERASE: gettext_lazy("Erase everything"),
}
STATES = {
    State.RECEIVED: (gettext_lazy("Received"), "look"),
    State.LOOKED_AT: (gettext_lazy("Being looked at"), ""),
    State.ERASING: (gettext_lazy("Being erased"), ""),
    State.DONE: (gettext_lazy("Done"), "good"),
    State.REFUSED: (gettext_lazy("Refused"), "bad"),
}


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("What the candidate reads"),
        required=False,
        max_length=settling.LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ErasureForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Their name, to be sure"),
        max_length=160,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


@dataclass(frozen=True)
class Row:
    """One request. who: "" once they are erased. late: due within days, or over."""

    asked: DataRequest
    kind: str
    state: str
    tone: str
    who: str
    due: str
    late: bool


def _row(asked: DataRequest, who: str) -> Row:
    words, tone = STATES[State(asked.state)]
    left = days_left(asked.due_at, now=clock.now())
    return Row(
        asked=asked,
        kind=str(KINDS[Kind(asked.kind)]),
        state=str(words),
        tone=tone,
        who=who,
        due=_due(left) if asked.ended_at is None else "",
        late=asked.ended_at is None and left <= SOON.days,
    )


def _due(left: int) -> str:
    if left > 0:
        return ngettext("in %(n)s day", "in %(n)s days", left) % {"n": left}
    return ngettext("%(n)s day late", "%(n)s days late", -left) % {"n": -left} if left else _("Late")


@team(Permission.MANAGE_WORKSPACE)
@require_GET
def show(request: TeamRequest) -> HttpResponse:
    """What waits, the soonest due first; or what was settled."""
    settled = "settled" in request.GET
    found = requests.queue(
        request.member,
        settled=settled,
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
    )
    people = Candidate.objects.in_bulk({each.subject_id for each in found.rows})
    kept = {"settled": "1"} if settled else {}
    here = reverse("data-requests")
    names = {key: person.name for key, person in people.items()}
    given = {
        "sections": sections(request),
        "rows": [_row(each, names.get(each.subject_id, "")) for each in found.rows],
        "settled": settled,
        "views": [
            {"label": _("Waiting"), "url": here, "current": not settled},
            {"label": _("Settled"), "url": f"{here}?settled=1", "current": settled},
        ],
        "earlier": urlencode(kept | {"before": found.before}) if found.before else "",
        "later": urlencode(kept | {"after": found.after}) if found.after else "",
    }
    return render(request, "compliance/requests.html", given)


@team(Permission.MANAGE_WORKSPACE)
@require_GET
def one(request: TeamRequest, data_request_id: UUID) -> HttpResponse:
    """What they ask, who they are, and what can be done about it."""
    return _one(request, requests.get_for(request.member, data_request_id))


def _one(
    request: TeamRequest, asked: DataRequest, *, status: int = 200, unsent: str = "", **forms_: forms.Form
) -> HttpResponse:
    """unsent: what was typed while somebody else settled it."""
    person = Candidate.objects.filter(id=asked.subject_id).first()
    applications = Application.objects.filter(candidate_id=asked.subject_id).select_related("interviewer")
    given = {
        "sections": sections(request),
        "row": _row(asked, person.name if person else ""),
        "asked": asked,
        "person": person,
        "applications": list(applications.order_by("created_at")),
        "waits": asked.state in settling.WAITING,
        "erases": asked.kind == Kind.ERASE,
        "form": ReasonForm(),
        "erasure": ErasureForm(),
        "unsent": unsent,
        **forms_,
    }
    return render(request, "compliance/request.html", given, status=status)


@team(Permission.MANAGE_WORKSPACE)
@require_POST
def take(request: TeamRequest, data_request_id: UUID) -> HttpResponse:
    """Let them see that somebody looks at it."""
    settling.take(requests.get_for(request.member, data_request_id), by=request.member)
    return redirect("data-request", data_request_id)


def _settle(request: TeamRequest, data_request_id: UUID, does: Callable[..., Any], said: str) -> HttpResponse:
    asked, form = requests.get_for(request.member, data_request_id), ReasonForm(request.POST)
    if form.is_valid():
        try:
            does(asked, reason=form.cleaned_data["reason"], by=request.member)
        except Changed as conflict:
            return _one(request, conflict.now, status=422, unsent=form.cleaned_data["reason"])
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        else:
            notes.success(request, said)
            return redirect("data-requests")
    return _one(request, asked, status=422, form=form)


@team(Permission.MANAGE_WORKSPACE)
@require_POST
def finish(request: TeamRequest, data_request_id: UUID) -> HttpResponse:
    return _settle(request, data_request_id, settling.finish, _("The candidate is told that it is done."))


@team(Permission.MANAGE_WORKSPACE)
@require_POST
def refuse(request: TeamRequest, data_request_id: UUID) -> HttpResponse:
    return _settle(request, data_request_id, settling.refuse, _("The candidate is told why not."))


@team(Permission.MANAGE_WORKSPACE)
@require_POST
def erase(request: TeamRequest, data_request_id: UUID) -> HttpResponse:
    """Carry out an erasure, once the name was typed to be sure."""
    asked, form = requests.get_for(request.member, data_request_id), ErasureForm(request.POST)
    person = Candidate.objects.filter(id=asked.subject_id).first()
    if form.is_valid() and not _is_name_of(person, form.cleaned_data["name"]):
        form.add_error("name", _("This is not their name."))
    if not form.is_valid():
        return _one(request, asked, status=422, erasure=form)
    try:
        settling.order_erasure(asked, by=request.member)
    except Refused as refused:
        notes.error(request, refused.message)
        return redirect("data-request", data_request_id)
    notes.success(request, _("Everything is being erased; the candidate gets a last message."))
    return redirect("data-requests")


def _is_name_of(person: Candidate | None, typed: str) -> bool:
    return person is not None and " ".join(typed.split()).casefold() == person.name.casefold()
