"""Taking back the link of one person."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.rules.roles import Permission
from greenroom.candidates.actions.withdrawing import withdraw_link
from greenroom.candidates.queries import applications
from greenroom.candidates.web.reading import name_for
from greenroom.core.errors import NotFound, Refused


@team(Permission.EDIT_INTERVIEWERS)
def withdraw(request: TeamRequest, slug: str, application_id: UUID) -> HttpResponse:
    """What will happen, and the button that does it."""
    application = applications.get_for(request.member, application_id)
    if application.interviewer.slug != slug:
        raise NotFound
    problem, called = "", name_for(request, application)
    if request.method == "POST":
        try:
            withdraw_link(application, by=request.member)
        except Refused as refused:
            problem = refused.message
        else:
            words = _("The link of %(name)s leads nowhere any more.") % {"name": called}
            messages.success(request, words)
            return redirect("candidate", slug=slug, application_id=application.id)
    context = {
        "application": application,
        "called": called,
        "interviewer": application.interviewer,
        "problem": problem,
    }
    return render(request, "candidates/review/withdraw.html", context, status=422 if problem else 200)
