"""Messages in the workspace's own words: groups, their texts, and what each looks like."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages as notes
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.permissions import may
from greenroom.accounts.rules.roles import Permission
from greenroom.core.errors import Changed, Refused
from greenroom.outreach.actions import templates as writing
from greenroom.outreach.models import TemplateGroup
from greenroom.outreach.queries import groups
from greenroom.outreach.rules.kinds import KINDS
from greenroom.outreach.web import words
from greenroom.outreach.web.forms import GroupForm, Removal, TextForm, refuse
from greenroom.outreach.web.frame import page
from greenroom.outreach.web.texts_shown import Spot, preview, seen_of, spot_of, table


def _may_edit(request: TeamRequest) -> bool:
    return may(request.member, Permission.EDIT_INTERVIEWERS)


@team(Permission.SEE)
@require_GET
def show(request: TeamRequest) -> HttpResponse:
    given = {"groups": groups.all_of(request.member.workspace_id), "may_edit": _may_edit(request)}
    return page(request, "outreach/templates.html", given)


@team(Permission.EDIT_INTERVIEWERS)
@require_http_methods(["GET", "POST"])
def new(request: TeamRequest) -> HttpResponse:
    form = GroupForm(None, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            given = {name: value for name, value in form.cleaned_data.items() if name != "seen"}
            group = writing.create_group(by=request.member, **given)
        except Refused as problem:
            refuse(form, problem)
        else:
            return redirect("message-group", group.id)
    return page(
        request, "outreach/template_group_new.html", {"form": form}, status=422 if form.errors else 200
    )


@team(Permission.SEE)
@require_GET
def group(request: TeamRequest, message_group_id: UUID) -> HttpResponse:
    found = groups.get_for(request.member, message_group_id)
    return _group_page(request, found, _group_form(found), Removal())


@team(Permission.EDIT_INTERVIEWERS)
@require_POST
def save(request: TeamRequest, message_group_id: UUID) -> HttpResponse:
    found = groups.get_for(request.member, message_group_id)
    form = GroupForm(found, request.POST)
    form.full_clean()
    try:
        writing.change_group(found, by=request.member, **form.cleaned_data)
    except Changed as conflict:
        theirs = conflict.now
        form = GroupForm(theirs, {**request.POST.dict(), "seen": writing.seen_of(theirs)})
        form.add_error(None, conflict.message)
        return _group_page(request, found, form, Removal(), theirs=theirs, status=422)
    except Refused as problem:
        refuse(form, problem)
        return _group_page(request, found, form, Removal(), status=422)
    notes.success(request, _("Saved"))
    return redirect("message-group", found.id)


@team(Permission.EDIT_INTERVIEWERS)
@require_POST
def make_default(request: TeamRequest, message_group_id: UUID) -> HttpResponse:
    found = groups.get_for(request.member, message_group_id)
    writing.make_default(found, by=request.member)
    notes.success(
        request, _("“%(name)s” now holds where an interviewer names no group.") % {"name": found.name}
    )
    return redirect("message-templates")


@team(Permission.EDIT_INTERVIEWERS)
@require_POST
def remove(request: TeamRequest, message_group_id: UUID) -> HttpResponse:
    found = groups.get_for(request.member, message_group_id)
    removal = Removal(request.POST)
    removal.full_clean()
    try:
        writing.remove_group(found, name=removal.cleaned_data["typed_name"], by=request.member)
    except Refused as problem:
        refuse(removal, problem)
        return _group_page(request, found, _group_form(found), removal, status=422)
    notes.success(request, _("“%(name)s” is deleted.") % {"name": found.name})
    return redirect("message-templates")


def _group_form(group: TemplateGroup) -> GroupForm:
    return GroupForm(group, seen=writing.seen_of(group))


def _group_page(
    request: TeamRequest,
    found: TemplateGroup,
    form: GroupForm,
    removal: Removal,
    *,
    theirs: TemplateGroup | None = None,
    status: int = 200,
) -> HttpResponse:
    given = {
        "theirs": theirs,
        "group": found,
        "form": form,
        "removal": removal,
        "rows": table(groups.written(found)),
        "languages": words.LANGUAGES.values(),
        "may_edit": _may_edit(request),
    }
    return page(request, "outreach/template_group.html", given, status=status)


@team(Permission.SEE)
@require_http_methods(["GET"])
def text(request: TeamRequest, message_group_id: UUID) -> HttpResponse:
    """One message of a group: ?kind=&channel=&language=."""
    found = groups.get_for(request.member, message_group_id)
    spot = spot_of(request.GET)
    now, _own = groups.text(found, *spot)
    return _text_page(request, found, spot, TextForm(spot.channel, now, seen_of(now)))


@team(Permission.EDIT_INTERVIEWERS)
@require_POST
def text_save(request: TeamRequest, message_group_id: UUID) -> HttpResponse:
    """Keep it, look at it, try it out or go back to our words, by the button that was pressed."""
    found = groups.get_for(request.member, message_group_id)
    spot = spot_of(request.POST)
    now, _own = groups.text(found, *spot)
    form = TextForm(spot.channel, now, seen_of(now), request.POST)
    form.full_clean()
    do = request.POST.get("do", "save")
    if do == "preview":
        return _preview(request, found, spot, form)
    try:
        said = _do(request, found, spot, form, do)
    except Changed as conflict:
        form = TextForm(spot.channel, now, "", {**request.POST.dict(), "seen": seen_of(conflict.now)})
        form.add_error(None, conflict.message)
        return _text_page(request, found, spot, form, theirs=conflict.now, status=422)
    except Refused as problem:
        refuse(form, problem)
        return _text_page(request, found, spot, form, status=422)
    notes.success(request, said)
    if do == "test":
        return _text_page(request, found, spot, form)
    return redirect(f"{reverse('message-text', args=[found.id])}?{urlencode(spot._asdict())}")


def _do(request: TeamRequest, found: TemplateGroup, spot: Spot, form: TextForm, do: str) -> str:
    given = {"subject": form.cleaned_data.get("subject", ""), "body": form.cleaned_data["body"]}
    if do == "reset":
        writing.reset_text(found, seen=form.cleaned_data["seen"], by=request.member, **spot._asdict())
        return _("Our words hold again.")
    if do == "test" and spot.channel == "email":
        writing.send_test(found, kind=spot.kind, language=spot.language, by=request.member, **given)
        return _("A test is on its way to %(address)s.") % {"address": request.member.user.email}
    writing.write_text(found, seen=form.cleaned_data["seen"], by=request.member, **spot._asdict(), **given)
    return _("Saved")


def _preview(request: TeamRequest, found: TemplateGroup, spot: Spot, form: TextForm) -> HttpResponse:
    if request.headers.get("HX-Request") != "true":
        return _text_page(request, found, spot, form)
    shown = preview(request.member.workspace, found, spot, form)
    return render(request, "outreach/_preview.html", {"preview": shown, "spot": spot})


def _text_page(
    request: TeamRequest, found: TemplateGroup, spot: Spot, form: TextForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    label, when = words.KINDS[spot.kind]
    given = {
        "group": found,
        "spot": spot,
        "form": form,
        "label": label,
        "when": when,
        "channel_label": words.CHANNELS[spot.channel],
        "language_label": words.LANGUAGES[spot.language],
        "tabs": [
            {
                "label": name,
                "url": f"?{urlencode(spot._replace(language=code)._asdict())}",
                "current": code == spot.language,
            }
            for code, name in words.LANGUAGES.items()
        ],
        "variables": KINDS[spot.kind].variables,
        "is_own": spot in groups.written(found),
        "preview": preview(request.member.workspace, found, spot, form),
        "may_edit": _may_edit(request),
        **more,
    }
    return page(request, "outreach/template_text.html", given, status=status)
