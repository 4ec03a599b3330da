"""The list of interviewers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.models import Member
from greenroom.accounts.permissions import may
from greenroom.accounts.rules.roles import Permission
from greenroom.candidates.queries import counts
from greenroom.core import clock
from greenroom.core.cursors import Page, page
from greenroom.interviewers.models import Interviewer, Label
from greenroom.interviewers.queries import labels as labelled
from greenroom.interviewers.queries import listing, views
from greenroom.interviewers.queries.listing import Asked, Row
from greenroom.interviewers.rules.subject import KIND
from greenroom.interviewers.web import cells
from greenroom.interviewers.web import rows as drawn
from greenroom.notifications.queries import subscribers

workflow = drawn.workflow  # the header of an interviewer shows it too
PAGE = "interviewers"
SHOWN = ("", Interviewer.Status.ACTIVE, Interviewer.Status.EXPIRED, Interviewer.Status.ARCHIVED)
"""The statuses that lists are looked at by. Drafts stand beside them, quietly."""

_UNDO = re.compile(r"(?P<act>archive|unarchive):(?P<slug>[-\w]{1,80})")


@team(Permission.SEE)
def home(request: TeamRequest) -> HttpResponse:  # noqa: ARG001  (a view's signature)
    """The front page of a member is the list."""
    return redirect("interviewers")


@team(Permission.SEE)
def show(request: TeamRequest) -> HttpResponse:
    asked = read(request.GET)
    labels, offered = labelled.with_values()
    by_status = listing.count_by_status(asked, labels)
    total = by_status.get(asked.status, 0) if asked.status else sum(by_status.values())
    found = _page(asked, labels)
    may_edit = may(request.member, Permission.EDIT_INTERVIEWERS)
    rows = rows_of(found.rows, labels, request.member)
    fragment = request.headers.get("HX-Target") == "interviewers"
    here = address(asked, after=asked.after, before=asked.before)
    table = drawn.table(rows, cells.Reader(reverse("interviewers"), may_edit))
    context = {
        "fragment": fragment,
        "asked": asked,
        "rows": rows,
        "table": table,
        "total": total,
        **_statuses(asked, by_status),
        "sorts": [(name, label) for name, (label, _order) in listing.SORTS.items()],
        "narrowed": bool(asked.q or asked.status or asked.label),
        "may_edit": may_edit,
        "base": reverse("interviewers"),
        "here": here,
        "undo_fields": {"back": here},
        **_filters(asked, labels, offered),
        **_views(request.member, asked),
        **_paging(asked, found, total),
        **_said(request, fragment=fragment),
    }
    response = render(request, f"interviewers/{'_table' if fragment else 'list'}.html", context)
    response.content = table.put_into(response.content)
    response.headers["Vary"] = "HX-Target, Cookie"
    if fragment:
        response.headers["HX-Push-Url"] = here
    return response


def read(given: Any) -> Asked:
    """given: the words of an address, as Django reads them."""
    return Asked.read(given.dict(), given.getlist("label"))


def _page(asked: Asked, labels: list[Label]) -> Page[Interviewer]:
    rows = listing.matching(asked, labels)
    if asked.order.column == "candidates":
        rows = counts.with_candidates(rows)
    try:
        return page(rows, asked.order, size=asked.size, after=asked.after, before=asked.before)
    except (TypeError, ValueError, ValidationError):  # the cursor is none of ours
        return page(rows, asked.order, size=asked.size)


def rows_of(interviewers: list[Interviewer], labels: list[Label], member: Member) -> list[Row]:
    """Their lines, in a constant number of statements. labels: all that there are."""
    ids = [each.id for each in interviewers]
    people, kinds = counts.of_interviewers(ids), listing.kinds_of(ids)
    held = labelled.of_interviewers(ids) if labels else {}
    hearing = subscribers.counts(subject_kind=KIND, subject_ids=ids)
    nobody, now, language = counts.Counts(), clock.now(), get_language() or ""
    return [
        listing.row(
            each,
            listing.Known(
                kinds=kinds.get(each.id, ()),
                **vars(people.get(each.id, nobody)),
                marks=labelled.marks(labels, held.get(each.id, {}), language),
                lacking=labelled.lacking(labels, held.get(each.id, {})),
                subscribers=hearing[each.id],
            ),
            currency=member.workspace.currency,
            now=now,
            language=language,
        )
        for each in interviewers
    ]


def _statuses(asked: Asked, by_status: dict[str, int]) -> dict[str, Any]:
    def one(status: str) -> dict[str, Any]:
        label, tone = listing.LABELS[status] if status else (_("All"), "")
        count = by_status.get(status, 0) if status else sum(by_status.values())
        return {
            "label": str(label),
            "count": count,
            "url": address(asked, status=status),
            "current": asked.status == status,
            "dot": drawn.dot(tone) if status else "",
        }

    drafts = one(Interviewer.Status.DRAFT)
    return {"statuses": [one(status) for status in SHOWN], "drafts": {**drafts, "label": _("Drafts")}}


@dataclass(frozen=True)
class Filter:
    """A label in the filter. choices: what is sent, what is read, and whether it is chosen."""

    name: str
    choices: list[tuple[str, str, bool]]


def _filters(asked: Asked, labels: list[Label], offered: labelled.Offered) -> dict[str, Any]:
    """Nothing where no labels are configured. A value that nobody has any more can still be unticked."""
    if not labels:
        return {}
    wanted, found, chosen = asked.labels, [], []
    for label in labels:
        ticked = wanted.get(label.key, [])
        values = dict.fromkeys([*offered[label.id], *ticked])
        spoken = {value: labelled.spoken(value, label.value_type) for value in values}
        choices = [(f"{label.key}:{value}", spoken[value], value in ticked) for value in values]
        chosen += [labelled.mark(label.name, label.value_type, value, "").short for value in ticked]
        if choices:
            found.append(Filter(label.name, choices))
    words = _("%(first)s +%(n)d") % {"first": chosen[0], "n": len(chosen) - 1} if len(chosen) > 1 else ""
    return {
        "filters": found,
        "chosen": words or next(iter(chosen), _("Any")),
        "any_label_url": address(asked, label=()) if chosen else "",
    }


def _views(member: Member, asked: Asked) -> dict[str, Any]:
    here = urlencode(asked.said())
    saved = [
        {
            "name": view.name,
            "url": f"{reverse('interviewers')}?{view.query}",
            "current": view.query == here,
            "is_others": view.member_id != member.id,
        }
        for view in views.of(member, PAGE)
    ]
    named = next((view["name"] for view in saved if view["current"]), "")
    return {"views": saved, "view": named, "save_url": f"{reverse('interviewer-views')}?{here}"}


def _paging(asked: Asked, found: Page[Interviewer], total: int) -> dict[str, Any]:
    whole = not (found.before or found.after)
    return {
        "first": 1 if whole and total else None,
        "last": total,
        "previous_url": address(asked, before=found.before) if found.before else "",
        "next_url": address(asked, after=found.after) if found.after else "",
        "sizes": listing.SIZES,
        "kept": [(name, value) for name, value in asked.said() if name != "size"],
    }


def _said(request: TeamRequest, *, fragment: bool) -> dict[str, Any]:
    """What was just done to a row, and the address that takes it back. A fragment says all that there is to say."""
    undo = _UNDO.fullmatch(request.GET.get("undo", ""))
    if undo is None and not fragment:
        return {}
    told = [str(message) for message in messages.get_messages(request)]
    if undo is None or not told:
        return {"told": told, "messages": []}
    url = reverse(f"interviewer-{undo['act']}", args=[undo["slug"]])
    return {"told": told[:-1], "undo": {"text": told[-1], "url": url}, "messages": []}


def address(asked: Asked, **changes: Any) -> str:
    """The address of the list as asked for, with these changes."""
    words = asked.said(**changes)
    return reverse("interviewers") + (f"?{urlencode(words)}" if words else "")


def came_from(request: HttpRequest, otherwise: str) -> str:
    """Where a form of this room says it stood: one of its own addresses, or `otherwise`.

    A button that can be taken back says what takes it back, "unarchive:3f2-driver"; the list then offers it.
    """
    back, undo = request.POST.get("back", ""), request.POST.get("undo", "")
    if not back.startswith(reverse("interviewers")) or "\\" in back:
        return otherwise
    if _UNDO.fullmatch(undo) is None:
        return back
    return f"{back}{'&' if urlsplit(back).query else '?'}{urlencode({'undo': undo})}"
