"""Manage Labels: the labels of one interviewer, on a page of its own and in a dialog of the table."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.permissions import may
from greenroom.accounts.rules.roles import Permission
from greenroom.core.errors import Refused
from greenroom.interviewers.actions import labels as actions
from greenroom.interviewers.models import Interviewer, Label
from greenroom.interviewers.queries import interviewers
from greenroom.interviewers.queries import labels as labelled
from greenroom.interviewers.rules.labels import NO, YES
from greenroom.interviewers.web import cells
from greenroom.interviewers.web.forms import refuse
from greenroom.interviewers.web.header import header_for
from greenroom.interviewers.web.listing import rows_of

DIALOG, BODY = "labels-dialog", "labels-body"
"""Where the answer goes: the dialog's place in the table, or its content once it is open."""


class ValueForm(forms.Form):
    """The value of a label, in the field that its type calls for."""

    def __init__(self, label: Label, data: Any = None, *, value: str = "") -> None:
        super().__init__(data, initial={"value": value})
        self.fields["value"] = _field(label)


def _field(label: Label) -> forms.Field:
    if label.value_type == Label.ValueType.YES_NO:
        choices = [(YES, _("Yes")), (NO, _("No"))]
    elif label.value_type == Label.ValueType.PICKLIST:
        choices = [(value, value) for value in label.allowed]
    else:
        is_number = label.value_type == Label.ValueType.NUMBER
        box = forms.TextInput(attrs={"inputmode": "decimal"} if is_number else {"dir": "auto"})
        return forms.CharField(label=label.name, required=False, widget=box, help_text=label.description)
    given = [("", _("Choose a value")), *choices]
    widget = forms.Select(choices=given)
    return forms.CharField(label=label.name, required=False, widget=widget, help_text=label.description)


@team(Permission.EDIT_INTERVIEWERS)
def show(request: TeamRequest, slug: str) -> HttpResponse:
    """What it has and, once a label is picked, the field for its value. Sent, the value is applied."""
    interviewer = interviewers.get_brief_for(request.member, slug)
    labels = labelled.every()
    given = request.POST if request.method == "POST" else request.GET
    picked = next((label for label in labels if label.key == given.get("label")), None)
    if request.method != "POST":
        return _answer(request, interviewer, labels, picked)
    if picked is None:
        return redirect("interviewer-labels", interviewer.slug)
    form = ValueForm(picked, request.POST)
    form.is_valid()
    try:
        actions.apply(interviewer, picked, value=form.cleaned_data["value"], by=request.member)
    except Refused as problem:
        refuse(form, problem)
        return _answer(request, interviewer, labels, picked, form, status=422)
    return _done(request, interviewer, labels, _("“%(name)s” is set.") % {"name": picked.name})


@team(Permission.EDIT_INTERVIEWERS)
@require_POST
def take_off(request: TeamRequest, slug: str, label_key: str) -> HttpResponse:
    interviewer = interviewers.get_brief_for(request.member, slug)
    label = labelled.get_for(request.member, label_key)
    value = actions.take_off(interviewer, label, by=request.member)
    said = _("“%(name)s” is taken off.") % {"name": label.name}
    return _done(request, interviewer, labelled.every(), said, taken=(label, value) if value else None)


def _done(
    request: TeamRequest,
    interviewer: Interviewer,
    labels: list[Label],
    said: str,
    *,
    taken: tuple[Label, str] | None = None,
) -> HttpResponse:
    """The content of the dialog anew, with the cell of the table behind it; or the page, told what was done."""
    if request.headers.get("HX-Target") == BODY:
        return _answer(request, interviewer, labels, None, said=said, taken=taken)
    messages.success(request, said)
    if taken:
        request.session["label-taken-off"] = [interviewer.slug, taken[0].key, taken[1]]
    return redirect("interviewer-labels", interviewer.slug)


def _answer(
    request: TeamRequest,
    interviewer: Interviewer,
    labels: list[Label],
    picked: Label | None,
    form: ValueForm | None = None,
    *,
    status: int = 200,
    said: str = "",
    taken: tuple[Label, str] | None = None,
) -> HttpResponse:
    target = request.headers.get("HX-Target")
    held = labelled.of_interviewers([interviewer.id]).get(interviewer.id, {})
    language = get_language() or ""
    if picked and form is None:
        form = ValueForm(picked, value=held.get(picked.id, ""))
    context: dict[str, Any] = {
        "interviewer": interviewer,
        "url": reverse("interviewer-labels", args=[interviewer.slug]),
        "marks": [
            (label.key, labelled.mark(label.name, label.value_type, held[label.id], language))
            for label in labels
            if label.id in held
        ],
        "lacking": labelled.lacking(labels, held),
        "labels": [(label.key, label.name, label == picked) for label in labels],
        "picked": picked,
        "form": form,
        "said": said,
        "taken": taken or _taken(request, interviewer, labels),
        "may_define": may(request.member, Permission.MANAGE_WORKSPACE),
    }
    if target == DIALOG:
        return render(request, "interviewers/labels/_dialog.html", context)
    if target == BODY:
        context |= _cell(request, interviewer, labels) if said else {}
        return render(request, "interviewers/labels/_body.html", context, status=status)
    context |= header_for(request, interviewer, "labels")
    return render(request, "interviewers/labels/page.html", context, status=status)


def _cell(request: TeamRequest, interviewer: Interviewer, labels: list[Label]) -> dict[str, Any]:
    row = rows_of([interviewer], labels, request.member)[0]
    reader = cells.Reader(reverse("interviewers"), may_edit=True)
    return {"cell": cells.labels(row, reader)}


def _taken(request: TeamRequest, interviewer: Interviewer, labels: list[Label]) -> tuple[Label, str] | None:
    """What was just taken off on this page, which is offered back once."""
    slug, key, value = request.session.pop("label-taken-off", ["", "", ""])
    label = next((each for each in labels if each.key == key), None)
    return (label, value) if label and slug == interviewer.slug else None
