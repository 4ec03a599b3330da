"""What changed, and who would move, as the pages of a rescore say it."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from greenroom.candidates.rules.status import DECIDED, Status
from greenroom.candidates.web.words import status_label
from greenroom.evaluation.queries.reading import alias
from greenroom.evaluation.queries.rescores import Changes, Compared, Moved, Weighed
from greenroom.evaluation.rules.differing import Piece, side_by_side
from greenroom.evaluation.rules.movement import Crossing
from greenroom.interviewers.models import QuestionVersion
from greenroom.stages import registry

RULED = frozenset({*DECIDED, Status.KNOCKED_OUT})
NOTHING = "–"
MINUS = "−"


@dataclass(frozen=True)
class Line:
    """One part of a rubric beside what it is now. differs: whether it is another."""

    label: str
    before: list[Piece]
    now: list[Piece]
    differs: bool


@dataclass(frozen=True)
class Side:
    """What changed in one question or stage. words: the question; before, now: which versions these are."""

    title: str
    words: str
    before: str
    now: str
    people: str
    lines: list[Line]
    is_old: bool


def sides(changes: Changes) -> list[Side]:
    return [*map(_question, changes.questions), *map(_stage, changes.stages)]


def _question(each: Compared) -> Side:
    return Side(
        title=_kind(each.now.question.stage.kind),
        words=each.now.text,
        before=_("Version %(n)s") % {"n": each.before.number},
        now=_("Version %(n)s") % {"n": each.now.number},
        people=_people(each.people),
        lines=list(_lines(each.before, each.now)),
        is_old=each.is_old,
    )


def _stage(each: Weighed) -> Side:
    return Side(
        title=_kind(each.stage.kind),
        words=_("How much the stage counts in the overall score"),
        before=_("Before"),
        now=_("Now"),
        people=_people(each.people),
        lines=[_line(_("Weight"), f"{each.before:g}", f"{each.now:g}")],
        is_old=each.is_old,
    )


def _people(number: int) -> str:
    return ngettext("%(n)s person", "%(n)s people", number) % {"n": number}


def _kind(slug: str) -> str:
    return str(registry.get(slug).label)


def _lines(before: QuestionVersion, now: QuestionVersion) -> Iterator[Line]:
    yield _line(_("Weight"), f"{before.weight:g}", f"{now.weight:g}")
    for mark in sorted({*before.anchors, *now.anchors}):
        label = _("A %(score)s of 5") % {"score": mark}
        yield _line(label, before.anchors.get(mark, ""), now.anchors.get(mark, ""))
    for first, second in _paired(before.key_points, now.key_points):
        yield _line(_("A full answer names"), first, second)


def _paired(before: list[str], now: list[str]) -> Iterator[tuple[str, str]]:
    """Key points that are in both beside each other, whatever was put in or taken out between them."""
    matched = SequenceMatcher(None, before, now, autojunk=False).get_opcodes()
    for _what, start, end, other_start, other_end in matched:
        yield from zip_longest(before[start:end], now[other_start:other_end], fillvalue="")


def _line(label: str, before: str, now: str) -> Line:
    return Line(label, *side_by_side(before, now), differs=before != now)


def person(each: Moved, slug: str, hidden: Set[UUID]) -> dict[str, Any]:
    """A row. hidden: applications whose people the reader does not see."""
    application = each.application
    return {
        "name": alias(application) if application.id in hidden else application.candidate.name,
        "url": reverse("candidate", args=[slug, application.id]),
        "before": figure(each.before),
        "after": figure(each.after),
        "change": _change(each.before, each.after),
        "place": _place(each.place_before, each.place_after),
        "crossings": [_crossing(crossed) for crossed in each.crossings],
        "status": status_label(application.status) if application.status in RULED else "",
        "error": each.error,
        "since": "" if each.since is None else figure(each.since),
    }


def figure(score: float | None) -> str:
    return NOTHING if score is None else f"{score:.1f}"


def _change(before: float | None, after: float | None) -> str:
    if before is None:
        return _("new")
    if after is None:
        return _("no score")
    return f"{after - before:+.1f}".replace("-", MINUS)


def _place(before: int | None, after: int | None) -> str:
    if before is None and after is None:
        return NOTHING
    if before == after:
        return str(after)
    return f"{before or NOTHING} → {after or NOTHING}"


def _crossing(each: Crossing) -> dict[str, Any]:
    return {
        "stage": _kind(each.kind),
        "meets": each.meets,
        "minimum": f"{each.minimum:g}",
        "scores": f"{figure(each.before)} → {figure(each.after)}",
    }
