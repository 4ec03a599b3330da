"""What the pages of branding have around them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from greenroom.accounts.access import TeamRequest
from greenroom.accounts.permissions import may
from greenroom.accounts.rules.roles import Permission
from greenroom.outreach.web import frame


@dataclass(frozen=True)
class View:
    label: str
    url: str
    current: bool


def page(
    request: TeamRequest, template: str, given: dict[str, Any], *, view: str, status: int = 200
) -> HttpResponse:
    """A page of the section; view: "branding" or "branding-groups"."""
    views = (("branding", _("Templates")), ("branding-groups", _("Groups")))
    context = {
        "views": [View(label, reverse(name), name == view) for name, label in views],
        "may_manage": may(request.member, Permission.MANAGE_WORKSPACE),
        "may_delete": may(request.member, Permission.DELETE),
        **given,
    }
    return frame.page(request, f"branding/{template}.html", context, status=status)
