"""A candidate's visits, and their screen played back."""

from __future__ import annotations

import json
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.permissions import may
from greenroom.accounts.rules.roles import Permission
from greenroom.candidates.models import Application
from greenroom.candidates.queries import applications
from greenroom.core import clock
from greenroom.core.errors import NotFound
from greenroom.diagnostics.models import ScreenPart
from greenroom.diagnostics.queries import policies, visits
from greenroom.diagnostics.web.words import visit_view
from greenroom.evaluation.queries.reading import alias, is_hidden
from greenroom.interviewers.models import Stage
from greenroom.media.actions.files import open_stored
from greenroom.stages import registry


@team(Permission.SEE)
@require_GET
def show(request: TeamRequest, slug: str, application_id: UUID) -> HttpResponse:
    """Every visit with what happened in it, the newest first."""
    application = _application(request, slug, application_id)
    stages = Stage.objects.filter(interviewer_id=application.interviewer_id).values_list("id", "kind")
    names = {stage_id: str(registry.get(kind).label) for stage_id, kind in stages}
    now, hidden = clock.now(), is_hidden(request.member, application)
    if hidden:
        application.candidate.name = alias(application)  # shown, never saved
    context = {
        "application": application,
        "candidate": application.candidate,
        "interviewer": application.interviewer,
        "visits": [
            visit_view(told, names, now, hides_place=hidden) for told in visits.of_application(application)
        ],
        "most": visits.MOST_SHOWN,
        "may_watch": not hidden and may(request.member, Permission.DECIDE),
        "may_switch": may(request.member, Permission.MANAGE_WORKSPACE),
        "is_on": policies.records_visits(application.workspace_id),
    }
    return render(request, "diagnostics/visits.html", context)


@team(Permission.DECIDE)
@require_GET
def replay(request: TeamRequest, slug: str, application_id: UUID, visit_id: UUID) -> HttpResponse:
    """The screen of one visit, played back in a frame in which nothing runs."""
    application = _application(request, slug, application_id)
    visit = visits.get_for(request.member, application, visit_id)
    if is_hidden(request.member, application):
        messages.warning(request, _("The screen can say who this is. Show the candidate first."))
        return redirect("candidate", slug=slug, application_id=application_id)
    parts = [
        (part.page_key, reverse("visit-screen", args=[slug, application_id, visit_id, part.id]))
        for part in visits.parts_of(visit)
    ]
    context = {
        "application": application,
        "candidate": application.candidate,
        "interviewer": application.interviewer,
        "visit": visit,
        "browser": " · ".join(filter(None, [visit.browser, visit.system])),
        "parts": json.dumps(parts) if parts else "",
    }
    return render(request, "diagnostics/replay.html", context)


@team(Permission.DECIDE)
@require_GET
def screen(
    request: TeamRequest, slug: str, application_id: UUID, visit_id: UUID, part_id: UUID
) -> HttpResponse:
    """A part of the recording, gzipped as it is kept. Not found for who reads blind."""
    application = _application(request, slug, application_id)
    visit = visits.get_for(request.member, application, visit_id)
    part = ScreenPart.objects.filter(visit=visit, id=part_id).select_related("file").first()
    if part is None or is_hidden(request.member, application):
        raise NotFound
    with open_stored(part.file) as packed:
        response = HttpResponse(packed.read(), content_type="application/json")
    response.headers["Content-Encoding"] = "gzip"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _application(request: TeamRequest, slug: str, application_id: UUID) -> Application:
    application = applications.get_for(request.member, application_id)
    if application.interviewer.slug != slug:
        raise NotFound
    return application
