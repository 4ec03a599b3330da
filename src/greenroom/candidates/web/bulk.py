"""A decision on everybody who matches, while it runs."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.permissions import may
from greenroom.accounts.rules.roles import Permission
from greenroom.candidates.actions import deciding
from greenroom.candidates.jobs import decide_matching
from greenroom.core import clock
from greenroom.core.models import Job
from greenroom.interviewers.queries import interviewers

KEY = "bulk"
OPEN = frozenset({Job.State.WAITING, Job.State.RUNNING})


@dataclass(frozen=True)
class Bulk:
    """title, done, left: words. percent: 0 to 100. is_open: whether it can be waited for and stopped."""

    id: UUID
    title: str
    percent: int
    done: str
    left: str
    is_open: bool
    went_well: bool


def remember(request: TeamRequest, slug: str, job_id: UUID) -> None:
    """Show this job on the list until it has ended and been seen."""
    request.session[KEY] = {slug: str(job_id)}


def standing(request: TeamRequest, slug: str) -> Bulk | None:
    """The job that this member has begun on this list; one that has ended is shown once."""
    if slug not in request.session.get(KEY, {}):
        return None
    job = _job(request, slug)
    if job is None or job.state not in OPEN:
        del request.session[KEY]
    return _bulk(job) if job else None


def _job(request: TeamRequest, slug: str) -> Job | None:
    kept = request.session.get(KEY, {}).get(slug)
    mine = Job.objects.filter(id=kept, scope_id=request.member.workspace_id, name=decide_matching.name)
    return mine.first()


def _bulk(job: Job) -> Bulk:
    titles = {
        Job.State.WAITING: _("Starts in a moment"),
        Job.State.RUNNING: _("Deciding on everybody who matches"),
        Job.State.DONE: _("Everybody who matched has been decided on."),
        Job.State.CANCELLED: _("Stopped. Who was decided on before stays so."),
        Job.State.FAILED: _("It could not be finished. Nothing was lost; please try again."),
    }
    done = _("%(done)s of %(total)s") % {"done": job.progress_done, "total": job.progress_total}
    return Bulk(
        id=job.id,
        title=titles[Job.State(job.state)],
        percent=100 * job.progress_done // job.progress_total if job.progress_total else 0,
        done=done if job.progress_total else "",
        left=_left(job),
        is_open=job.state in OPEN,
        went_well=job.state == Job.State.DONE,
    )


def _left(job: Job) -> str:
    if job.state != Job.State.RUNNING or not job.progress_done or job.started_at is None:
        return ""
    passed = (clock.now() - job.started_at).total_seconds()
    seconds = round(passed / job.progress_done * (job.progress_total - job.progress_done))
    if seconds < 60:
        return _("less than a minute left")
    return ngettext("%(n)s minute left", "%(n)s minutes left", seconds // 60) % {"n": seconds // 60}


@team(Permission.SEE)
@require_GET
def progress(request: TeamRequest, slug: str) -> HttpResponse:
    """How far this member's job on this list is, for the page that shows it; nothing where there is none."""
    interviewer = interviewers.get_brief_for(request.member, slug)
    job = _job(request, slug)
    context = {
        "bulk": _bulk(job) if job else None,
        "interviewer": interviewer,
        "may_decide": may(request.member, Permission.DECIDE),
    }
    return render(request, "candidates/_bulk.html", context)


@team(Permission.DECIDE)
@require_POST
def stop(request: TeamRequest, slug: str) -> HttpResponse:
    """Go no further. What was decided stays decided."""
    interviewers.get_brief_for(request.member, slug)
    job = _job(request, slug)
    if job is not None:
        deciding.cancel_later(job.id, by=request.member)
    return redirect("candidates", slug=slug)
