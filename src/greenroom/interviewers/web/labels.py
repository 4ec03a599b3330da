"""Resource labels: which there are, and the labels of one interviewer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.permissions import may
from greenroom.accounts.rules.roles import Permission
from greenroom.compliance.web.data import sections
from greenroom.core.errors import Refused
from greenroom.interviewers.actions import labels as actions
from greenroom.interviewers.models import Label
from greenroom.interviewers.queries import labels as labelled
from greenroom.interviewers.web.forms import refuse

TYPES = (
    (Label.ValueType.TEXT, gettext_lazy("Text")),
    (Label.ValueType.NUMBER, gettext_lazy("Number")),
    (Label.ValueType.PICKLIST, gettext_lazy("Picklist")),
    (Label.ValueType.YES_NO, gettext_lazy("Yes/No")),
)


class LabelForm(forms.Form):
    """What can be changed about a label. What it may say is a matter of the rules."""

    name = forms.CharField(label=gettext_lazy("Display name"), required=False)
    description = forms.CharField(
        label=gettext_lazy("Description"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("What it is for, for those who set it."),
    )
    allowed = forms.CharField(
        label=gettext_lazy("Allowed values"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Of a picklist, with commas between: Leeds, York, Hull."),
    )
    is_required = forms.BooleanField(
        label=gettext_lazy("Required"),
        required=False,
        help_text=gettext_lazy("Every interviewer is to have it. One that lacks it cannot be activated."),
    )


class NewLabelForm(LabelForm):
    """The same for a new label, whose key and type are chosen once and for all."""

    key = forms.CharField(
        label=gettext_lazy("Key"),
        required=False,
        help_text=gettext_lazy(
            "For filters and the API. It stays as it is; left empty, it is made from the name."
        ),
    )
    value_type = forms.ChoiceField(
        label=gettext_lazy("Value type"), choices=TYPES, required=False, initial=Label.ValueType.TEXT
    )
    field_order = ("name", "key", "description", "value_type", "allowed", "is_required")


class DeletionForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Type its name to delete it"), required=False)


@team(Permission.SEE)
def every(request: TeamRequest) -> HttpResponse:
    """All labels of the workspace, and the form for another one."""
    may_define = may(request.member, Permission.MANAGE_WORKSPACE)
    form = NewLabelForm(request.POST if request.method == "POST" and may_define else None)
    if form.is_bound and form.is_valid():
        try:
            label = actions.define(**form.cleaned_data, by=request.member)
        except Refused as problem:
            refuse(form, problem)
        else:
            messages.success(request, _("“%(name)s” can be set on interviewers now.") % {"name": label.name})
            return redirect("labels")
    types = dict(TYPES)
    context = {
        "rows": [(label, types[Label.ValueType(label.value_type)]) for label in labelled.with_usage()],
        "form": form,
        "may_define": may_define,
        "sections": sections(request),
    }
    return render(request, "interviewers/labels/every.html", context, status=422 if form.errors else 200)


@team(Permission.MANAGE_WORKSPACE)
def one(request: TeamRequest, label_key: str) -> HttpResponse:
    label = labelled.get_for(request.member, label_key)
    form = LabelForm(request.POST or None, initial=_said(label))
    if label.value_type != Label.ValueType.PICKLIST:
        del form.fields["allowed"]
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(label, **form.cleaned_data, by=request.member)
        except Refused as problem:
            refuse(form, problem)
        else:
            messages.success(request, _("Saved"))
            return redirect("label", label_key)
    return _label_page(request, label, form, DeletionForm())


def _said(label: Label) -> dict[str, Any]:
    return {
        "name": label.name,
        "description": label.description,
        "allowed": ", ".join(label.allowed),
        "is_required": label.is_required,
    }


@team(Permission.MANAGE_WORKSPACE)
@require_POST
def delete(request: TeamRequest, label_key: str) -> HttpResponse:
    label, form = labelled.get_for(request.member, label_key), DeletionForm(request.POST)
    form.is_valid()
    try:
        used = actions.delete(label, name=form.cleaned_data["name"], by=request.member)
    except Refused as problem:
        refuse(form, problem)
        return _label_page(request, label, LabelForm(initial=_said(label)), form)
    said = ngettext(
        "“%(name)s” is deleted, and was taken off %(n)d interviewer.",
        "“%(name)s” is deleted, and was taken off %(n)d interviewers.",
        used,
    )
    messages.success(request, said % {"name": label.name, "n": used})
    return redirect("labels")


def _label_page(request: TeamRequest, label: Label, form: LabelForm, deletion: DeletionForm) -> HttpResponse:
    usage, shown = labelled.usage(label), reverse("interviewers")
    context = {
        "label": label,
        "type": dict(TYPES)[Label.ValueType(label.value_type)],
        "form": form,
        "deletion": deletion,
        "used": sum(usage.values()),
        "usage": [
            (
                labelled.spoken(value, label.value_type),
                n,
                f"{shown}?{urlencode({'label': f'{label.key}:{value}'})}",
            )
            for value, n in usage.items()
        ],
    }
    return render(
        request,
        "interviewers/labels/one.html",
        context,
        status=422 if form.errors or deletion.errors else 200,
    )
