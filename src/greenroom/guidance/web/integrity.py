"""How strictly integrity signals are looked for."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.rules.roles import Permission
from greenroom.core.errors import Refused
from greenroom.guidance.actions import integrity as actions
from greenroom.guidance.queries import integrity
from greenroom.guidance.rules.integrity import TYPES
from greenroom.guidance.web.forms import IntegrityForm, refuse
from greenroom.guidance.web.frame import page

TICKS = {"all": list(TYPES), "none": []}


@team(Permission.SEE)
@require_GET
def show(request: TeamRequest) -> HttpResponse:
    return _page(request, IntegrityForm(integrity.of(request.member.workspace_id)))


@team(Permission.MANAGE_WORKSPACE)
@require_POST
def save(request: TeamRequest) -> HttpResponse:
    """Saves; or, where the script has not, ticks all signals or none and shows the page again."""
    defaults = integrity.of(request.member.workspace_id)
    ticks = TICKS.get(request.POST.get("tick", ""))
    if ticks is not None:
        defaults.is_enabled, defaults.types = "is_enabled" in request.POST, ticks
        typed = request.POST.get("threshold", "")
        return _page(request, IntegrityForm(defaults), threshold=typed)
    form = IntegrityForm(defaults, request.POST)
    if form.is_valid():
        try:
            actions.save(**form.cleaned_data, by=request.member)
        except Refused as problem:
            refuse(form, problem)
    if form.errors:
        return _page(request, form, status=422)
    messages.success(request, _("Saved"))
    return redirect("integrity")


def _page(
    request: TeamRequest, form: IntegrityForm, threshold: str = "", *, status: int = 200
) -> HttpResponse:
    if threshold:
        form.initial["threshold"] = threshold
    ticked = set(form["types"].value() or [])
    signals = [(name, label, what, name in ticked) for name, (label, what) in TYPES.items()]
    return page(request, "integrity", {"form": form, "signals": signals}, status=status)
