"""The views of settings, and of one's own account."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SETTINGS: tuple[tuple[str, Promise], ...] = (
    ("settings", _("Members")),
    ("workspace-settings", _("Workspace")),
    ("engines", _("AI engines")),
    ("billing", _("Billing")),
    ("capture", _("Capture")),
    ("jobs", _("Jobs")),
    ("audit", _("Audit")),
)
ACCOUNT: tuple[tuple[str, Promise], ...] = (
    ("account", _("Profile")),
    ("account_change_password", _("Password")),
    ("mfa_index", _("Two-step sign-in")),
    ("sessions", _("Sessions")),
)


@dataclass(frozen=True)
class Tab:
    """count: of what waits behind it, None where that is not counted."""

    label: Promise
    url: str
    current: bool
    count: int | None = None


def tabs(request: HttpRequest, routes: tuple[tuple[str, Promise], ...]) -> list[Tab]:
    """The routes that exist; the one whose address the page's begins with, the longest such, is current."""
    found = [(label, url) for name, label in routes if (url := _address(name))]
    inside = [url for _label, url in found if request.path.startswith(url)]
    current = max(inside, key=len, default="")
    return [Tab(label, url, url == current) for label, url in found]


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
