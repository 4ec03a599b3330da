"""The interviewers of a workspace, a page at a time, ready to be written into a table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from greenroom.core.cursors import Order
from greenroom.core.text import searchable
from greenroom.interviewers.models import Interviewer, Stage
from greenroom.interviewers.rules.lifecycle import EXPIRING_SOON, days_left

Status = Interviewer.Status

SORTS: dict[str, tuple[Promise, Order]] = {
    "-created": (gettext_lazy("Most recent"), Order("created_at", descending=True)),
    "created": (gettext_lazy("Oldest"), Order("created_at")),
    "-candidates": (gettext_lazy("Most candidates"), Order("candidates", descending=True)),
    "candidates": (gettext_lazy("Least candidates"), Order("candidates")),
}
SIZES = (12, 25, 50)
LABELS: dict[str, tuple[Promise, str]] = {
    Status.ACTIVE: (gettext_lazy("Active"), "good"),
    Status.EXPIRED: (gettext_lazy("Expired"), "look"),
    Status.DRAFT: (gettext_lazy("Draft"), "hollow"),
    Status.ARCHIVED: (gettext_lazy("Archived"), ""),
}


@dataclass(frozen=True)
class Asked:
    """What the reader asked for. Words that mean nothing fall back to the default instead of failing."""

    status: str = ""
    q: str = ""
    sort: str = "-created"
    size: int = 25
    after: str = ""
    before: str = ""

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Asked:
        status, sort, size = (given.get(name, "") for name in ("status", "sort", "size"))
        return cls(
            status=status if status in LABELS else "",
            q=" ".join(given.get("q", "").replace("\x00", "").split())[:160],
            sort=sort if sort in SORTS else cls.sort,
            size=int(size) if size in map(str, SIZES) else cls.size,
            after=given.get("after", ""),
            before=given.get("before", ""),
        )

    @property
    def order(self) -> Order:
        return SORTS[self.sort][1]

    def said(self, **changes: Any) -> dict[str, str]:
        """The words of an address that asks for this with these changes, from the first page unless they say."""
        default, other = Asked(), replace(self, **{"after": "", "before": "", **changes})
        return {name: str(value) for name, value in vars(other).items() if value != getattr(default, name)}


@dataclass(frozen=True)
class Moment:
    """A day as it is written, and the exact time in UTC for machines and for the pointer that rests on it."""

    text: str
    iso: str
    exact: str


@dataclass(frozen=True)
class Row:
    """One line of the table, its texts in the reader's language. Empty texts where there is nothing to say."""

    language: str
    title: str
    slug: str
    status: str
    tone: str
    is_draft: bool
    is_archived: bool
    kinds: tuple[str, ...]
    candidates: str
    completed: int
    rating: str
    deadline: Moment | None
    warning: str
    late: str
    created: Moment
    active: str


def matching(asked: Asked) -> QuerySet[Interviewer]:
    """The interviewers asked for, in no order, with the columns that a row is made of."""
    found = _named(asked)
    if asked.status:
        found = found.filter(status=asked.status)
    return found.only("title", "slug", "status", "created_at", "activated_at", "deadline", "archived_at")


def kinds_of(interviewer_ids: Iterable[UUID]) -> dict[UUID, tuple[str, ...]]:
    """The kinds of their stages in order, in one statement; who has no stages is left out."""
    kinds: dict[UUID, tuple[str, ...]] = defaultdict(tuple)
    rows = Stage.objects.filter(interviewer_id__in=list(interviewer_ids)).order_by("position")
    for interviewer_id, kind in rows.values_list("interviewer_id", "kind"):
        kinds[interviewer_id] += (kind,)
    return dict(kinds)


def count_by_status(asked: Asked) -> dict[str, int]:
    """How many of each status have the name asked for, in one statement."""
    counted = _named(asked).values("status").annotate(n=Count("*")).order_by()
    return {row["status"]: row["n"] for row in counted}


def _named(asked: Asked) -> QuerySet[Interviewer]:
    rows: QuerySet[Interviewer] = Interviewer.objects.all()
    for word in searchable(asked.q).split():
        rows = rows.filter(found_by__contains=word)
    return rows


def row(
    interviewer: Interviewer,
    *,
    kinds: tuple[str, ...],
    candidates: int,
    completed: int,
    rating: float | None,
    now: datetime,
    language: str,
) -> Row:
    """The line of an interviewer, given what is known of its stages and its candidates."""
    label = _label(interviewer.status, language)
    return Row(
        language=language,
        title=interviewer.title,
        slug=interviewer.slug,
        status=label,
        tone=LABELS[interviewer.status][1],
        is_draft=interviewer.status == Status.DRAFT,
        is_archived=interviewer.status == Status.ARCHIVED,
        kinds=kinds,
        candidates=f"{candidates:,}" if candidates else "",
        completed=round(100 * completed / candidates) if candidates else 0,
        rating="" if rating is None else f"{rating:.1f}",
        deadline=moment(interviewer.deadline, now, language) if interviewer.deadline else None,
        warning=closing(interviewer, now),
        late=label if interviewer.status == Status.EXPIRED else "",
        created=moment(interviewer.created_at, now, language),
        active=_active(interviewer, now, language),
    )


@lru_cache(maxsize=64)
def _label(status: str, language: str) -> str:  # noqa: ARG001  (the word is in it)
    return str(LABELS[status][0])


def moment(at: datetime, now: datetime, language: str = "") -> Moment:
    """language: the reader's, where it is known already."""
    words = _day(at.date(), at.year != now.year, language or get_language() or "")
    iso = at.isoformat()
    return Moment(words, iso, f"{iso[:10]} {iso[11:16]} UTC")


@lru_cache(maxsize=2048)
def _day(day: date, with_year: bool, language: str) -> str:  # noqa: ARG001  (the words are in it)
    return date_format(day, "j M Y" if with_year else "j M")


def closing(interviewer: Interviewer, now: datetime) -> str:
    """ "3 days left" for an active interviewer that closes within a week, else ""."""
    if interviewer.status != Status.ACTIVE:
        return ""
    left = days_left(interviewer.deadline, now)
    if left is None or left >= EXPIRING_SOON.days:
        return ""
    return ngettext("%(n)d day left", "%(n)d days left", left) % {"n": left} if left else _("Closes today")


def _active(interviewer: Interviewer, now: datetime, language: str) -> str:
    """How long it has taken candidates, to its deadline or its archiving where that has come."""
    if interviewer.activated_at is None:
        return ""
    ends = [end for end in (interviewer.deadline, interviewer.archived_at, now) if end is not None]
    return _days(max(0, (min(ends) - interviewer.activated_at).days), language)


@lru_cache(maxsize=2048)
def _days(n: int, language: str) -> str:  # noqa: ARG001  (the word is in it)
    return _("%(n)d d") % {"n": n}
