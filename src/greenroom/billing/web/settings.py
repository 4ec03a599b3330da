"""Settings: what services cost, and what was spent this month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from babel.numbers import format_decimal
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.rules.roles import Permission
from greenroom.billing.actions import prices as pricing
from greenroom.billing.queries import prices, spend
from greenroom.billing.web.forms import COUNTED, LABELS, BillingForm
from greenroom.core import clock, money
from greenroom.core.errors import Refused


@dataclass(frozen=True)
class Line:
    """One service of the month, ready to be written."""

    service: str
    used: str
    amount: str


@team(Permission.MANAGE_WORKSPACE)
@require_http_methods(["GET", "POST"])
def billing_settings(request: TeamRequest) -> HttpResponse:
    workspace = request.member.workspace
    form = BillingForm(request.POST or None, initial=_standing(workspace.currency))
    if request.method == "POST" and form.is_valid():
        try:
            pricing.choose(currency=form.cleaned_data["currency"], amounts=form.amounts(), by=request.member)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        else:
            messages.success(request, _("The prices were saved. They hold for what is used from now on."))
            return redirect("billing")
    given = {
        "form": form,
        "prices": [form[service.value] for service in LABELS],
        **_month(workspace.currency),
    }
    return render(request, "billing/settings.html", given, status=422 if form.errors else 200)


def _standing(currency: str) -> dict[str, str]:
    amounts = {service.value: money.plain(amount) for service, amount in prices.all_of_workspace().items()}
    return {"currency": currency, **amounts}


def _month(currency: str) -> dict[str, Any]:
    """This calendar month, in UTC, so far."""
    now = clock.now()
    since = datetime(now.year, now.month, 1, tzinfo=now.tzinfo)
    used = spend.by_service(since=since, until=now)
    language = (get_language() or "en").replace("-", "_")
    lines = [
        Line(
            service=str(LABELS[each.service][0]),
            used=str(COUNTED[each.service]) % {"n": format_decimal(each.quantity, locale=language)},
            amount=money.full(each.amount, currency),
        )
        for each in used
        if each.quantity
    ]
    total = money.full(sum(each.amount for each in used), currency)
    return {"since": since, "lines": lines, "total": total}
