"""Buttons that open, close and plan an interviewer, and its settings page."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.rules.roles import Permission
from greenroom.candidates.queries import counts
from greenroom.core.errors import Refused
from greenroom.interviewers.actions import drafting
from greenroom.interviewers.actions import interviewers as editing
from greenroom.interviewers.actions import lifecycle as actions
from greenroom.interviewers.models import Interviewer
from greenroom.interviewers.queries import interviewers
from greenroom.interviewers.web.forms import Deletion, Facts, refuse
from greenroom.interviewers.web.header import header_for
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
def plan_again(request: TeamRequest, slug: str) -> HttpResponse:
    interviewer = interviewers.get_for(request.member, slug)
    try:
        drafting.ask_for_plan(interviewer, by=request.member)
    except Refused as problem:
        messages.error(request, problem.message)
    return redirect("interviewer-plan", slug=slug)


@team(Permission.EDIT_INTERVIEWERS)
def settings_page(request: TeamRequest, slug: str) -> HttpResponse:
    interviewer = interviewers.get_for(request.member, slug)
    if request.method != "POST":
        return _settings(request, interviewer, Facts(interviewer))
    form, theirs = Facts(interviewer, request.POST), []
    if form.is_valid():
        try:
            editing.edit(interviewer, by=request.member, seen=form.cleaned_data["seen"], **form.changes)
        except editing.Changed as conflict:
            theirs = _differences(form, conflict.now)
            form = Facts(conflict.now, {**request.POST.dict(), "seen": conflict.now.revision})
            form.add_error(None, conflict.message)
        except Refused as problem:
            refuse(form, problem)
    if form.errors:
        return _settings(request, interviewer, form, theirs=theirs, status=422)
    messages.success(request, _("Saved"))
    return redirect("interviewer-settings", slug=slug)


def _differences(form: Facts, now: Interviewer) -> list[tuple[str, str]]:
    """Label and present value of each field in which what was typed is not what there is now."""
    current = Facts(now)
    return [
        (str(form.fields[name].label), str(current.initial[name] or "–"))
        for name in current.initial
        if name != "seen" and form.cleaned_data.get(name) != current.initial[name]
    ]


def _settings(
    request: TeamRequest, interviewer: Interviewer, form: Facts, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {
        **header_for(request, interviewer, "settings"),
        "interviewer": interviewer,
        "form": form,
        "deletion": Deletion(),
        "in_use": counts.has_any(interviewer),
        **more,
    }
    return render(request, "interviewers/settings.html", context, status=status)


@team(Permission.DELETE)
@require_POST
def delete(request: TeamRequest, slug: str) -> HttpResponse:
    interviewer = interviewers.get_for(request.member, slug)
    form = Deletion(request.POST)
    form.full_clean()
    try:
        actions.delete(interviewer, name=form.cleaned_data["name"], in_use=counts.has_any, by=request.member)
    except Refused as problem:
        refuse(form, problem)
        return _settings(request, interviewer, Facts(interviewer), deletion=form, status=422)
    messages.success(request, _("“%(title)s” is deleted.") % {"title": interviewer.title})
    return redirect("interviewers")
