"""What every page under "Outreach" has around it: the sections a member may see."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.permissions import may
from greenroom.accounts.rules.roles import Permission
from greenroom.accounts.web.tabs import Tab, tabs
from greenroom.candidates.queries import help as help_requests

QUEUE = "help-queue"
SECTIONS = (
    (QUEUE, _("Requests"), Permission.SEE),
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
    """What this member may see, in order, with how many wait for a person."""
    found = tabs(
        request, tuple((name, label) for name, label, needed in SECTIONS if may(request.member, needed))
    )
    return [_counted(request, tab) if tab.url == reverse(QUEUE) else tab for tab in found]


def _counted(request: TeamRequest, tab: Tab) -> Tab:
    return replace(tab, count=help_requests.waiting_count(request.member) or None)


def page(request: TeamRequest, template: str, given: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """A page of one of the sections; template: its whole name."""
    return render(request, template, {"sections": sections(request), **given}, status=status)
