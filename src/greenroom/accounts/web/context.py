"""What the frame around every page needs."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from greenroom.accounts.permissions import may
from greenroom.accounts.rules.roles import Permission

NAVIGATION = (
    ("interviewers", _("Interviewers"), "users", Permission.SEE),
    ("outbox", _("Outreach"), "send", Permission.MANAGE_WORKSPACE),
    ("settings", _("Settings"), "sliders", Permission.MANAGE_WORKSPACE),
)


def shell(request: HttpRequest) -> dict[str, Any]:
    """Workspace, member and navigation; nothing for a stranger."""
    member = getattr(request, "member", None)
    if member is None:
        return {}
    return {
        "member": member,
        "member_name": str(member),
        "workspace_name": member.workspace.name,
        "nav": [
            {
                "label": label,
                "icon": icon,
                "url": reverse(route),
                "current": request.path.startswith(reverse(route)),
            }
            for route, label, icon, permission in NAVIGATION
            if may(member, permission)
        ],
    }
