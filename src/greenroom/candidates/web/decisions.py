"""Shortlisting and dismissing, one or many."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.rules.roles import Permission
from greenroom.candidates.actions import applications as deciding
from greenroom.candidates.models import Application
from greenroom.candidates.queries import applications
from greenroom.core.errors import NotFound, Refused
from greenroom.interviewers.queries import interviewers

DECISIONS = {
    "shortlist": deciding.shortlist,
    "dismiss": deciding.dismiss,
    "undo": deciding.undecide,
}


@team(Permission.DECIDE)
@require_POST
def decide(request: TeamRequest, slug: str, application_id: UUID) -> HttpResponse:
    """One candidate."""
    application = applications.get_for(request.member, application_id)
    if application.interviewer.slug != slug or request.POST.get("decision") not in DECISIONS:
        raise NotFound
    try:
        application = DECISIONS[request.POST["decision"]](application, by=request.member)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _said(application.candidate.name, request.POST["decision"]))
    return redirect(_back(request, slug))


@team(Permission.DECIDE)
@require_POST
def decide_many(request: TeamRequest, slug: str) -> HttpResponse:
    """Those that were ticked. Who cannot be moved is named; the others are."""
    interviewer = interviewers.get_for(request.member, slug)
    decision = DECISIONS.get(request.POST.get("decision", ""))
    if decision is None:
        raise NotFound
    chosen = [value for value in request.POST.getlist("application") if _is_id(value)][:1000]
    rows = Application.objects.filter(interviewer=interviewer, id__in=chosen).select_related("candidate")
    moved, refused = 0, []
    for row in rows:
        try:
            decision(row, by=request.member)
            moved += 1
        except Refused:
            refused.append(row.candidate.name)
    if moved:
        messages.success(
            request, ngettext("%(n)s candidate moved.", "%(n)s candidates moved.", moved) % {"n": moved}
        )
    if refused:
        messages.warning(request, _("Not moved: %(names)s.") % {"names": ", ".join(refused[:20])})
    return redirect(_back(request, slug))


def _is_id(value: str) -> bool:
    try:
        UUID(value)
    except ValueError:
        return False
    return True


def _said(name: str, decision: str) -> str:
    words = {
        "shortlist": _("%(name)s is on the shortlist."),
        "dismiss": _("%(name)s is dismissed."),
        "undo": _("The decision on %(name)s is taken back."),
    }
    return words[decision] % {"name": name}


def _back(request: TeamRequest, slug: str) -> str:
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}):
        return wanted
    return reverse("candidates", args=[slug])
