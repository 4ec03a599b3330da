"""What an interviewer can start from: the workspace's own templates, and the roles that come with the product."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.permissions import may
from greenroom.accounts.rules.roles import Permission
from greenroom.accounts.web.tabs import tabs
from greenroom.core.errors import Changed, Refused
from greenroom.core.seen import RevisionField
from greenroom.guidance.web.frame import SECTIONS
from greenroom.interviewers import roles
from greenroom.interviewers.actions import drafting
from greenroom.interviewers.actions import templates as actions
from greenroom.interviewers.models import InterviewTemplate
from greenroom.interviewers.queries import interviewers
from greenroom.interviewers.queries import templates as reading
from greenroom.interviewers.rules.blueprint import Blueprint
from greenroom.interviewers.web.forms import refuse
from greenroom.interviewers.web.header import header_for
from greenroom.interviewers.web.rows import workflow


class _Described(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name"), required=False)
    description = forms.CharField(
        label=gettext_lazy("Description"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class TemplateForm(_Described):
    """What a new template is called."""

    code = forms.CharField(
        label=gettext_lazy("Code"),
        required=False,
        help_text=gettext_lazy("Letters, digits and dashes; imports refer to it. Empty: made from the name."),
    )


class DescribeForm(_Described):
    """What a template is called from now on; its code stays. seen: the template's revision."""

    seen = RevisionField()
    typed = forms.CharField(label=gettext_lazy("Type the name to delete it"), required=False)


@dataclass(frozen=True)
class Offer:
    """Something to start from. row: of a template of the workspace, None of a shipped role."""

    code: str
    title: str
    about: str
    strip: SafeString
    questions: int
    row: InterviewTemplate | None = None


def _offer(
    code: str, title: str, about: str, made_of: Blueprint, row: InterviewTemplate | None = None
) -> Offer:
    kinds = tuple(stage.kind for stage in made_of.stages)
    asked = sum(len(stage.questions) for stage in made_of.stages)
    return Offer(code, title, about, workflow(kinds, get_language() or ""), asked, row)


def _own(rows: Iterable[InterviewTemplate]) -> list[Offer]:
    return [_offer(row.code, row.name, row.description, Blueprint(**row.blueprint), row) for row in rows]


def _shipped(q: str) -> list[tuple[str, list[Offer]]]:
    """By family, those whose title, family or sentence has every word asked for."""
    found = [
        role
        for role in roles.all_roles()
        if all(
            word in f"{role.blueprint.title} {role.family} {role.about}".casefold()
            for word in q.casefold().split()
        )
    ]
    return [
        (family, [_offer(role.code, role.blueprint.title, role.about, role.blueprint) for role in members])
        for family, members in groupby(found, key=lambda role: role.family)
    ]


@team(Permission.SEE)
def show(request: TeamRequest) -> HttpResponse:
    """Both lists, searched by name."""
    q = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:80]
    context = {
        "sections": tabs(request, SECTIONS),
        "own": _own(reading.own(q)),
        "families": _shipped(q),
        "q": q,
        "may_edit": may(request.member, Permission.EDIT_INTERVIEWERS),
        "may_manage": may(request.member, Permission.MANAGE_WORKSPACE),
    }
    return render(request, "interviewers/templates.html", context)


@team(Permission.EDIT_INTERVIEWERS)
@require_POST
def use(request: TeamRequest, code: str) -> HttpResponse:
    """A draft that is all the template says."""
    made = drafting.from_template(code, by=request.member)
    messages.success(request, _("This is a draft from the template. Nobody sees it until you activate it."))
    return redirect("interviewer-settings", slug=made.slug)


@team(Permission.EDIT_INTERVIEWERS)
def keep(request: TeamRequest, slug: str) -> HttpResponse:
    """Keep an interviewer as a template."""
    interviewer = interviewers.get_for(request.member, slug)
    form = TemplateForm(
        request.POST if request.method == "POST" else None, initial={"name": interviewer.title}
    )
    if form.is_valid():
        try:
            actions.keep(interviewer, by=request.member, **form.cleaned_data)
        except Refused as problem:
            refuse(form, problem)
        else:
            messages.success(request, _("Kept as a template."))
            return redirect("interview-templates")
    context = {**header_for(request, interviewer, ""), "interviewer": interviewer, "form": form}
    return render(request, "interviewers/template_keep.html", context, status=422 if form.errors else 200)


@team(Permission.EDIT_INTERVIEWERS)
def edit(request: TeamRequest, template_id: UUID) -> HttpResponse:
    """Name and description of a template, and what is to become of it."""
    template = reading.get_for(request.member, template_id)
    theirs = None
    initial = {"name": template.name, "description": template.description, "seen": template.revision}
    form = DescribeForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        try:
            return _changed(request, template, form)
        except Changed as conflict:
            theirs = conflict.now
            form = DescribeForm({**request.POST.dict(), "seen": theirs.revision})
            form.add_error(None, conflict.message)
        except Refused as problem:
            refuse(form, problem)
    context: dict[str, Any] = {
        "sections": tabs(request, SECTIONS),
        "template": template,
        "theirs": theirs,
        "form": form,
        "may_delete": may(request.member, Permission.DELETE),
    }
    return render(request, "interviewers/template.html", context, status=422 if form.errors else 200)


def _changed(request: TeamRequest, template: InterviewTemplate, form: DescribeForm) -> HttpResponse:
    given = form.cleaned_data
    if "delete" in request.POST:
        actions.delete(template, name=given["typed"], by=request.member)
        messages.success(request, _("“%(name)s” is deleted.") % {"name": template.name})
    else:
        actions.describe(
            template,
            name=given["name"],
            description=given["description"],
            seen=given["seen"],
            by=request.member,
        )
        messages.success(request, _("Saved"))
    return redirect("interview-templates")


@team(Permission.MANAGE_WORKSPACE)
@require_POST
def default(request: TeamRequest) -> HttpResponse:
    """Choose what new interviewers start from; an empty id for nothing."""
    chosen = request.POST.get("template", "")
    actions.make_default(reading.get_for(request.member, UUID(chosen)) if chosen else None, by=request.member)
    return redirect("interview-templates")
