"""The languages interviews are held in, and their voices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms.boundfield import BoundField
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.rules.roles import Permission
from greenroom.core.errors import Changed, Refused
from greenroom.guidance.actions import languages as actions
from greenroom.guidance.queries import languages
from greenroom.guidance.rules.languages import LANGUAGES, SAMPLES, Spoken
from greenroom.guidance.web.forms import LanguagesForm, with_seen
from greenroom.guidance.web.frame import page


@dataclass(frozen=True)
class Row:
    """A language on the page."""

    code: str
    on: BoundField
    voice: BoundField
    sample: str


@team(Permission.SEE)
@require_GET
def show(request: TeamRequest) -> HttpResponse:
    spoken = languages.of(request.member.workspace_id)
    return _page(request, LanguagesForm(spoken, seen=actions.seen_of(spoken)))


@team(Permission.MANAGE_WORKSPACE)
@require_POST
def save(request: TeamRequest) -> HttpResponse:
    form, theirs = LanguagesForm(languages.of(request.member.workspace_id), request.POST), []
    if form.is_valid():
        try:
            actions.save(chosen=form.chosen(), seen=form.cleaned_data["seen"], by=request.member)
        except Changed as conflict:
            theirs = _theirs(form.chosen(), conflict.now)
            form = LanguagesForm(conflict.now, with_seen(request.POST, actions.seen_of(conflict.now)))
            form.add_error(None, conflict.message)
        except Refused as problem:
            form.refuse(problem)
    if form.errors:
        return _page(request, form, theirs=theirs, status=422)
    messages.success(request, _("Saved"))
    return redirect("spoken-languages")


def _theirs(mine: dict[str, Spoken], now: dict[str, Spoken]) -> list[tuple[Any, str]]:
    """What somebody else has set, where it differs from what was chosen."""
    return [
        (
            LANGUAGES[code],
            " · ".join(filter(None, [_("on") if spoken.is_enabled else _("off"), spoken.voice])),
        )
        for code, spoken in now.items()
        if mine[code] != spoken
    ]


def _page(
    request: TeamRequest, form: LanguagesForm, *, theirs: Sequence[tuple[Any, str]] = (), status: int = 200
) -> HttpResponse:
    rows = [Row(code, form[f"on_{code}"], form[f"voice_{code}"], SAMPLES[code]) for code in LANGUAGES]
    return page(request, "languages", {"form": form, "rows": rows, "theirs": theirs}, status=status)
