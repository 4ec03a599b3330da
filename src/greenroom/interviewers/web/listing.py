"""The list of interviewers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.permissions import may
from greenroom.accounts.rules.roles import Permission
from greenroom.candidates.queries import counts
from greenroom.core import clock
from greenroom.core.cursors import Page, page
from greenroom.core.ui import figures, markup
from greenroom.interviewers.models import Interviewer
from greenroom.interviewers.queries import listing
from greenroom.interviewers.queries.listing import Asked, Row
from greenroom.stages import registry as stages

SLUG, TITLE = "§slug§", "§title§"  # no slug holds the sign; the title is put in last


@dataclass(frozen=True)
class Line:
    """A row and its pictures."""

    row: Row
    workflow: SafeString
    meter: SafeString
    actions: SafeString


@team(Permission.SEE)
def home(request: TeamRequest) -> HttpResponse:  # noqa: ARG001  (a view's signature)
    """The front page of a member is the list."""
    return redirect("interviewers")


@team(Permission.SEE)
def show(request: TeamRequest) -> HttpResponse:
    asked = Asked.read(request.GET.dict())
    by_status = listing.count_by_status(asked)
    total = by_status.get(asked.status, 0) if asked.status else sum(by_status.values())
    found = _page(asked)
    may_edit = may(request.member, Permission.EDIT_INTERVIEWERS)
    fragment = request.headers.get("HX-Target") == "interviewers"
    context = {
        "fragment": fragment,
        "asked": asked,
        "lines": _lines(found.rows, may_edit=may_edit),
        "total": total,
        "statuses": _statuses(asked, by_status),
        "sorts": [(name, label) for name, (label, _order) in listing.SORTS.items()],
        "narrowed": bool(asked.q or asked.status),
        "may_edit": may_edit,
        "base": reverse("interviewers"),
        "here": request.get_full_path(),
        **_paging(asked, found, total),
    }
    response = render(request, f"interviewers/{'_table' if fragment else 'list'}.html", context)
    response.headers["Vary"] = "HX-Target, Cookie"
    if fragment:
        response.headers["HX-Push-Url"] = address(asked)
    return response


def _page(asked: Asked) -> Page[Interviewer]:
    rows = listing.matching(asked)
    if asked.order.column == "candidates":
        rows = counts.with_candidates(rows)
    try:
        return page(rows, asked.order, size=asked.size, after=asked.after, before=asked.before)
    except (TypeError, ValueError, ValidationError):  # the cursor is none of ours
        return page(rows, asked.order, size=asked.size)


def _lines(interviewers: list[Interviewer], *, may_edit: bool) -> list[Line]:
    known, now, nobody = (
        counts.of_interviewers(each.id for each in interviewers),
        clock.now(),
        counts.Counts(),
    )
    language, lines = get_language() or "", []
    for interviewer in interviewers:
        people = known.get(interviewer.id, nobody)
        row = listing.row(interviewer, **vars(people), now=now)
        actions = _actions(row.is_draft, row.is_archived, may_edit, language)
        shown = SafeString(actions.replace(SLUG, row.slug).replace(TITLE, escape(row.title)))
        lines.append(Line(row, workflow(row.kinds, language), _meter(row), shown))
    return lines


@lru_cache(maxsize=64)
def _actions(is_draft: bool, is_archived: bool, may_edit: bool, language: str) -> str:  # noqa: ARG001  (see above)
    """The buttons of a row, with stand-ins for what differs between rows: fifty rows are not drawn one by one."""
    context = {
        "is_draft": is_draft,
        "is_archived": is_archived,
        "may_edit": may_edit,
        "base": reverse("interviewers"),
        "slug": SLUG,
        "title": TITLE,
    }
    return render_to_string("interviewers/_row_actions.html", context)


def _meter(row: Row) -> SafeString:
    if not row.candidates:
        return SafeString()
    return figures.meter(row.completed, label=_("%(n)d%% completed") % {"n": row.completed})


@lru_cache(maxsize=512)
def workflow(kinds: tuple[str, ...], language: str) -> SafeString:  # noqa: ARG001  (the words are in it)
    """The picture of a workflow in the reader's language."""
    return markup.stage_strip({"icon": kind.icon, "name": str(kind.label)} for kind in map(stages.get, kinds))


def _statuses(asked: Asked, by_status: dict[str, int]) -> list[dict[str, Any]]:
    every = [("", _("All"), sum(by_status.values()))]
    every += [
        (status, str(label), by_status.get(status, 0)) for status, (label, _tone) in listing.LABELS.items()
    ]
    return [
        {
            "label": label,
            "count": count,
            "url": address(asked, status=status),
            "current": asked.status == status,
            "tone": listing.LABELS[status][1] if status else None,
        }
        for status, label, count in every
    ]


def _paging(asked: Asked, found: Page[Interviewer], total: int) -> dict[str, Any]:
    whole = not (found.before or found.after)
    return {
        "first": 1 if whole and total else None,
        "last": total,
        "previous_url": address(asked, before=found.before) if found.before else "",
        "next_url": address(asked, after=found.after) if found.after else "",
        "sizes": listing.SIZES,
        "kept": [(name, value) for name, value in asked.said().items() if name != "size"],
    }


def address(asked: Asked, **changes: Any) -> str:
    """The address of the list as asked for, with these changes."""
    words = asked.said(**changes)
    return reverse("interviewers") + (f"?{urlencode(words)}" if words else "")


def came_from(request: HttpRequest, otherwise: str) -> str:
    """Where a form of this room says it stood: one of its own addresses, or `otherwise`."""
    back = request.POST.get("back", "")
    return back if back.startswith(reverse("interviewers")) and "\\" not in back else otherwise
