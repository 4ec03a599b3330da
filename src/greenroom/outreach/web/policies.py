"""Policies: what candidates are sent, how often and at what hours."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages as notes
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.permissions import may
from greenroom.accounts.rules.roles import Permission
from greenroom.core.errors import Changed, Refused
from greenroom.outreach.actions import policies as changing
from greenroom.outreach.models import Policy
from greenroom.outreach.queries import policies
from greenroom.outreach.web.forms import PolicyForm, Removal, refuse
from greenroom.outreach.web.frame import page


def _may_manage(request: TeamRequest) -> bool:
    return may(request.member, Permission.MANAGE_WORKSPACE)


@team(Permission.SEE)
@require_GET
def show(request: TeamRequest) -> HttpResponse:
    rows = [(policy, in_short(policy)) for policy in policies.all_of(request.member.workspace_id)]
    given = {"rows": rows, "ours": in_short(Policy()), "may_manage": _may_manage(request)}
    return page(request, "outreach/policies.html", given)


def in_short(policy: Policy) -> list[str]:
    """What a policy comes to, in a few sentences."""
    if not policy.sends:
        return [_("Nothing is sent but what they ask for themselves, and where they stand.")]
    said = []
    if policy.reminds and policy.most_reminders:
        times = ngettext("%(n)s reminder", "up to %(n)s reminders", policy.most_reminders)
        hours = ngettext("%(n)s hour apart", "%(n)s hours apart", policy.cooldown_hours)
        said.append(
            f"{times % {'n': policy.most_reminders}}, {hours % {'n': policy.cooldown_hours}}".capitalize()
        )
    else:
        said.append(_("No reminders"))
    if policy.quiet_from and policy.quiet_until:
        given = {"start": f"{policy.quiet_from:%H:%M}", "end": f"{policy.quiet_until:%H:%M}"}
        said.append(_("Quiet from %(start)s until %(end)s on the recipient's clock") % given)
    else:
        said.append(_("At any hour"))
    return said


@team(Permission.MANAGE_WORKSPACE)
@require_http_methods(["GET", "POST"])
def new(request: TeamRequest) -> HttpResponse:
    form = PolicyForm(Policy(), "", request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = {name: value for name, value in form.cleaned_data.items() if name != "seen"}
        try:
            made = changing.create(by=request.member, **given)
        except Refused as problem:
            refuse(form, problem)
        else:
            notes.success(request, _("“%(name)s” was saved.") % {"name": made.name})
            return redirect("policies")
    given = {"form": form, "may_manage": True}
    return page(request, "outreach/policy.html", given, status=422 if form.errors else 200)


@team(Permission.SEE)
@require_GET
def policy(request: TeamRequest, policy_id: UUID) -> HttpResponse:
    found = policies.get_for(request.member, policy_id)
    return _page(request, found, PolicyForm(found, changing.seen_of(found)))


@team(Permission.MANAGE_WORKSPACE)
@require_POST
def save(request: TeamRequest, policy_id: UUID) -> HttpResponse:
    found = policies.get_for(request.member, policy_id)
    form, theirs = PolicyForm(found, "", request.POST), []
    if form.is_valid():
        try:
            changing.change(found, by=request.member, **form.cleaned_data)
        except Changed as conflict:
            theirs = _differences(form, conflict.now)
            form = PolicyForm(found, "", {**request.POST.dict(), "seen": changing.seen_of(conflict.now)})
            form.add_error(None, conflict.message)
        except Refused as problem:
            refuse(form, problem)
        else:
            notes.success(request, _("“%(name)s” was saved.") % {"name": form.cleaned_data["name"]})
            return redirect("policies")
    return _page(request, found, form, theirs=theirs, status=422)


def _differences(form: PolicyForm, now: Policy) -> list[tuple[str, str]]:
    """Label and present value of each field in which what was typed is not what there is now."""
    return [
        (str(form.fields[name].label), str(getattr(now, name) if getattr(now, name) != "" else "–"))
        for name, typed in form.cleaned_data.items()
        if name != "seen" and getattr(now, name) != typed
    ]


@team(Permission.MANAGE_WORKSPACE)
@require_POST
def make_default(request: TeamRequest, policy_id: UUID) -> HttpResponse:
    found = policies.get_for(request.member, policy_id)
    changing.make_default(found, by=request.member)
    notes.success(request, _("“%(name)s” now holds where an interviewer names none.") % {"name": found.name})
    return redirect("policies")


@team(Permission.MANAGE_WORKSPACE)
@require_POST
def remove(request: TeamRequest, policy_id: UUID) -> HttpResponse:
    found = policies.get_for(request.member, policy_id)
    removal = Removal(request.POST)
    removal.full_clean()
    try:
        changing.remove(found, name=removal.cleaned_data["typed_name"], by=request.member)
    except Refused as problem:
        refuse(removal, problem)
        form = PolicyForm(found, changing.seen_of(found))
        return _page(request, found, form, removal=removal, status=422)
    notes.success(request, _("“%(name)s” is deleted.") % {"name": found.name})
    return redirect("policies")


def _page(
    request: TeamRequest, found: Policy, form: PolicyForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    given = {
        "policy": found,
        "form": form,
        "removal": Removal(),
        "may_manage": _may_manage(request),
        "short": in_short(found),
        **more,
    }
    return page(request, "outreach/policy.html", given, status=status)
