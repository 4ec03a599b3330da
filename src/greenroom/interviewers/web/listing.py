"""The list of interviewers."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.permissions import may
from greenroom.accounts.rules.roles import Permission
from greenroom.candidates.queries import counts
from greenroom.core import clock
from greenroom.core.cursors import Page, page
from greenroom.interviewers.models import Interviewer
from greenroom.interviewers.queries import listing
from greenroom.interviewers.queries.listing import Asked, Row
from greenroom.interviewers.web import rows as drawn

workflow = drawn.workflow  # the header of an interviewer shows it too


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
    rows = _rows(found.rows)
    may_edit = may(request.member, Permission.EDIT_INTERVIEWERS)
    fragment = request.headers.get("HX-Target") == "interviewers"
    context = {
        "fragment": fragment,
        "asked": asked,
        "rows": rows,
        "table": drawn.table(rows, may_edit=may_edit),
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


def _rows(interviewers: list[Interviewer]) -> list[Row]:
    ids = [each.id for each in interviewers]
    people, kinds = counts.of_interviewers(ids), listing.kinds_of(ids)
    nobody, now, language = counts.Counts(), clock.now(), get_language() or ""
    return [
        listing.row(
            each,
            kinds=kinds.get(each.id, ()),
            **vars(people.get(each.id, nobody)),
            now=now,
            language=language,
        )
        for each in interviewers
    ]


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
