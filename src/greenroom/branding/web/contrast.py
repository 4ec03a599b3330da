"""Whether words can be read in the colours that are being chosen, as they are chosen."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.rules import contrast
from greenroom.accounts.rules.roles import Permission
from greenroom.branding.rules import colours


@dataclass(frozen=True)
class Check:
    """One pair. ratio: to 1, as shown. field, nearest: what to put instead, "" where it passes.

    ink, ground: the two colours themselves, for the little picture.
    """

    label: str
    ratio: str
    passes: bool
    ink: str
    ground: str
    field: str = ""
    nearest: str = ""


@team(Permission.SEE)
@require_GET
def check(request: TeamRequest) -> HttpResponse:
    """The pairs of two colours as a fragment."""
    given = {
        "checks": checks(
            request.GET.get("primary_color", ""),
            request.GET.get("background_color", ""),
            accent=request.member.workspace.accent,
        )
    }
    return render(request, "branding/_checks.html", given)


def checks(primary: str, ground: str, *, accent: str) -> list[Check]:
    """Everything that is written in or on these colours, in both themes; nothing while one of them is half typed."""
    primary, ground = primary.strip().lower() or accent, ground.strip().lower() or colours.PLAIN
    if not (contrast.is_colour(primary) and contrast.is_colour(ground)):
        return []
    readable = colours.readable(primary, colours.carrying(ground))
    dark = colours.for_dark(readable)
    mine = ("primary_color", readable if readable != primary else "")
    theirs = ("background_color", colours.carrying(ground) if not colours.carries_words(ground) else "")
    return [
        _pair(_("Button, light"), colours.PLAIN, primary, mine),
        _pair(_("Link, light"), primary, ground, mine),
        _pair(_("Small words, light"), colours.FAINT_INK, ground, theirs),
        _pair(_("Button, dark"), colours.DARK_INK, dark),
        _pair(_("Link, dark"), dark, colours.DARK_GROUND),
    ]


def _pair(label: str, ink: str, ground: str, instead: tuple[str, str] = ("", "")) -> Check:
    ratio = colours.between(ink, ground)
    passes = ratio >= contrast.LEAST
    shown = f"{max(1.0, ratio - 0.05):.1f}" if not passes else f"{ratio:.1f}"
    field, nearest = instead if not passes else ("", "")
    return Check(label, shown, passes, ink, ground, field, nearest)
