"""Buttons that open, close and plan an interviewer, and its settings page."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.rules.roles import Permission
from greenroom.core.errors import Refused
from greenroom.interviewers.actions import drafting
from greenroom.interviewers.actions import lifecycle as actions
from greenroom.interviewers.models import Interviewer
from greenroom.interviewers.queries import interviewers
from greenroom.interviewers.web.listing import came_from


@team(Permission.SEE)
def front(request: TeamRequest, slug: str) -> HttpResponse:
    """The interviewer's own address leads to what there is to do with it."""
    interviewer = interviewers.get_for(request.member, slug)
    page = "plan" if interviewer.status == Interviewer.Status.DRAFT else "candidates"
    return redirect(f"{request.path}{page}/")


@team(Permission.EDIT_INTERVIEWERS)
@require_POST
def activate(request: TeamRequest, slug: str) -> HttpResponse:
    interviewer = interviewers.get_for(request.member, slug)
    try:
        actions.activate(interviewer, by=request.member)
    except Refused as problem:
        messages.error(request, problem.message)
        return redirect("interviewer-plan", slug=slug)
    return redirect("interviewer-share", slug=slug)


@team(Permission.EDIT_INTERVIEWERS)
@require_POST
def archive(request: TeamRequest, slug: str) -> HttpResponse:
    interviewer = actions.archive(interviewers.get_for(request.member, slug), by=request.member)
    messages.success(
        request, _("“%(title)s” is archived. Its link is closed.") % {"title": interviewer.title}
    )
    return redirect(came_from(request, reverse("interviewers")))


@team(Permission.EDIT_INTERVIEWERS)
@require_POST
def unarchive(request: TeamRequest, slug: str) -> HttpResponse:
    interviewer = actions.unarchive(interviewers.get_for(request.member, slug), by=request.member)
    state = {
        Interviewer.Status.ACTIVE: _("“%(title)s” is active again."),
        Interviewer.Status.EXPIRED: _(
            "“%(title)s” is back. Its deadline has passed: choose a new one to open it."
        ),
        Interviewer.Status.DRAFT: _("“%(title)s” is a draft again."),
    }[Interviewer.Status(interviewer.status)]
    messages.success(request, state % {"title": interviewer.title})
    return redirect(came_from(request, reverse("interviewers")))


@team(Permission.EDIT_INTERVIEWERS)
@require_POST
def duplicate(request: TeamRequest, slug: str) -> HttpResponse:
    """A copy, open at its settings."""
    copy = drafting.duplicate(interviewers.get_for(request.member, slug), by=request.member)
    messages.success(request, _("This is the copy. It is a draft until you activate it."))
    return redirect("interviewer-settings", slug=copy.slug)


@team(Permission.EDIT_INTERVIEWERS)
@require_POST
def plan_again(request: TeamRequest, slug: str) -> HttpResponse:
    interviewer = interviewers.get_for(request.member, slug)
    try:
        drafting.ask_for_plan(interviewer, by=request.member)
    except Refused as problem:
        messages.error(request, problem.message)
    return redirect("interviewer-plan", slug=slug)
