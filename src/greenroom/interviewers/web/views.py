"""Views of the list of interviewers that members keep."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.permissions import may
from greenroom.accounts.rules.roles import Permission
from greenroom.core.errors import Refused
from greenroom.interviewers.actions import views as actions
from greenroom.interviewers.models import SavedView
from greenroom.interviewers.queries import labels as labelled
from greenroom.interviewers.queries import listing, views
from greenroom.interviewers.queries.listing import Asked
from greenroom.interviewers.web.forms import refuse
from greenroom.interviewers.web.listing import PAGE, read

REMOVED = "view-removed"


class ViewForm(forms.Form):
    """The name of a view, and whose it is."""

    name = forms.CharField(label=gettext_lazy("Name"), required=False)
    is_shared = forms.BooleanField(label=gettext_lazy("Shared with everybody here"), required=False)

    def __init__(self, *args: Any, may_share: bool, **given: Any) -> None:
        super().__init__(*args, **given)
        if not may_share:
            del self.fields["is_shared"]


@team(Permission.SEE)
def show(request: TeamRequest) -> HttpResponse:
    """The views one may open, and the form that keeps the list as it was asked for."""
    form = _form(request, request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _page(request, form, read(request.GET))
    asked = read(QueryDict(request.POST.get("query", "")))
    if form.is_valid():
        try:
            kept = _keep(request, form, asked)
        except Refused as problem:
            refuse(form, problem)
        else:
            messages.success(request, _("“%(name)s” is saved.") % {"name": kept.name})
            return redirect(f"{reverse('interviewers')}?{kept.query}")
    return _page(request, form, asked, status=422)


def _keep(request: TeamRequest, form: ViewForm, asked: Asked) -> SavedView:
    return actions.save(
        page=PAGE,
        name=form.cleaned_data["name"],
        query=urlencode(asked.said()),
        is_shared=form.cleaned_data.get("is_shared", False),
        by=request.member,
    )


@team(Permission.SEE)
@require_POST
def save(request: TeamRequest, view_id: UUID) -> HttpResponse:
    """Another name for a view, or shared or not."""
    view, form = views.get_for(request.member, view_id), _form(request, request.POST, prefix=str(view_id))
    if form.is_valid():
        shared = form.cleaned_data.get("is_shared", view.is_shared)
        try:
            actions.rename(view, name=form.cleaned_data["name"], is_shared=shared, by=request.member)
        except Refused as problem:
            refuse(form, problem)
        else:
            messages.success(request, _("Saved"))
            return redirect("interviewer-views")
    if view.member_id != request.member.id:
        messages.error(request, " ".join(map(str, form.non_field_errors())))
        return redirect("interviewer-views")
    return _page(request, _form(request), Asked(), edited=(view_id, form), status=422)


@team(Permission.SEE)
@require_POST
def delete(request: TeamRequest, view_id: UUID) -> HttpResponse:
    view = views.get_for(request.member, view_id)
    try:
        actions.delete(view, by=request.member)
    except Refused as problem:
        messages.error(request, problem.message)
        return redirect("interviewer-views")
    request.session[REMOVED] = {"name": view.name, "query": view.query, "is_shared": view.is_shared}
    return redirect("interviewer-views")


def _form(request: TeamRequest, data: Any = None, **given: Any) -> ViewForm:
    return ViewForm(data, may_share=may(request.member, Permission.EDIT_INTERVIEWERS), **given)


def _page(
    request: TeamRequest,
    form: ViewForm,
    asked: Asked,
    *,
    edited: tuple[UUID, ViewForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    found = views.of(request.member, PAGE)
    own = [view for view in found if view.member_id == request.member.id]
    labels = labelled.every()
    context = {
        "form": form,
        "query": urlencode(asked.said()),
        "words": _words(asked, labels),
        "own": [(view, _own_form(request, view, edited), _words_of(view, labels)) for view in own],
        "others": [(view, _words_of(view, labels)) for view in found if view not in own],
        "removed": request.session.pop(REMOVED, None),
        "list_url": reverse("interviewers"),
    }
    return render(request, "interviewers/views.html", context, status=status)


def _own_form(request: TeamRequest, view: SavedView, edited: tuple[UUID, ViewForm] | None) -> ViewForm:
    if edited and edited[0] == view.id:
        return edited[1]
    given = {"name": view.name, "is_shared": view.is_shared}
    return _form(request, initial=given, prefix=str(view.id))


def _words_of(view: SavedView, labels: list[Any]) -> str:
    return _words(read(QueryDict(view.query)), labels)


def _words(asked: Asked, labels: list[Any]) -> str:
    """What a view shows, in words: "Active · Client: Acme · most candidates"."""
    said = [str(listing.LABELS[asked.status][0])] if asked.status else [_("Every status")]
    if asked.q:
        said.append(f"“{asked.q}”")
    for label in labels:
        if chosen := asked.labels.get(label.key):
            values = (labelled.spoken(value, label.value_type) for value in chosen)
            said.append(f"{label.name}: {_(' or ').join(values)}")
    said.append(str(listing.SORTS[asked.sort][0]))
    return " · ".join(said)
