"""What stands above every page of one interviewer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from greenroom.accounts.access import TeamRequest
from greenroom.accounts.permissions import may
from greenroom.accounts.rules.roles import Permission
from greenroom.core import clock
from greenroom.interviewers.models import Interviewer
from greenroom.interviewers.queries.listing import LABELS, Moment, moment
from greenroom.interviewers.rules.lifecycle import EXPIRING_SOON, days_left
from greenroom.interviewers.web import steps
from greenroom.interviewers.web.rows import workflow

Status = Interviewer.Status


@dataclass(frozen=True)
class Header:
    """The parts of the header, ready to be written. base: the interviewer's own address."""

    title: str
    slug: str
    base: str
    list_url: str
    status: str
    tone: str
    state: str
    workflow: SafeString
    created: Moment
    remaining: str
    soon: bool
    rail: list[steps.Step]
    tabs: list[dict[str, Any]]
    may_activate: bool
    may_edit: bool
    may_delete: bool


def header_for(request: TeamRequest, interviewer: Interviewer, current: str) -> dict[str, Any]:
    """The context of `interviewers/_header.html`.

    current: "candidates", or a name of `steps.STEPS`. The interviewer's stages are best prefetched. A draft has the
    rail of its steps where others have tabs.
    """
    label, tone = LABELS[interviewer.status]
    now, may_edit = clock.now(), may(request.member, Permission.EDIT_INTERVIEWERS)
    left = days_left(interviewer.deadline, now) if interviewer.status == Status.ACTIVE else None
    base = reverse("interviewer", args=[interviewer.slug])
    header = Header(
        title=interviewer.title,
        slug=interviewer.slug,
        base=base,
        list_url=reverse("interviewers"),
        status=str(label),
        tone=tone if tone != "hollow" else "line",
        state=interviewer.status,
        workflow=_workflow(interviewer),
        created=moment(interviewer.created_at, now),
        remaining=_remaining(left),
        soon=left is not None and left < EXPIRING_SOON.days,
        rail=steps.rail(base, current) if steps.is_being_made(interviewer) and may_edit else [],
        tabs=steps.tabs(request.member, base, current),
        may_activate=may_edit and interviewer.planning == Interviewer.Planning.DONE,
        may_edit=may_edit,
        may_delete=may(request.member, Permission.DELETE),
    )
    return {"header": header}


def _workflow(interviewer: Interviewer) -> SafeString:
    kinds = tuple(stage.kind for stage in interviewer.stages.all())
    return workflow(kinds, get_language() or "") if kinds else SafeString()


def _remaining(left: int | None) -> str:
    if left is None:
        return ""
    if left == 0:
        return _("Closes within a day")
    return ngettext("Active for %(n)d more day", "Active for %(n)d more days", left) % {"n": left}
