"""Into one's own interviewer, as a candidate."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.rules.roles import Permission
from greenroom.candidates.actions.testing import begin_test
from greenroom.candidates.queries.applications import REMEMBERED
from greenroom.core.errors import Refused
from greenroom.interviewers.queries import interviewers


@team(Permission.EDIT_INTERVIEWERS)
@require_POST
def begin(request: TeamRequest, slug: str) -> HttpResponse:
    """A new test, in which this browser is the candidate from now on; the member stays signed in."""
    interviewer = interviewers.get_brief_for(request.member, slug)
    try:
        application = begin_test(interviewer, by=request.member)
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("interviewer", slug=slug)
    remembered = request.session.get(REMEMBERED, {})
    request.session[REMEMBERED] = {**remembered, str(interviewer.id): str(application.id)}
    return redirect("candidate-journey", request.member.workspace.slug, slug)
