"""Interview Stages: which steps a candidate takes, in which order, and how often they may be taken again."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.permissions import may
from greenroom.accounts.rules.roles import Permission
from greenroom.core.errors import Changed, NotFound, Refused
from greenroom.core.seen import RevisionField
from greenroom.interviewers import registry
from greenroom.interviewers.actions import interviewers as editing
from greenroom.interviewers.actions import workflow as actions
from greenroom.interviewers.models import Interviewer, Stage
from greenroom.interviewers.queries import interviewers
from greenroom.interviewers.queries import stages as queries
from greenroom.interviewers.web import patience
from greenroom.interviewers.web.header import header_for
from greenroom.interviewers.web.stage_forms import RetakesForm
from greenroom.interviewers.web.stages_shown import rows

STRIP = 'class="stage-strip"'


@team(Permission.SEE)
@require_GET
def show(request: TeamRequest, slug: str) -> HttpResponse:
    return _page(request, interviewers.get_for(request.member, slug))


def _page(request: TeamRequest, interviewer: Interviewer, *, status: int = 200, **more: Any) -> HttpResponse:
    context = {
        **_workflow(request, interviewer),
        "retakes": RetakesForm(interviewer),
        "removed": queries.removed(interviewer, request.GET.get("removed", "")),
        "patience": patience.of(interviewer),
        **more,
    }
    return render(request, "interviewers/stages.html", context, status=status)


def _workflow(request: TeamRequest, interviewer: Interviewer) -> dict[str, Any]:
    return {
        **header_for(request, interviewer, "stages"),
        "interviewer": interviewer,
        "rows": rows(interviewer),
        "kinds": registry.all_kinds(),
        "may_edit": may(request.member, Permission.EDIT_INTERVIEWERS),
        "is_live": interviewer.activated_at is not None,
    }


def _told(
    request: TeamRequest,
    slug: str,
    *,
    undo_url: str = "",
    removed: UUID | None = None,
    toast: str = "",
    moved: UUID | None = None,
) -> HttpResponse:
    """The list as it is now, after a change. moved: the stage whose new place is spoken."""
    if request.headers.get("HX-Request") != "true":
        response = redirect("interviewer-stages", slug=slug)
        response["Location"] += f"?removed={removed}" if removed else ""
        return response
    return _fragment(request, slug, toast=toast, undo_url=undo_url, moved=moved)


def _fragment(request: TeamRequest, slug: str, *, status: int = 200, **said: Any) -> HttpResponse:
    context = _workflow(request, interviewers.get_for(request.member, slug))
    said["undo_fields"] = {"seen": context["interviewer"].order}
    outside = f'{STRIP} hx-swap-oob="outerHTML:.page-header .stage-strip"'
    strip = SafeString(str(context["header"].workflow).replace(STRIP, outside, 1))
    response = render(
        request, "interviewers/_workflow_changed.html", {**context, "strip": strip, **said}, status=status
    )
    response.headers["HX-Retarget"] = "#workflow"
    response.headers["HX-Reswap"] = "outerHTML"
    for row in context["rows"]:
        if row.id == said.get("moved"):
            place = {"stage": row.label, "n": row.number, "all": len(context["rows"])}
            spoken = _("%(stage)s is now stage %(n)d of %(all)d.") % place
            response.headers["HX-Trigger"] = json.dumps({"announce": {"text": spoken}})
    return response


def _refused(request: TeamRequest, slug: str, problem: Refused) -> HttpResponse:
    """The list as it is now, and why nothing changed. A page says 409; htmx swaps what comes with 422."""
    if request.headers.get("HX-Request") == "true":
        return _fragment(request, slug, status=422, problem=problem.message)
    interviewer = interviewers.get_for(request.member, slug)
    status = 409 if isinstance(problem, Changed) else 422
    return _page(request, interviewer, status=status, problem=problem.message)


def _seen(request: TeamRequest) -> int:
    """The order of the stages that a page had, as it sends it."""
    return RevisionField().clean(request.POST.get("seen"))


@team(Permission.EDIT_INTERVIEWERS)
@require_POST
def add(request: TeamRequest, slug: str) -> HttpResponse:
    interviewer = interviewers.get_brief_for(request.member, slug)
    try:
        actions.add(interviewer, kind=request.POST.get("kind", ""), by=request.member, seen=_seen(request))
    except Refused as problem:
        return _refused(request, slug, problem)
    return _told(request, slug)


@team(Permission.EDIT_INTERVIEWERS)
@require_POST
def remove(request: TeamRequest, slug: str, stage_id: UUID) -> HttpResponse:
    stage = queries.get_stage_for(request.member, slug, stage_id)
    try:
        actions.remove(stage, by=request.member, seen=_seen(request))
    except Refused as problem:
        return _refused(request, slug, problem)
    said = _("“%(stage)s” is removed.") % {"stage": registry.get(stage.kind).label}
    undo = reverse("stage-restore", args=[slug, stage_id])
    return _told(request, slug, undo_url=undo, removed=stage_id, toast=said)


@team(Permission.EDIT_INTERVIEWERS)
@require_POST
def restore(request: TeamRequest, slug: str, stage_id: UUID) -> HttpResponse:
    try:
        stage = queries.get_stage_for(request.member, slug, stage_id)
        actions.restore(stage, by=request.member, seen=_seen(request))
    except Refused as problem:
        return _refused(request, slug, problem)
    return _told(request, slug)


@team(Permission.EDIT_INTERVIEWERS)
@require_POST
def move(request: TeamRequest, slug: str, stage_id: UUID) -> HttpResponse:
    stage = queries.get_stage_for(request.member, slug, stage_id)
    steps = -1 if request.POST.get("to") == "up" else 1
    try:
        actions.move(stage, steps=steps, by=request.member, seen=_seen(request))
    except Refused as problem:
        return _refused(request, slug, problem)
    return _told(request, slug, moved=stage_id)


@team(Permission.EDIT_INTERVIEWERS)
@require_POST
def order(request: TeamRequest, slug: str) -> HttpResponse:
    """The stages in the order they were dragged to."""
    interviewer = interviewers.get_brief_for(request.member, slug)
    try:
        wanted = [UUID(each) for each in request.POST.getlist("stage")]
    except ValueError as nonsense:
        raise NotFound from nonsense
    try:
        actions.reorder(interviewer, stage_ids=wanted, by=request.member, seen=_seen(request))
    except Refused as problem:
        return _refused(request, slug, problem)
    return _told(request, slug)


@team(Permission.EDIT_INTERVIEWERS)
@require_POST
def retakes(request: TeamRequest, slug: str) -> HttpResponse:
    """Timeline & Completion: whether a stage may be done again."""
    interviewer = interviewers.get_for(request.member, slug)
    form, theirs = RetakesForm(interviewer, request.POST), None
    if form.is_valid():
        try:
            editing.edit(interviewer, by=request.member, seen=form.cleaned_data["seen"], **form.changes())
        except Changed as conflict:
            theirs = conflict.now
            form = RetakesForm(theirs, {**request.POST.dict(), "seen": theirs.revision})
            form.add_error(None, conflict.message)
        except Refused as problem:
            form.add_error(problem.field if problem.field in form.fields else None, problem.message)
    if form.errors:
        return _page(request, interviewer, status=422, retakes=form, theirs=theirs)
    messages.success(request, _("Saved"))
    return redirect(reverse("interviewer-stages", args=[slug]) + "#completion")


def stage_for(request: TeamRequest, slug: str, stage_id: UUID) -> Stage:
    """A stage that stands. Raises NotFound for one of another interviewer, and for a removed one."""
    stage = queries.get_stage_for(request.member, slug, stage_id)
    if stage.removed_at is not None:
        raise NotFound
    return stage
