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

from greenroom.core import money
from greenroom.core.cursors import Order
from greenroom.core.text import searchable
from greenroom.interviewers.models import Interviewer, Label, Stage
from greenroom.interviewers.queries import labels as labelled
from greenroom.interviewers.queries.labels import Mark, Wanted
from greenroom.interviewers.rules.budgets import NEARLY
from greenroom.interviewers.rules.lifecycle import EXPIRING_SOON, days_left

Status = Interviewer.Status

SORTS: dict[str, tuple[Promise, Order]] = {
    "-created": (gettext_lazy("Most recent"), Order("created_at", descending=True)),
    "created": (gettext_lazy("Oldest"), Order("created_at")),
    "-candidates": (gettext_lazy("Most candidates"), Order("candidates", descending=True)),
    "candidates": (gettext_lazy("Least candidates"), Order("candidates")),
}
SIZES = (12, 25, 50)
LONGEST_LABEL, MOST_LABELS = 240, 60
LABELS: dict[str, tuple[Promise, str]] = {
    Status.ACTIVE: (gettext_lazy("Active"), "good"),
    Status.EXPIRED: (gettext_lazy("Expired"), "look"),
    Status.DRAFT: (gettext_lazy("Draft"), "hollow"),
    Status.ARCHIVED: (gettext_lazy("Archived"), ""),
}


@dataclass(frozen=True)
class Asked:
    """What the reader asked for. Words that mean nothing fall back to the default instead of failing.

    label: "department:Retail" for each value of a label that is asked for.
    """

    status: str = ""
    q: str = ""
    label: tuple[str, ...] = ()
    sort: str = "-created"
    size: int = 25
    after: str = ""
    before: str = ""

    @classmethod
    def read(cls, given: Mapping[str, str], labels: Iterable[str] = ()) -> Asked:
        status, sort, size = (given.get(name, "") for name in ("status", "sort", "size"))
        return cls(
            status=status if status in LABELS else "",
            q=" ".join(given.get("q", "").replace("\x00", "").split())[:160],
            label=tuple(dict.fromkeys(filter(_is_label, labels)))[:MOST_LABELS],
            sort=sort if sort in SORTS else cls.sort,
            size=int(size) if size in map(str, SIZES) else cls.size,
            after=given.get("after", ""),
            before=given.get("before", ""),
        )

    @property
    def order(self) -> Order:
        return SORTS[self.sort][1]

    @property
    def labels(self) -> Wanted:
        """Values by the key of their label."""
        wanted: dict[str, list[str]] = defaultdict(list)
        for each in self.label:
            key, _colon, value = each.partition(":")
            wanted[key].append(value)
        return dict(wanted)

    def said(self, **changes: Any) -> list[tuple[str, str]]:
        """The words of an address that asks for this with these changes, from the first page unless they say."""
        default, other = Asked(), replace(self, **{"after": "", "before": "", **changes})
        words: list[tuple[str, str]] = []
        for name, value in vars(other).items():
            if value != getattr(default, name):
                words += [(name, str(each)) for each in (value if isinstance(value, tuple) else (value,))]
        return words


def _is_label(word: str) -> bool:
    key, colon, value = word.partition(":")
    return bool(key and colon and value) and len(word) <= LONGEST_LABEL and "\x00" not in word


@dataclass(frozen=True)
class Moment:
    """A day as it is written, and the exact time in UTC for machines and for the pointer that rests on it."""

    text: str
    iso: str
    exact: str


@dataclass(frozen=True)
class Spend:
    """What an interviewer has cost against its limit, short enough for a table: "$3" and "$1k", "" for no limit.

    percent: of the limit, None without one. is_high: four fifths of it or more.
    """

    spent: str
    limit: str
    percent: int | None
    is_high: bool


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
    spend: Spend
    marks: tuple[Mark, ...]
    lacking: tuple[str, ...]
    subscribers: int
    deadline: Moment | None
    warning: str
    late: str
    created: Moment
    active: str


def matching(asked: Asked, labels: Iterable[Label]) -> QuerySet[Interviewer]:
    """The interviewers asked for, in no order, with the columns that a row is made of. labels: those there are."""
    found = _narrowed(asked, labels)
    if asked.status:
        found = found.filter(status=asked.status)
    return found.only(
        "title", "slug", "status", "created_at", "activated_at", "deadline", "archived_at", "budget", "spent"
    )


def kinds_of(interviewer_ids: Iterable[UUID]) -> dict[UUID, tuple[str, ...]]:
    """The kinds of their stages in order, in one statement; who has no stages is left out."""
    kinds: dict[UUID, tuple[str, ...]] = defaultdict(tuple)
    rows = Stage.objects.filter(interviewer_id__in=list(interviewer_ids), removed_at=None).order_by(
        "position"
    )
    for interviewer_id, kind in rows.values_list("interviewer_id", "kind"):
        kinds[interviewer_id] += (kind,)
    return dict(kinds)


def count_by_status(asked: Asked, labels: Iterable[Label]) -> dict[str, int]:
    """How many of each status have the name and the labels asked for, in one statement."""
    counted = _narrowed(asked, labels).values("status").annotate(n=Count("*")).order_by()
    return {row["status"]: row["n"] for row in counted}


def _narrowed(asked: Asked, labels: Iterable[Label]) -> QuerySet[Interviewer]:
    rows: QuerySet[Interviewer] = Interviewer.objects.all()
    for word in searchable(asked.q).split():
        rows = rows.filter(found_by__contains=word)
    return labelled.narrowed(rows, labels, asked.labels)


@dataclass(frozen=True)
class Known:
    """What is known of an interviewer beside its own row. completed: of the candidates; rating: 1 to 5, or None."""

    kinds: tuple[str, ...] = ()
    candidates: int = 0
    completed: int = 0
    rating: float | None = None
    marks: tuple[Mark, ...] = ()
    lacking: tuple[str, ...] = ()
    subscribers: int = 0


def row(interviewer: Interviewer, known: Known, *, currency: str, now: datetime, language: str) -> Row:
    """The line of an interviewer. currency: of its amounts."""
    label = _label(interviewer.status, language)
    is_archived = interviewer.status == Status.ARCHIVED
    return Row(
        language=language,
        title=interviewer.title,
        slug=interviewer.slug,
        status=label,
        tone=LABELS[interviewer.status][1],
        is_draft=interviewer.status == Status.DRAFT,
        is_archived=is_archived,
        kinds=known.kinds,
        candidates=f"{known.candidates:,}" if known.candidates else "",
        completed=round(100 * known.completed / known.candidates) if known.candidates else 0,
        rating="" if known.rating is None else f"{known.rating:.1f}",
        spend=spend(interviewer.spent, interviewer.budget, currency, language),
        marks=known.marks,
        lacking=() if is_archived else known.lacking,
        subscribers=known.subscribers,
        deadline=moment(interviewer.deadline, now, language) if interviewer.deadline else None,
        warning=closing(interviewer, now),
        late=label if interviewer.status == Status.EXPIRED else "",
        created=moment(interviewer.created_at, now, language),
        active=_active(interviewer, now, language),
    )


@lru_cache(maxsize=8192)
def spend(spent: int, budget: int | None, currency: str, language: str) -> Spend:
    """spent, budget: micros of the currency."""
    if budget is None:
        return Spend(money.compact(spent, currency, language), "", None, is_high=False)
    return Spend(
        money.compact(spent, currency, language),
        money.compact(budget, currency, language),
        min(100, spent * 100 // budget) if budget else 100,
        is_high=spent * 100 >= budget * NEARLY,
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
