"""The limit of an interviewer's budget, changed in its cell of the table."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.rules.roles import Permission
from greenroom.core import money
from greenroom.core.errors import Refused
from greenroom.interviewers.actions import budgets
from greenroom.interviewers.models import Interviewer
from greenroom.interviewers.queries import interviewers, listing
from greenroom.interviewers.web import cells
from greenroom.interviewers.web.budget import BudgetForm
from greenroom.interviewers.web.forms import refuse


@team(Permission.EDIT_INTERVIEWERS)
def show(request: TeamRequest, slug: str) -> HttpResponse:
    """The form in the place of the cell, and once it is sent the cell again; `shown` asks for the cell as it is."""
    interviewer = interviewers.get_brief_for(request.member, slug)
    if "HX-Request" not in request.headers:
        return redirect("interviewer-budget", slug=interviewer.slug)
    if request.method == "POST":
        return _save(request, interviewer)
    if "shown" in request.GET:
        return _cell(request, interviewer)
    written = "" if interviewer.budget is None else money.plain(interviewer.budget)
    return _form(request, interviewer, BudgetForm(initial={"budget": written}))


def _save(request: TeamRequest, interviewer: Interviewer) -> HttpResponse:
    form = BudgetForm(request.POST)
    if form.is_valid():
        try:
            interviewer = budgets.set_budget(interviewer, amount=form.amount(), by=request.member)
        except Refused as problem:
            refuse(form, problem)
        else:
            return _cell(request, interviewer)
    return _form(request, interviewer, form, status=422)


def _form(
    request: TeamRequest, interviewer: Interviewer, form: BudgetForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "title": interviewer.title,
        "currency": request.member.workspace.currency,
        "page_url": reverse("interviewer-budget", args=[interviewer.slug]),
        "cell_url": reverse("interviewer-budget-cell", args=[interviewer.slug]),
    }
    return render(request, "interviewers/_budget_cell.html", context, status=status)


def _cell(request: TeamRequest, interviewer: Interviewer) -> HttpResponse:
    reader = cells.Reader(reverse("interviewers"), may_edit=True)
    amounts = listing.spend(
        interviewer.spent, interviewer.budget, request.member.workspace.currency, get_language() or ""
    )
    return HttpResponse(cells.spend(amounts, interviewer.slug, interviewer.title, reader, focused=True))
