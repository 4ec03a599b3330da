"""The candidates of one interviewer, a page at a time."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Count, Q, QuerySet

from greenroom.candidates.models import Application, Attempt
from greenroom.core.cursors import Order, Page, page
from greenroom.core.text import searchable
from greenroom.interviewers.models import Interviewer

Status = Application.Status

SORTS = {
    "-score": Order("rank", descending=True),
    "score": Order("rank"),
    "name": Order("candidate__found_by"),
    "-name": Order("candidate__found_by", descending=True),
    "-applied": Order("created_at", descending=True),
    "applied": Order("created_at"),
    "-engaged": Order("last_engaged_at", descending=True),
    "engaged": Order("last_engaged_at"),
}
SIZES = (25, 50, 100)


@dataclass(frozen=True)
class Asked:
    """What the reader asked for. Words that mean nothing fall back to the default instead of failing."""

    status: str = ""
    search: str = ""
    sort: str = "-engaged"
    size: int = 50
    after: str = ""
    before: str = ""

    @classmethod
    def read(cls, given: dict[str, str]) -> Asked:
        sort, size = given.get("sort", ""), given.get("size", "")
        return cls(
            status=given.get("status", "") if given.get("status") in Status.values else "",
            search=given.get("q", "").strip()[:160],
            sort=sort if sort in SORTS else cls.sort,
            size=int(size) if size in map(str, SIZES) else cls.size,
            after=given.get("after", ""),
            before=given.get("before", ""),
        )

    @property
    def parts(self) -> dict[str, str]:
        """What differs from the default, without the page: enough to ask the same again with `read`."""
        plain = Asked()
        given = {"status": self.status, "q": self.search, "sort": self.sort, "size": str(self.size)}
        usual = {"status": plain.status, "q": plain.search, "sort": plain.sort, "size": str(plain.size)}
        return {name: value for name, value in given.items() if value != usual[name]}


@dataclass(frozen=True)
class Listing:
    """found: the page. total: all that match. by_status: how many there are of each, whatever is asked."""

    found: Page[Application]
    total: int
    by_status: dict[str, int]
    attempts: dict[UUID, dict[UUID, Attempt]]


def of_interviewer(interviewer: Interviewer, asked: Asked) -> Listing:
    """Four statements whatever the rows: the page, its attempts, the total, and the counts by status.

    Dismissed candidates are shown only when they are asked for.
    """
    everyone = _everyone(interviewer)
    counted = everyone.values("status").annotate(n=Count("id")).order_by()
    by_status = {row["status"]: row["n"] for row in counted}
    rows = _matching(everyone, asked)
    found = _page(rows.select_related("candidate"), asked)
    return Listing(
        found=found,
        total=rows.count() if asked.search else _count(by_status, asked.status),
        by_status=by_status,
        attempts=newest_attempts(found.rows),
    )


def _page(rows: QuerySet[Application], asked: Asked) -> Page[Application]:
    order = SORTS[asked.sort]
    try:
        return page(rows, order, size=asked.size, after=asked.after, before=asked.before)
    except (TypeError, ValueError, ValidationError):  # the cursor is none of ours
        return page(rows, order, size=asked.size)


def matching(interviewer: Interviewer, asked: Asked) -> QuerySet[Application]:
    """All that match, in no order, for what is done to every one of them."""
    return _matching(_everyone(interviewer), asked)


def _everyone(interviewer: Interviewer) -> QuerySet[Application]:
    """All who applied. Tests are nobody."""
    rows: QuerySet[Application] = Application.objects.filter(interviewer=interviewer, is_test=False)
    return rows


def _matching(rows: QuerySet[Application], asked: Asked) -> QuerySet[Application]:
    rows = rows.filter(status=asked.status) if asked.status else rows.exclude(status=Status.DISMISSED)
    for word in searchable(asked.search).split():
        rows = rows.filter(Q(candidate__found_by__contains=word))
    return rows


def _count(by_status: dict[str, int], status: str) -> int:
    if status:
        return by_status.get(status, 0)
    return sum(n for each, n in by_status.items() if each != Status.DISMISSED)


def newest_attempts(rows: list[Application]) -> dict[UUID, dict[UUID, Attempt]]:
    """The newest attempt of each application at each stage, in one statement."""
    newest: dict[UUID, dict[UUID, Attempt]] = defaultdict(dict)
    for attempt in Attempt.objects.filter(application__in=rows).order_by("number"):
        newest[attempt.application_id][attempt.stage_id] = attempt
    return newest


@dataclass(frozen=True)
class Place:
    """Where one application stands in a list. number: from 1. previous, following: its neighbours, None at an end."""

    number: int
    total: int
    previous: UUID | None
    following: UUID | None


def place(application: Application, asked: Asked) -> Place:
    """Four statements whatever the rows. An application that does not match stands where it would."""
    rows = matching(application.interviewer, asked)
    order = SORTS[asked.sort]
    before, after = _beyond(application, order, backwards=True), _beyond(application, order, backwards=False)
    number = rows.filter(before).count() + 1
    return Place(
        number=number,
        total=max(rows.count(), number),
        previous=_first(rows.filter(before), order, backwards=True),
        following=_first(rows.filter(after), order, backwards=False),
    )


def _beyond(application: Application, order: Order, *, backwards: bool) -> Q:
    side = "lt" if order.descending != backwards else "gt"
    value: object = application
    for name in order.column.split("__"):
        value = getattr(value, name)
    return Q(**{f"{order.column}__{side}": value}) | Q(**{order.column: value, f"pk__{side}": application.pk})


def _first(rows: QuerySet[Application], order: Order, *, backwards: bool) -> UUID | None:
    sign = "-" if order.descending != backwards else ""
    ordered = rows.order_by(f"{sign}{order.column}", f"{sign}pk")
    return ordered.values_list("pk", flat=True).first()
