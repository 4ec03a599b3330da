"""The list of an interviewer's candidates."""

from __future__ import annotations

from collections.abc import Set
from itertools import chain
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.permissions import may
from greenroom.accounts.rules.roles import Permission
from greenroom.candidates.models import Application, Attempt
from greenroom.candidates.queries import listing
from greenroom.candidates.web import addresses, bulk, undo
from greenroom.candidates.web.progress import of_attempts
from greenroom.candidates.web.rows import Row, row_of
from greenroom.core import clock
from greenroom.evaluation.queries.reading import alias, habit_of, hidden_from
from greenroom.interviewers.models import Interviewer
from greenroom.interviewers.queries import interviewers
from greenroom.interviewers.web.header import header_for
from greenroom.stages import registry

COLUMNS = (
    ("name", _("Profile")),
    ("score", _("Overall")),
    ("applied", _("Applied")),
    ("engaged", _("Last engaged")),
)
MOST_SEEN = 100


@team(Permission.SEE)
@require_GET
def show(request: TeamRequest, slug: str) -> HttpResponse:
    interviewer = interviewers.get_brief_for(request.member, slug)
    asked = listing.Asked.read(request.GET.dict())
    found = listing.of_interviewer(interviewer, asked)
    habit = habit_of(request.member)
    hidden = hidden_from(request.member, found.found.rows, habit)
    rows = _rows(interviewer, found.found.rows, found.attempts, asked, hidden)
    context = {
        "interviewer": interviewer,
        "blind": habit.blind,
        "here": request.get_full_path(),
        "asked": asked,
        "stages": [registry.get(stage.kind) for stage in interviewer.stages.all()],
        "rows": rows,
        "total": found.total,
        "more": found.total > len(rows),
        "everyone": sum(found.by_status.values()),
        "dismissed": 0 if asked.status else found.by_status.get(Application.Status.DISMISSED, 0),
        "statuses": addresses.statuses(found.by_status, asked),
        "clear_status_url": addresses.query(asked, status=""),
        "dismissed_url": addresses.query(asked, status=Application.Status.DISMISSED),
        "sorts": {name: addresses.sort(asked, name, str(label)) for name, label in COLUMNS},
        "sizes": listing.SIZES,
        "kept": [(name, value) for name, value in asked.parts.items() if name != "size"],
        "query": addresses.query(asked),
        "may_decide": may(request.member, Permission.DECIDE),
        "undo": undo.take(request),
        "bulk": bulk.standing(request, slug),
        **_paging(found, asked),
        **_watched(rows, found.total),
        **header_for(request, interviewer, "candidates"),
    }
    return render(request, "candidates/list.html", context)


def _paging(found: listing.Listing, asked: listing.Asked) -> dict[str, str]:
    before, after = found.found.before, found.found.after
    return {
        "previous_url": addresses.query(asked, before=before) if before else "",
        "next_url": addresses.query(asked, after=after) if after else "",
    }


def _rows(
    interviewer: Interviewer,
    rows: list[Application],
    attempts: dict[UUID, dict[UUID, Attempt]],
    asked: listing.Asked,
    hidden: Set[UUID],
) -> list[Row]:
    stages, now = list(interviewer.stages.all()), clock.now()
    progress = of_attempts(chain.from_iterable(each.values() for each in attempts.values()))
    return [
        row_of(
            row,
            stages,
            attempts.get(row.id, {}),
            progress,
            slug=interviewer.slug,
            asked=asked,
            now=now,
            called=alias(row) if row.id in hidden else "",
        )
        for row in rows
    ]


def _watched(rows: list[Row], total: int) -> dict[str, Any]:
    """What the page tells the server it shows, so that only what differs comes back."""
    return {"seen": ",".join(f"{UUID(row.id).hex}{row.digest}" for row in rows), "seen_total": total}


@team(Permission.SEE)
@require_GET
def live(request: TeamRequest, slug: str) -> HttpResponse:
    """What has changed in the rows on a reader's page, and how many more match by now; nothing where nothing has.

    seen: 32 letters of an id and 8 of a digest for each row; total: how many matched when the page was drawn.
    """
    interviewer = interviewers.get_brief_for(request.member, slug)
    asked = listing.Asked.read(request.GET.dict())
    seen = _read_seen(request.GET.get("seen", ""))
    drawn_total = request.GET.get("total", "")
    found = Application.objects.filter(interviewer=interviewer, id__in=seen).select_related("candidate")
    by_id = {row.id: row for row in found}
    present = [by_id[each] for each in seen if each in by_id]
    hidden = {row.id for row in present}  # names are drawn with the page, and never anew
    rows = _rows(interviewer, present, listing.newest_attempts(present), asked, hidden)
    changed = [row for row in rows if seen[UUID(row.id)] != row.digest]
    matching = listing.matching(interviewer, asked).count()
    arrived = max(0, matching - int(drawn_total)) if drawn_total.isdecimal() else 0
    if not changed and str(arrived) == request.GET.get("arrived", "0"):
        return HttpResponse(status=204)
    context = {
        "interviewer": interviewer,
        "changed": changed,
        "arrived": arrived,
        "query": addresses.query(asked),
        **_watched(rows, 0),
        "seen_total": drawn_total,
    }
    return render(request, "candidates/_live.html", context)


def _read_seen(text: str) -> dict[UUID, str]:
    seen = {}
    for part in text.split(",")[:MOST_SEEN]:
        try:
            seen[UUID(part[:32])] = part[32:40]
        except ValueError:
            continue
    return seen
