"""Candidates who object to being assessed by software: a person looks, and says so."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.contrib import messages as notes
from django.db.models import Count, OuterRef, Subquery
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.rules.roles import Permission
from greenroom.candidates.models import Application, HelpRequest
from greenroom.candidates.web.words import ago
from greenroom.compliance.actions import requests as settling
from greenroom.compliance.models import DataRequest
from greenroom.compliance.queries import requests
from greenroom.compliance.rules.deadlines import days_left
from greenroom.core import clock
from greenroom.core.errors import Changed, NotFound, Refused
from greenroom.evaluation.queries.reading import alias, habit_of, hidden_from, is_hidden, mask_of_people
from greenroom.outreach.web.frame import page


class LookedForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("What did you find?"),
        max_length=settling.LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("The candidate reads this."),
        error_messages={
            "required": gettext_lazy("Say what you looked at, in words the candidate will read.")
        },
    )


@dataclass(frozen=True)
class Objection:
    """application: None once it is gone. called: the candidate, as this member may call them."""

    asked: DataRequest
    application: Application | None
    called: str
    waited: str
    days_left: int


def waiting(request: TeamRequest) -> list[Objection]:
    """Every objection nobody has looked at yet, in at most four statements."""
    found = requests.objections(request.member)
    rows = Application.objects.filter(id__in=[each.about_id for each in found if each.about_id])
    applications = {row.id: row for row in rows.select_related("candidate", "interviewer")} if found else {}
    hidden = hidden_from(request.member, applications.values(), habit_of(request.member)) if found else set()
    return [_objection(each, applications.get(each.about_id), hidden) for each in found]


def _objection(asked: DataRequest, application: Application | None, hidden: Set[UUID]) -> Objection:
    now, called = clock.now(), ""
    if application is not None:
        called = alias(application) if application.id in hidden else application.candidate.name
    waited = ago(asked.created_at, now)
    return Objection(asked, application, called, waited, days_left(asked.due_at, now=now))


@team(Permission.DECIDE)
@require_http_methods(["GET", "POST"])
def one(request: TeamRequest, data_request_id: UUID) -> HttpResponse:
    """Read what they say, look at their answers, and tell them that a person has."""
    asked = requests.get_for(request.member, data_request_id)
    if asked.kind != DataRequest.Kind.OBJECT or asked.about_id is None:
        raise NotFound
    about_id, unsent = asked.about_id, ""
    form = LookedForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            settling.finish(asked, reason=form.cleaned_data["reason"], by=request.member)
        except Changed as conflict:
            asked, unsent = conflict.now, form.cleaned_data["reason"]
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        else:
            notes.success(request, _("The candidate is told that a person has looked."))
            return redirect("help-queue")
    related = Application.objects.filter(id=about_id).select_related("candidate", "interviewer").first()
    hidden = related is not None and is_hidden(request.member, related)
    if related is not None and hidden:
        mask = mask_of_people([related.candidate])
        asked.words, asked.reason = mask.text(asked.words), mask.text(asked.reason)  # shown, never saved
    given = {
        "objection": _objection(asked, related, {about_id} if hidden else set()),
        "hidden": hidden,
        "here": request.path,
        "form": form,
        "waits": asked.ended_at is None,
        "unsent": unsent,
    }
    return page(
        request, "candidates/help/objection.html", given, status=422 if form.errors or unsent else 200
    )


def asked_of(application: Application) -> list[tuple[str, str]]:
    """What stands beside a scorecard, never in it: that they asked for a person, and that they object.

    Words and where they lead, in one statement.
    """
    mine = HelpRequest.objects.filter(application=OuterRef("id"))
    objecting = DataRequest.objects.filter(
        about_id=OuterRef("id"), kind=DataRequest.Kind.OBJECT, ended_at=None
    )
    n, newest, objection = (
        Application.objects.filter(id=application.id)
        .annotate(
            times=Count("help_requests"),
            newest=Subquery(mine.order_by("-created_at").values("id")[:1]),
            objection=Subquery(objecting.values("id")[:1]),
        )
        .values_list("times", "newest", "objection")
        .get()
    )
    lines = []
    if newest:
        words = ngettext("Asked for a person", "Asked for a person %(n)s times", n) % {"n": n}
        lines.append((words, reverse("help-request", args=[newest])))
    if objection:
        words = _("Objects to being assessed by software: read the answers yourself before you decide")
        lines.append((words, reverse("objection", args=[objection])))
    return lines
