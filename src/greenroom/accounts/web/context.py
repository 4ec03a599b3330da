"""What the frame around every page needs."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from greenroom.accounts.models import Member
from greenroom.accounts.permissions import may
from greenroom.accounts.rules.roles import Permission
from greenroom.accounts.web.tabs import ACCOUNT, SETTINGS, tabs

NAVIGATION = (
    ("interviewers", _("Interviewers"), "users", Permission.SEE),
    ("ai", _("AI"), "ai", Permission.SEE),
    ("outreach", _("Outreach"), "send", Permission.SEE),
    ("data", _("Data"), "data", Permission.SEE),
    ("settings", _("Settings"), "sliders", Permission.MANAGE_WORKSPACE),
)


def shell(request: HttpRequest) -> dict[str, Any]:
    """Workspace, member and navigation for a member; for anybody else what the small pages need."""
    given: dict[str, Any] = {"account_tabs": partial(tabs, request, ACCOUNT)}
    member: Member | None = getattr(request, "member", None)
    if member is None:
        return given | {"account_layout": "ui/signin.html"}
    return given | {
        "account_layout": "ui/app.html",
        "settings_tabs": partial(tabs, request, SETTINGS),
        "member": member,
        "member_name": str(member),
        "workspace_name": member.workspace.name,
        "brand_css_url": reverse("brand", args=[member.workspace.accent[1:]]),
        "nav": [item for route in NAVIGATION if (item := _item(request, member, *route))],
        "account_links": [
            {"label": _("Your account"), "icon": "person", "url": reverse("account")},
            {"label": _("Switch workspace"), "icon": "repeat", "url": reverse("workspaces")},
            {"label": _("Sign out"), "icon": "out", "url": reverse("account_logout"), "post": True},
        ],
    }


def _item(
    request: HttpRequest, member: Member, route: str, label: Any, icon: str, permission: Permission
) -> dict[str, Any] | None:
    if not may(member, permission):
        return None
    try:
        url = reverse(route)
    except NoReverseMatch:
        return None
    return {"label": label, "icon": icon, "url": url, "current": request.path.startswith(url)}
