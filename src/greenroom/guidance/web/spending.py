"""What language models were asked for, model by model and interviewer by interviewer."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.rules.roles import Permission
from greenroom.core import clock
from greenroom.guidance.web import spent
from greenroom.guidance.web.frame import page


@team(Permission.SEE)
@require_GET
def show(request: TeamRequest) -> HttpResponse:
    """This calendar month, in UTC, or everything there is."""
    ever, now = "ever" in request.GET, clock.now()
    since = None if ever else datetime(now.year, now.month, 1, tzinfo=now.tzinfo)
    prices = spent.Prices.standing(request.member.workspace.currency)
    lines, found = spent.by_interviewer(
        request.member,
        prices,
        since=since,
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
    )
    here, kept = reverse("model-spending"), {"ever": "1"} if ever else {}
    given = {
        "models": spent.by_model(prices, since=since),
        "interviewers": lines,
        "prices": prices,
        "views": [
            {"label": _("This month"), "url": here, "current": not ever},
            {"label": _("Ever"), "url": f"{here}?ever=1", "current": ever},
        ],
        "newer": urlencode(kept | {"before": found.before}) if found.before else "",
        "older": urlencode(kept | {"after": found.after}) if found.after else "",
    }
    return page(request, "spending", given)
