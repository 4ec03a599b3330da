"""What every page under "Outreach" has around it: the sections a member may see."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.permissions import may
from greenroom.accounts.rules.roles import Permission
from greenroom.accounts.web.tabs import Tab, tabs

SECTIONS = (
    ("help-queue", _("Requests"), Permission.SEE),
    ("message-templates", _("Messages"), Permission.SEE),
    ("policies", _("Policies"), Permission.SEE),
    ("branding", _("Branding"), Permission.SEE),
    ("phone", _("Phone"), Permission.EDIT_INTERVIEWERS),
    ("outbox", _("Outbox"), Permission.MANAGE_WORKSPACE),
)


@team(Permission.SEE)
@require_GET
def front(request: TeamRequest) -> HttpResponse:
    """The entry of the menu leads to the first section this member may see."""
    return redirect(sections(request)[0].url)


def sections(request: TeamRequest) -> list[Tab]:
    """What this member may see, in order."""
    return tabs(
        request, tuple((name, label) for name, label, needed in SECTIONS if may(request.member, needed))
    )


def page(request: TeamRequest, template: str, given: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """A page of one of the sections; template: its whole name."""
    return render(request, template, {"sections": sections(request), **given}, status=status)
