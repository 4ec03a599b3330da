"""A member's word on statements of a candidate that do not line up."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_POST

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.rules.roles import Permission
from greenroom.candidates.web.reading import application_at, back
from greenroom.core.errors import Refused
from greenroom.evaluation.actions import claims


@team(Permission.DECIDE)
@require_POST
def say(request: TeamRequest, slug: str, application_id: UUID, claim_id: UUID) -> HttpResponse:
    """To be asked about, explained, or no gap; an empty word takes back what was said."""
    application = application_at(request, slug, application_id)
    try:
        claims.say(application, claim_id, word=request.POST.get("word", ""), by=request.member)
    except Refused as refused:
        messages.error(request, refused.message)
    return back(request, f"/interviewers/{slug}/candidates/{application_id}/", f"claim-{claim_id}")
