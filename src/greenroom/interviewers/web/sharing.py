"""The link candidates follow, as text, as a QR code and on a poster."""

from __future__ import annotations

import io

import segno
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.rules.roles import Permission
from greenroom.core import clock
from greenroom.interviewers.models import Interviewer
from greenroom.interviewers.queries import interviewers
from greenroom.interviewers.rules.facts import LANGUAGES
from greenroom.interviewers.rules.lifecycle import door
from greenroom.interviewers.web.header import header_for


def link_to(interviewer: Interviewer, workspace_slug: str) -> str:
    """The address a candidate starts at."""
    return f"{settings.PUBLIC_URL}/apply/{workspace_slug}/{interviewer.slug}/"


@team(Permission.SEE)
def show(request: TeamRequest, slug: str) -> HttpResponse:
    interviewer = interviewers.get_for(request.member, slug)
    context = {
        **header_for(request, interviewer, "share"),
        "interviewer": interviewer,
        "link": link_to(interviewer, request.member.workspace.slug),
        "language": LANGUAGES.get(interviewer.language, interviewer.language),
        "door": door(status=interviewer.status, deadline=interviewer.deadline, now=clock.now()).value,
    }
    return render(request, "interviewers/share.html", context)


@team(Permission.SEE)
def poster(request: TeamRequest, slug: str) -> HttpResponse:
    interviewer = interviewers.get_for(request.member, slug)
    context = {"interviewer": interviewer, "link": link_to(interviewer, request.member.workspace.slug)}
    return render(request, "interviewers/poster.html", context)


@team(Permission.SEE)
def qr(request: TeamRequest, slug: str) -> HttpResponse:
    """The link as a QR code that survives a quarter of it being damaged: black on white in either theme."""
    interviewer = interviewers.get_for(request.member, slug)
    drawing = io.BytesIO()
    code = segno.make_qr(link_to(interviewer, request.member.workspace.slug), error="q")
    code.save(drawing, kind="svg", border=4, light="#fff", dark="#000", svgclass=None, lineclass=None)
    response = HttpResponse(drawing.getvalue(), content_type="image/svg+xml")
    response.headers["Cache-Control"] = "private, max-age=3600"
    if "download" in request.GET:
        response.headers["Content-Disposition"] = f'attachment; filename="{interviewer.slug}.svg"'
    return response
