"""Groups: which templates go together, and which group holds by default."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.rules.roles import Permission
from greenroom.branding.actions import groups as actions
from greenroom.branding.forms import GroupForm, refuse
from greenroom.branding.models import DesignGroup
from greenroom.branding.queries import templates
from greenroom.branding.rules.design import Page
from greenroom.branding.web import uses
from greenroom.branding.web.frame import page
from greenroom.branding.web.removed import removed_row
from greenroom.core.errors import Changed, Refused

VIEW = "branding-groups"


@team(Permission.SEE)
@require_GET
def show(request: TeamRequest) -> HttpResponse:
    used = uses.counts()
    rows = [
        (group, [(kind.label, group.template(kind)) for kind in Page], used.get(group.id, 0))
        for group in templates.groups(request.member)
    ]
    given = {
        "rows": rows,
        "has_default": any(group.is_default for group, _templates, _used in rows),
        "removed": removed_row(request, templates.get_removed_group_for),
    }
    return page(request, "groups", given, view=VIEW)


@team(Permission.MANAGE_WORKSPACE)
@require_http_methods(["GET", "POST"])
def new(request: TeamRequest) -> HttpResponse:
    form = GroupForm(templates.choices(request.member), None, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.create(
                name=form.cleaned_data["name"], templates=form.templates(), by=request.member
            )
        except Refused as problem:
            refuse(form, problem)
        else:
            messages.success(request, _("“%(name)s” was made.") % {"name": made.name})
            return redirect(VIEW)
    return _page(request, None, form)


@team(Permission.SEE)
@require_GET
def editor(request: TeamRequest, group_id: UUID) -> HttpResponse:
    group = templates.get_group_for(request.member, group_id)
    return _page(request, group, GroupForm(templates.choices(request.member), group))


@team(Permission.MANAGE_WORKSPACE)
@require_POST
def save(request: TeamRequest, group_id: UUID) -> HttpResponse:
    group = templates.get_group_for(request.member, group_id)
    choices = templates.choices(request.member)
    form = GroupForm(choices, group, request.POST)
    if not form.is_valid():
        return _page(request, group, form)
    try:
        actions.change(
            group,
            name=form.cleaned_data["name"],
            templates=form.templates(),
            seen=form.cleaned_data["seen"],
            by=request.member,
        )
    except Changed as conflict:
        now = templates.get_group_for(request.member, group_id)
        form = GroupForm(choices, now, {**request.POST.dict(), "seen": now.revision})
        form.add_error(None, conflict.message)
        return _page(request, now, form, theirs=_differences(form, now))
    except Refused as problem:
        refuse(form, problem)
        return _page(request, group, form)
    messages.success(request, _("“%(name)s” was saved.") % {"name": form.cleaned_data["name"].strip()})
    return redirect(VIEW)


def _differences(form: GroupForm, now: DesignGroup) -> list[tuple[Any, str]]:
    """Label and present value of each field in which what was typed is not what there is now."""
    there = [("name", now.name), *((kind.value, str(now.template(kind) or "–")) for kind in Page)]
    standing = form.initial
    return [
        (form.fields[name].label, value)
        for name, value in there
        if str(form.data.get(name, "")) != str(standing.get(name, ""))
    ]


def _page(request: TeamRequest, group: DesignGroup | None, form: GroupForm, **more: Any) -> HttpResponse:
    given = {"form": form, "group": group, "users": uses.titles(group) if group else [], **more}
    return page(request, "group", given, view=VIEW, status=422 if form.errors else 200)


@team(Permission.MANAGE_WORKSPACE)
@require_POST
def make_default(request: TeamRequest, group_id: UUID) -> HttpResponse:
    group = templates.get_group_for(request.member, group_id)
    actions.choose_default(group, by=request.member)
    messages.success(request, _("“%(name)s” now holds by default.") % {"name": group.name})
    return redirect(VIEW)


@team(Permission.MANAGE_WORKSPACE)
@require_POST
def without_default(request: TeamRequest) -> HttpResponse:
    actions.choose_default(None, by=request.member)
    messages.success(request, _("Interviewers that name no group now look plain."))
    return redirect(VIEW)


@team(Permission.DELETE)
@require_POST
def remove(request: TeamRequest, group_id: UUID) -> HttpResponse:
    group = templates.get_group_for(request.member, group_id)
    try:
        actions.remove(group, used_by=uses.titles, by=request.member)
    except Refused as problem:
        messages.error(request, problem.message)
        return redirect(VIEW)
    return redirect(f"{reverse(VIEW)}?{urlencode({'removed': group.id})}")


@team(Permission.DELETE)
@require_POST
def restore(request: TeamRequest, group_id: UUID) -> HttpResponse:
    group = actions.restore(templates.get_removed_group_for(request.member, group_id), by=request.member)
    messages.success(request, _("“%(name)s” is back.") % {"name": group.name})
    return redirect(VIEW)
