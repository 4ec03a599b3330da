"""Trying an interviewer on played candidates."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.permissions import may
from greenroom.accounts.rules.roles import Permission
from greenroom.core.errors import Refused
from greenroom.interviewers.queries import interviewers
from greenroom.interviewers.web.header import header_for
from greenroom.rehearsal.actions import rehearsals
from greenroom.rehearsal.models import Rehearsal
from greenroom.rehearsal.queries.rehearsals import last_of

LEVELS = {"weak": _("Weak"), "typical": _("Typical"), "strong": _("Strong")}


@team(Permission.EDIT_INTERVIEWERS)
@require_POST
def play(request: TeamRequest, slug: str) -> HttpResponse:
    """Start a rehearsal."""
    try:
        rehearsals.ask(interviewers.get_for(request.member, slug), by=request.member)
    except Refused as problem:
        messages.error(request, problem.message)
    return redirect("interviewer-rehearsal", slug=slug)


@team(Permission.SEE)
def show(request: TeamRequest, slug: str) -> HttpResponse:
    """What the last rehearsal showed, and the button that starts another."""
    interviewer = interviewers.get_for(request.member, slug)
    shown = last_of(interviewer)
    waiting = shown is not None and shown.row.status == Rehearsal.Status.WAITING
    if request.headers.get("HX-Target") == "rehearsal" and waiting:
        return HttpResponse(status=204)
    context = {
        **header_for(request, interviewer, "questions"),
        "interviewer": interviewer,
        "shown": shown,
        "waiting": waiting,
        "failed": shown is not None and shown.row.status == Rehearsal.Status.FAILED,
        "levels": [LEVELS[name] for name in shown.levels] if shown else [],
        "may_edit": may(request.member, Permission.EDIT_INTERVIEWERS),
    }
    fragment = request.headers.get("HX-Target") == "rehearsal"
    template = "rehearsal/_result.html" if fragment else "rehearsal/page.html"
    return render(request, template, context)
