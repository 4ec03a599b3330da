"""How strictly integrity signals are looked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.rules.roles import Permission
from greenroom.core.errors import Changed, Refused
from greenroom.guidance.actions import integrity as actions
from greenroom.guidance.models import IntegrityDefaults
from greenroom.guidance.queries import integrity
from greenroom.guidance.rules.integrity import TYPES
from greenroom.guidance.web.forms import IntegrityForm, refuse, with_seen
from greenroom.guidance.web.frame import differences, page

TICKS = {"all": list(TYPES), "none": []}


@team(Permission.SEE)
@require_GET
def show(request: TeamRequest) -> HttpResponse:
    return _page(request, _form(integrity.of(request.member.workspace_id)))


@team(Permission.MANAGE_WORKSPACE)
@require_POST
def save(request: TeamRequest) -> HttpResponse:
    """Saves; or, where the script has not, ticks all signals or none and shows the page again."""
    defaults = integrity.of(request.member.workspace_id)
    ticks = TICKS.get(request.POST.get("tick", ""))
    if ticks is not None:
        defaults.is_enabled, defaults.types = "is_enabled" in request.POST, ticks
        typed = request.POST.get("threshold", "")
        form = _form(defaults)
        form.initial["seen"] = request.POST.get("seen", "")
        return _page(request, form, threshold=typed)
    form, theirs = IntegrityForm(defaults, request.POST), []
    if form.is_valid():
        try:
            actions.save(**form.cleaned_data, by=request.member)
        except Changed as conflict:
            theirs = _theirs(form, conflict.now)
            form = IntegrityForm(conflict.now, with_seen(request.POST, actions.seen_of(conflict.now)))
            form.add_error(None, conflict.message)
        except Refused as problem:
            refuse(form, problem)
    if form.errors:
        return _page(request, form, theirs=theirs, status=422)
    messages.success(request, _("Saved"))
    return redirect("integrity")


def _form(defaults: IntegrityDefaults) -> IntegrityForm:
    return IntegrityForm(defaults, seen=actions.seen_of(defaults))


def _theirs(form: IntegrityForm, now: IntegrityDefaults) -> list[tuple[Any, Any]]:
    """What somebody else has set, where it differs from what was typed."""
    said = {"is_enabled": now.is_enabled, "threshold": now.threshold}
    found = differences(form, said, words={"is_enabled": {True: _("on"), False: _("off")}})
    if set(form.cleaned_data["types"]) != set(now.types):
        names = ", ".join(str(TYPES[name][0]) for name in now.types)
        found.append((form.fields["types"].label, names or "–"))
    return found


def _page(
    request: TeamRequest,
    form: IntegrityForm,
    threshold: str = "",
    *,
    theirs: Sequence[tuple[Any, Any]] = (),
    status: int = 200,
) -> HttpResponse:
    if threshold:
        form.initial["threshold"] = threshold
    ticked = set(form["types"].value() or [])
    signals = [(name, label, what, name in ticked) for name, (label, what) in TYPES.items()]
    return page(request, "integrity", {"form": form, "signals": signals, "theirs": theirs}, status=status)
