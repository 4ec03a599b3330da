"""The languages interviews are held in, and their voices."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.forms.boundfield import BoundField
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.rules.roles import Permission
from greenroom.core.errors import Refused
from greenroom.guidance.actions import languages as actions
from greenroom.guidance.queries import languages
from greenroom.guidance.rules.languages import LANGUAGES, SAMPLES
from greenroom.guidance.web.forms import LanguagesForm
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
    return _page(request, LanguagesForm(languages.of(request.member.workspace_id)))


@team(Permission.MANAGE_WORKSPACE)
@require_POST
def save(request: TeamRequest) -> HttpResponse:
    form = LanguagesForm(languages.of(request.member.workspace_id), request.POST)
    if form.is_valid():
        try:
            actions.save(chosen=form.chosen(), by=request.member)
        except Refused as problem:
            form.refuse(problem)
    if form.errors:
        return _page(request, form, status=422)
    messages.success(request, _("Saved"))
    return redirect("spoken-languages")


def _page(request: TeamRequest, form: LanguagesForm, *, status: int = 200) -> HttpResponse:
    rows = [Row(code, form[f"on_{code}"], form[f"voice_{code}"], SAMPLES[code]) for code in LANGUAGES]
    return page(request, "languages", {"form": form, "rows": rows}, status=status)
