"""Settings: the workspace itself, its engines, and what happened in it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from greenroom.accounts.access import TeamRequest, public, team
from greenroom.accounts.actions import workspaces
from greenroom.accounts.queries import audit as happened
from greenroom.accounts.rules import contrast
from greenroom.accounts.rules.roles import Permission
from greenroom.accounts.web.forms import WorkspaceForm, say_no
from greenroom.core.errors import NotFound, Refused
from greenroom.core.http import limits
from greenroom.skills.models.contract import LanguageModel
from greenroom.skills.models.registry import NotConfigured, from_env
from greenroom.skills.registry import NAMES

SETTINGS = ("name", "about", "accent", "keep_days")
PROBES = 6  # a minute


@team(Permission.MANAGE_WORKSPACE)
@require_http_methods(["GET", "POST"])
def workspace_settings(request: TeamRequest) -> HttpResponse:
    workspace = request.member.workspace
    form = WorkspaceForm(request.POST or None, initial={name: getattr(workspace, name) for name in SETTINGS})
    if request.method == "POST" and form.is_valid():
        try:
            workspaces.change(workspace, **form.cleaned_data, by=request.member)
        except Refused as refused:
            say_no(form, refused)
        else:
            messages.success(request, _("The workspace was saved."))
            return redirect("workspace-settings")
    ratio = contrast.with_white(workspace.accent)
    given = {"form": form, "workspace": workspace, "ratio": f"{ratio:.1f}"}
    return render(request, "accounts/settings/workspace.html", given, status=422 if form.errors else 200)


@public("a colour, the same for everybody; nothing of a workspace is in it")
@require_GET
@cache_control(public=True, max_age=31536000, immutable=True)
def brand(request: HttpRequest, accent: str) -> HttpResponse:  # noqa: ARG001  (a view's signature)
    """The stylesheet of one accent colour, so that pages need no inline style."""
    colour = f"#{accent.lower()}"
    if not contrast.is_colour(colour):
        raise NotFound
    return HttpResponse(f":root {{ --accent-base: {colour}; }}\n", content_type="text/css; charset=utf-8")


@dataclass(frozen=True)
class EngineRow:
    """One skill and who serves it. waiting: a model was chosen and there is none."""

    skill: str
    label: str
    chosen: str
    waiting: bool


@dataclass(frozen=True)
class Configured:
    """What the environment says of a language model: its name, or why there is none."""

    model: LanguageModel | None
    problem: str


def _configured() -> Configured:
    try:
        return Configured(from_env(os.environ), "")
    except NotConfigured as reason:
        return Configured(None, str(reason))


@team(Permission.MANAGE_WORKSPACE)
@require_http_methods(["GET", "POST"])
def engines(request: TeamRequest) -> HttpResponse:
    workspace = request.member.workspace
    if request.method == "POST":
        chosen = {name: request.POST.get(name, "built-in") for name in NAMES}
        try:
            workspaces.choose_engines(workspace, engines=chosen, by=request.member)
        except Refused as refused:
            messages.error(request, refused.message)
        else:
            messages.success(request, _("The engines were saved."))
        return redirect("engines")
    configured = _configured()
    rows = [
        EngineRow(
            skill=name,
            label=happened.in_words(name),
            chosen=(chosen := workspace.engines.get(name, "built-in")),
            waiting=chosen == "model" and configured.model is None,
        )
        for name in NAMES
    ]
    given = {
        "rows": rows,
        "model_name": configured.model.name if configured.model else "",
        "problem": configured.problem,
        "waiting": any(row.waiting for row in rows),
    }
    return render(request, "accounts/settings/engines.html", given)


@team(Permission.MANAGE_WORKSPACE)
@require_POST
def probe_engine(request: TeamRequest) -> HttpResponse:
    """Ask the model for one word, to see that it is there."""
    configured = _configured()
    if configured.model is None:
        messages.error(request, configured.problem or _("No language model is configured."))
    elif not limits.allow("probe", str(request.member.id), times=PROBES, within=timedelta(minutes=1)):
        messages.error(request, _("That is enough for a minute. Please wait a little."))
    elif failure := configured.model.probe():
        messages.error(request, str(failure))
    else:
        messages.success(request, _("%(model)s answered.") % {"model": configured.model.name})
    return redirect("engines")


@team(Permission.MANAGE_WORKSPACE)
@require_GET
def audit(request: TeamRequest) -> HttpResponse:
    found = happened.page_for(
        request.member, after=request.GET.get("after", ""), before=request.GET.get("before", "")
    )
    return render(request, "accounts/settings/audit.html", {"page": found})
