"""Score again: what changed since people were scored, who would move by it, and letting that stand or not."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_POST

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.permissions import may
from greenroom.accounts.rules.roles import Permission
from greenroom.core import clock
from greenroom.core.errors import Refused
from greenroom.evaluation.actions import rescoring
from greenroom.evaluation.models import Rescore
from greenroom.evaluation.queries import outdated, rescores
from greenroom.evaluation.queries.reading import habit_of, hidden_from
from greenroom.evaluation.queries.rescores import Result
from greenroom.evaluation.web.rescores_shown import person, sides
from greenroom.interviewers.queries import interviewers
from greenroom.interviewers.web.header import header_for

Status = Rescore.Status
CONFIRMED = frozenset({"apply", "discard"})


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("It stays beside both scores."),
        max_length=rescoring.LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("Say why people are scored again.")},
    )


@team(Permission.SEE)
@require_GET
def show(request: TeamRequest, slug: str) -> HttpResponse:
    """What changed since people were scored, and the rescores there were."""
    return _page(request, slug, ReasonForm())


def _page(request: TeamRequest, slug: str, form: ReasonForm, *, status: int = 200) -> HttpResponse:
    interviewer = interviewers.get_brief_for(request.member, slug)
    found = outdated.of_interviewer(interviewer)
    context = {
        **header_for(request, interviewer, "questions"),
        "interviewer": interviewer,
        "sides": sides(rescores.changes(found.as_json())),
        "people": found.people,
        "asks_engines": bool(found.judged),
        "open": rescores.open_of(interviewer),
        "decided": rescores.decided(interviewer),
        "may_decide": may(request.member, Permission.DECIDE),
        "form": form,
    }
    return render(request, "evaluation/rescores.html", context, status=status)


@team(Permission.DECIDE)
@require_POST
def begin(request: TeamRequest, slug: str) -> HttpResponse:
    interviewer = interviewers.get_brief_for(request.member, slug)
    form = ReasonForm(request.POST)
    if form.is_valid():
        try:
            made = rescoring.begin(
                interviewer=interviewer, reason=form.cleaned_data["reason"], by=request.member
            )
        except Refused as refused:
            form.add_error("reason" if refused.field == "reason" else None, refused.message)
        else:
            return redirect("rescore", slug=slug, rescore_id=made.id)
    return _page(request, slug, form, status=422)


@team(Permission.SEE)
@require_GET
def one(request: TeamRequest, slug: str, rescore_id: UUID) -> HttpResponse:
    """How far it is while it runs; then who would move, or has."""
    rescore = rescores.get_for(request.member, slug, rescore_id)
    interviewer = interviewers.get_brief_for(request.member, slug)
    found = rescores.result(rescore)
    hidden = hidden_from(request.member, found.people, habit_of(request.member))
    known = rescores.changes(rescore.changes)
    may_decide = may(request.member, Permission.DECIDE)
    confirm = request.GET.get("confirm", "")
    context: dict[str, Any] = {
        "interviewer": interviewer,
        "rescore": rescore,
        "is_running": rescore.status == Status.RUNNING and found.is_running,
        "is_open": rescore.status in (Status.RUNNING, Status.READY),
        "is_applied": rescore.status == Status.APPLIED,
        "result": found,
        "progress": _progress(rescore, found),
        "moved": [person(each, slug, hidden) for each in found.moved],
        "failed": [person(each, slug, hidden) for each in found.failed],
        "crossing": [person(each, slug, hidden) for each in found.crossing],
        "sides": sides(known),
        "is_old": known.is_old,
        "may_decide": may_decide,
        "confirm": confirm if may_decide and confirm in CONFIRMED else "",
    }
    if _is_poll(request):
        return render(request, "evaluation/_rescore.html", context)
    return render(request, "evaluation/rescore.html", context | header_for(request, interviewer, "questions"))


def _is_poll(request: TeamRequest) -> bool:
    return request.headers.get("HX-Request") == "true" and "poll" in request.GET


def _progress(rescore: Rescore, found: Result) -> dict[str, Any]:
    """percent: 0 to 100; done, left: words."""
    done = _("%(done)s of %(total)s scored") % {"done": found.done, "total": found.total}
    percent = 100 * found.done // found.total if found.total else 100
    return {"percent": percent, "done": done, "left": _left(rescore, found)}


def _left(rescore: Rescore, found: Result) -> str:
    if not found.done:
        return ""
    passed = (clock.now() - rescore.created_at).total_seconds()
    minutes = round(passed / found.done * (found.total - found.done)) // 60
    if not minutes:
        return _("less than a minute left")
    return ngettext("%(n)s minute left", "%(n)s minutes left", minutes) % {"n": minutes}


@team(Permission.DECIDE)
@require_POST
def apply(request: TeamRequest, slug: str, rescore_id: UUID) -> HttpResponse:
    rescore = rescores.get_for(request.member, slug, rescore_id)
    try:
        rescoring.apply(rescore, by=request.member)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("The new scores stand."))
    return redirect("rescore", slug=slug, rescore_id=rescore_id)


@team(Permission.DECIDE)
@require_POST
def discard(request: TeamRequest, slug: str, rescore_id: UUID) -> HttpResponse:
    rescore = rescores.get_for(request.member, slug, rescore_id)
    try:
        rescoring.discard(rescore, by=request.member)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("Everybody stays where they are."))
    return redirect("rescore", slug=slug, rescore_id=rescore_id)
