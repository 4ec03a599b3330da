"""The jobs page: what runs off the request, for administrators."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.rules.roles import Permission
from greenroom.core.jobs import listing
from greenroom.core.models import Job

STATES = {
    Job.State.WAITING: gettext_lazy("Waiting"),
    Job.State.RUNNING: gettext_lazy("Running"),
    Job.State.DONE: gettext_lazy("Done"),
    Job.State.FAILED: gettext_lazy("Failed"),
    Job.State.CANCELLED: gettext_lazy("Cancelled"),
}
TONES = {
    Job.State.RUNNING: "live",
    Job.State.DONE: "good",
    Job.State.FAILED: "bad",
    Job.State.WAITING: "line",
}


@team(Permission.MANAGE_WORKSPACE)
@require_GET
def jobs(request: TeamRequest) -> HttpResponse:
    """A page of jobs, newest first, of one state or of all."""
    state = _known(request.GET.get("state", ""))
    scope_id = request.member.workspace_id
    page = listing.page_for(
        scope_id, state=state, after=request.GET.get("after", ""), before=request.GET.get("before", "")
    )
    counts = listing.counts_for(scope_id)
    given = {
        "entries": [
            (entry, STATES[Job.State(entry.state)], TONES.get(Job.State(entry.state), ""))
            for entry in page.entries
        ],
        "filters": _filters(state, counts),
        "state": state,
        "newer": _address(state, before=page.newer) if page.newer else "",
        "older": _address(state, after=page.older) if page.older else "",
    }
    return render(request, "jobs/jobs.html", given)


@team(Permission.MANAGE_WORKSPACE)
@require_POST
def cancel_job(request: TeamRequest, job_id: UUID) -> HttpResponse:
    listing.cancel(request.member.workspace_id, job_id, by=request.member.actor)
    messages.success(request, _("The job will not go on."))
    return redirect(_address(_known(request.POST.get("state", ""))))


@team(Permission.MANAGE_WORKSPACE)
@require_POST
def retry_job(request: TeamRequest, job_id: UUID) -> HttpResponse:
    listing.retry(request.member.workspace_id, job_id, by=request.member.actor)
    messages.success(request, _("The job waits for its turn again."))
    return redirect(_address(_known(request.POST.get("state", ""))))


def _known(state: str) -> str:
    return state if state in Job.State.values else ""


def _filters(state: str, counts: dict[str, int]) -> list[dict[str, object]]:
    everything = {
        "label": _("All"),
        "url": _address(""),
        "current": not state,
        "count": sum(counts.values()),
    }
    return [
        everything,
        *(
            {
                "label": label,
                "url": _address(each.value),
                "current": state == each,
                "count": counts.get(each, 0),
            }
            for each, label in STATES.items()
        ),
    ]


def _address(state: str, **cursor: str) -> str:
    asked = {name: value for name, value in {"state": state, **cursor}.items() if value}
    return f"{reverse('jobs')}?{urlencode(asked)}" if asked else reverse("jobs")
