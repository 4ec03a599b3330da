"""The list of an interviewer's candidates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.permissions import may
from greenroom.accounts.rules.roles import Permission
from greenroom.candidates.models import Application, Attempt
from greenroom.candidates.queries import listing
from greenroom.candidates.web.words import STATUS_TONES, ago, day, status_label
from greenroom.core import clock
from greenroom.core.ui import figures, markup
from greenroom.interviewers.models import Stage
from greenroom.interviewers.queries import interviewers
from greenroom.interviewers.web.header import header_for
from greenroom.stages import registry

COLUMNS = (
    ("name", _("Profile")),
    ("score", _("Overall")),
    ("applied", _("Applied")),
    ("engaged", _("Last engaged")),
)


@dataclass(frozen=True)
class StageCell:
    """One stage of one candidate in the list. percent: 0 to 100, or None; meter: the same as a picture."""

    label: str
    text: str
    percent: float | None = None
    tone: str = ""

    @property
    def meter(self) -> SafeString:
        return figures.meter(self.percent or 0, "data")


@dataclass(frozen=True)
class Row:
    """A candidate, ready to be written. avatar, status: drawn."""

    id: str
    avatar: SafeString
    name: str
    email: str
    score: str
    covered: str
    stages: list[StageCell]
    status: SafeString
    applied: str
    applied_exact: str
    engaged: str
    engaged_exact: str
    url: str


@team(Permission.SEE)
def show(request: TeamRequest, slug: str) -> HttpResponse:
    interviewer = interviewers.get_for(request.member, slug)
    asked = listing.Asked.read(request.GET.dict())
    found = listing.of_interviewer(interviewer, asked)
    stages = list(interviewer.stages.all())
    context = {
        "interviewer": interviewer,
        "asked": asked,
        "stages": [registry.get(stage.kind) for stage in stages],
        "rows": [_row(slug, row, stages, found) for row in found.found.rows],
        "total": found.total,
        "everyone": sum(found.by_status.values()),
        "dismissed": 0 if asked.status else found.by_status.get(Application.Status.DISMISSED, 0),
        "statuses": _statuses(found.by_status, asked),
        "clear_status_url": _url(asked, status=""),
        "dismissed_url": _url(asked, status=Application.Status.DISMISSED),
        "sorts": {name: _sort(asked, name, str(label)) for name, label in COLUMNS},
        "previous_url": _url(asked, before=found.found.before) if found.found.before else "",
        "next_url": _url(asked, after=found.found.after) if found.found.after else "",
        "sizes": listing.SIZES,
        "kept": [(name, value) for name, value in _parts(asked).items() if name != "size"],
        "may_decide": may(request.member, Permission.DECIDE),
        **header_for(request, interviewer, "candidates"),
    }
    return render(request, "candidates/list.html", context)


def _row(slug: str, row: Application, stages: list[Stage], found: listing.Listing) -> Row:
    now = clock.now()
    attempts = found.attempts.get(row.id, {})
    return Row(
        id=str(row.id),
        avatar=markup.avatar(row.candidate.name),
        name=row.candidate.name,
        email=row.candidate.email,
        score="–" if row.score is None else f"{row.score:.0f}",
        covered=_covered(row),
        stages=[_cell(stage, attempts.get(stage.id)) for stage in stages],
        status=markup.status(status_label(row.status), STATUS_TONES[row.status]),
        applied=day(row.created_at, now),
        applied_exact=row.created_at.isoformat(timespec="minutes"),
        engaged=ago(row.last_engaged_at, now),
        engaged_exact=row.last_engaged_at.isoformat(timespec="minutes"),
        url=f"/interviewers/{slug}/candidates/{row.id}/",
    )


def _covered(row: Application) -> str:
    if row.score is None or row.coverage >= 0.995:
        return ""
    return _("%(percent)s%% covered") % {"percent": round(row.coverage * 100)}


def _cell(stage: Stage, attempt: Attempt | None) -> StageCell:
    label = str(registry.get(stage.kind).label)
    if attempt is None:
        return StageCell(label, _("Not started"))
    if attempt.status == Attempt.Status.OPEN:
        return StageCell(label, _("In progress"), tone="ink-2")
    if attempt.status == Attempt.Status.SUBMITTED:
        return StageCell(label, _("Evaluating"), tone="ink-2")
    if attempt.status == Attempt.Status.FAILED:
        return StageCell(label, _("Failed, retry"), tone="bad")
    if attempt.score is None:
        return StageCell(label, _("Done, not scored"))
    return StageCell(label, f"{attempt.score:.0f}%", attempt.score)


def _parts(asked: listing.Asked) -> dict[str, str]:
    default = listing.Asked()
    given = {"status": asked.status, "q": asked.search, "sort": asked.sort, "size": str(asked.size)}
    plain = {"status": "", "q": "", "sort": default.sort, "size": str(default.size)}
    return {name: value for name, value in given.items() if value != plain[name]}


def _url(asked: listing.Asked, **changes: str) -> str:
    parts = {name: value for name, value in {**_parts(asked), **changes}.items() if value}
    return f"?{urlencode(parts)}"


def _sort(asked: listing.Asked, name: str, label: str) -> dict[str, str]:
    descending = asked.sort == f"-{name}"
    ascending = asked.sort == name
    wanted = name if descending or (name == "name" and not ascending) else f"-{name}"
    direction = "descending" if descending else "ascending" if ascending else ""
    return {"label": label, "url": _url(asked, sort=wanted), "direction": direction}


def _statuses(by_status: dict[str, int], asked: listing.Asked) -> list[dict[str, Any]]:
    return [
        {
            "label": status_label(status),
            "url": _url(asked, status=status),
            "count": by_status.get(status, 0),
            "current": asked.status == status,
        }
        for status in Application.Status.values
    ]
