"""What an interviewer may cost, and who hears of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.rules.roles import Permission
from greenroom.core import money
from greenroom.core.errors import Refused
from greenroom.interviewers.actions import budgets
from greenroom.interviewers.models import Interviewer
from greenroom.interviewers.queries import interviewers
from greenroom.interviewers.web import steps
from greenroom.interviewers.web.forms import refuse
from greenroom.interviewers.web.header import header_for


class BudgetForm(forms.Form):
    """An amount as people write it; empty for no limit."""

    budget = forms.CharField(
        label=gettext_lazy("Budget limit"),
        required=False,
        help_text=gettext_lazy("Such as 250 or 1.5k. Empty: no limit."),
    )

    def amount(self) -> int | None:
        """Micros, None for no limit. Raises Refused beside the field."""
        typed = str(self.cleaned_data["budget"]).strip()
        return money.parse(typed, field="budget") if typed else None


@team(Permission.EDIT_INTERVIEWERS)
def show(request: TeamRequest, slug: str) -> HttpResponse:
    interviewer = interviewers.get_for(request.member, slug)
    form = BudgetForm(
        request.POST if request.method == "POST" else None, initial={"budget": _written(interviewer)}
    )
    if form.is_valid():
        try:
            budgets.set_budget(interviewer, amount=form.amount(), by=request.member)
        except Refused as problem:
            refuse(form, problem)
        else:
            if "next" in request.POST:
                return redirect(f"interviewer-{steps.after('budget')}", slug=slug)
            messages.success(request, _("Saved"))
            return redirect("interviewer-budget", slug=slug)
    return _page(request, interviewer, form)


def _written(interviewer: Interviewer) -> str:
    return "" if interviewer.budget is None else money.plain(interviewer.budget)


def _page(request: TeamRequest, interviewer: Interviewer, form: BudgetForm) -> HttpResponse:
    currency = request.member.workspace.currency
    limit = interviewer.budget
    context: dict[str, Any] = {
        **header_for(request, interviewer, "budget"),
        "interviewer": interviewer,
        "form": form,
        "is_draft": steps.is_being_made(interviewer),
        "currency": currency,
        "spent": money.full(interviewer.spent, currency),
        "limit": None if limit is None else money.full(limit, currency),
        "share": min(100, round(100 * interviewer.spent / limit)) if limit else None,
        "is_spent": limit is not None and interviewer.spent >= limit,
    }
    return render(request, "interviewers/budget.html", context, status=422 if form.errors else 200)
