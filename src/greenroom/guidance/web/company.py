"""What interviewers know of the company."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.rules.roles import Permission
from greenroom.core.errors import Changed, Refused
from greenroom.guidance.actions import company as actions
from greenroom.guidance.models import CompanyContext
from greenroom.guidance.queries import company
from greenroom.guidance.web.forms import DELIVERIES, CompanyForm, refuse
from greenroom.guidance.web.frame import differences, page


@team(Permission.SEE)
@require_GET
def show(request: TeamRequest) -> HttpResponse:
    context = company.of(request.member.workspace)
    return page(request, "company", {"form": CompanyForm(context), "is_new": not context.revision})


@team(Permission.EDIT_INTERVIEWERS)
@require_POST
def save(request: TeamRequest) -> HttpResponse:
    context = company.of(request.member.workspace)
    form, theirs = CompanyForm(context, request.POST), []
    if form.is_valid():
        try:
            actions.save(**form.cleaned_data, by=request.member)
        except Changed as conflict:
            theirs = differences(form, _said(conflict.now), words={"delivery": dict(DELIVERIES)})
            form = CompanyForm(conflict.now, {**request.POST.dict(), "seen": conflict.now.revision})
            form.add_error(None, conflict.message)
        except Refused as problem:
            refuse(form, problem)
    if form.errors:
        return page(request, "company", {"form": form, "theirs": theirs}, status=422)
    messages.success(request, _("Saved"))
    return redirect("company-context")


def _said(context: CompanyContext) -> dict[str, object]:
    return {name: getattr(context, name) for name in CompanyForm(context).initial if name != "seen"}
