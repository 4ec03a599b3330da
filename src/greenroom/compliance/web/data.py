"""What is held of candidates and how long, for everybody on the team."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.permissions import may
from greenroom.accounts.rules.roles import Permission
from greenroom.accounts.web.tabs import Tab, tabs
from greenroom.compliance import registry
from greenroom.compliance.queries import lapsed

SECTIONS = (
    ("data", _("What is held"), Permission.SEE),
    ("labels", _("Resource Labels"), Permission.SEE),
    ("data-requests", _("Requests"), Permission.MANAGE_WORKSPACE),
)


def sections(request: TeamRequest) -> list[Tab]:
    """The views of this room that this member may see."""
    return tabs(
        request, tuple((name, label) for name, label, needed in SECTIONS if may(request.member, needed))
    )


@team(Permission.SEE)
@require_GET
def show(request: TeamRequest) -> HttpResponse:
    workspace = request.member.workspace
    coming, may_manage = lapsed.coming(workspace), may(request.member, Permission.MANAGE_WORKSPACE)
    given = {
        "sections": sections(request),
        "held": [holding.label for holding in registry.shown()],
        "keep_days": workspace.keep_days,
        "coming": coming,
        "first": date_format(coming.first, "DATE_FORMAT") if coming.first else "",
        "may_manage": may_manage,
        "last_run": lapsed.last_run(workspace.id) if may_manage else None,
    }
    return render(request, "compliance/data.html", given)
