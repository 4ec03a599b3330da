"""What assessments have asked of language models, in tokens and, where a price is set, in money."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from babel.numbers import format_decimal
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from greenroom.accounts.models import Member
from greenroom.candidates.models import Application
from greenroom.config import env
from greenroom.core import money
from greenroom.core.cursors import Order, Page, page
from greenroom.evaluation.models import Evaluation
from greenroom.guidance.rules.spending import SETTING, BadPrices, Price, Used, cost, prices_in
from greenroom.interviewers.models import Interviewer

NEWEST_FIRST = Order("created_at", descending=True)
SUMS = {"taken": Sum("input_tokens"), "given": Sum("output_tokens")}


@dataclass(frozen=True)
class Prices:
    """currency: of the workspace. problem: why the setting cannot be read, "" where it can."""

    of: dict[str, Price]
    currency: str
    problem: str = ""

    @classmethod
    def standing(cls, currency: str) -> Prices:
        try:
            return cls(prices_in(env.text(SETTING)), currency)
        except BadPrices as wrong:
            return cls({}, currency, str(wrong))

    def money(self, used: Iterable[Used]) -> str:
        """ "$1.20", or "" where any of it has no price."""
        amount = cost(used, self.of)
        return "" if amount is None else money.full(amount, self.currency)


@dataclass(frozen=True)
class Line:
    """A sum, ready to be written. runs: evaluations; kept: those that were answered from what was kept."""

    label: str
    taken: str
    given: str
    cost: str
    runs: str = ""
    kept: str = ""
    slug: str = ""


def made(since: datetime | None = None) -> QuerySet[Evaluation]:
    """Evaluations by a language model, what a rescore proposes among them; since: only those that ended after."""
    rows = Evaluation.every.exclude(model="").order_by()
    return rows.filter(finished_at__gte=since) if since else rows


def by_model(prices: Prices, *, since: datetime | None) -> list[Line]:
    """One statement."""
    is_kept = Q(input_tokens=0, output_tokens=0)
    counted = {"runs": Count("id"), "kept": Count("id", filter=is_kept)}
    rows: Any = made(since).values("model").annotate(**SUMS, **counted).order_by("model")
    return [
        _line(row["model"], [_used(row)], prices, runs=figure(row["runs"]), kept=figure(row["kept"]))
        for row in rows
    ]


def by_interviewer(
    member: Member, prices: Prices, *, since: datetime | None, after: str, before: str, size: int = 25
) -> tuple[list[Line], Page[Interviewer]]:
    """Interviewers that have used any, the newest first; two statements whatever the rows."""
    any_ = made(since).filter(attempt__stage__interviewer=OuterRef("pk"))
    rows = Interviewer.objects.filter(Exists(any_), workspace_id=member.workspace_id)
    found = page(rows, NEWEST_FIRST, size=size, after=after, before=before)
    whose = "attempt__stage__interviewer_id"
    sums = made(since).filter(**{f"{whose}__in": [row.id for row in found.rows]})
    used: defaultdict[UUID, list[Used]] = defaultdict(list)
    for row in sums.values(whose, "model").annotate(**SUMS):
        used[row[whose]].append(_used(row))
    return [_line(row.title, used[row.id], prices, slug=row.slug) for row in found.rows], found


def around(application: Application, prices: Prices) -> list[Line]:
    """The candidate's sum in this interviewer, and the interviewer's; one statement. None without any."""
    mine = Q(attempt__application=application)
    rows: Any = made().filter(attempt__stage__interviewer=application.interviewer_id).values("model")
    own_sums = {
        "my_taken": Sum("input_tokens", filter=mine),
        "my_given": Sum("output_tokens", filter=mine),
    }
    found: list[dict[str, Any]] = list(rows.annotate(**SUMS, **own_sums))
    own = [
        Used(row["model"], row["my_taken"], row["my_given"]) for row in found if row["my_taken"] is not None
    ]
    if not own:
        return []
    everybody = [_used(row) for row in found]
    return [_line(_("This candidate"), own, prices), _line(_("This interviewer"), everybody, prices)]


def _used(row: dict[str, Any]) -> Used:
    return Used(row["model"], row["taken"], row["given"])


def _line(
    label: str, used: list[Used], prices: Prices, *, runs: str = "", kept: str = "", slug: str = ""
) -> Line:
    taken, given = sum(each.taken for each in used), sum(each.given for each in used)
    return Line(label, figure(taken), figure(given), prices.money(used), runs, kept, slug)


def figure(number: int) -> str:
    return str(format_decimal(number, locale=(get_language() or "en").replace("-", "_")))
