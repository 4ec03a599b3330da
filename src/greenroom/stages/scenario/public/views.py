"""The task, the assistant to do it with, and what is handed in."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from greenroom.candidates.models import Attempt
from greenroom.candidates.public.door import ProvenRequest, proven
from greenroom.candidates.public.pages import page, piece
from greenroom.candidates.public.steps import attempt_at
from greenroom.core.errors import Refused
from greenroom.skills.models.contract import ModelFailure
from greenroom.stages.public import chat
from greenroom.stages.public.chat import Room
from greenroom.stages.scenario.actions import tasks
from greenroom.stages.scenario.kind import KIND
from greenroom.stages.scenario.rules import warnings

TaskView = Callable[[ProvenRequest, Attempt], HttpResponse]


def _context(attempt: Attempt) -> dict[str, Any]:
    config, left = tasks.config_of(attempt), tasks.left_of(attempt)
    return {
        "task": config,
        "left": left,
        "warned": warnings.due(left.minutes, limit=config.time_limit_minutes),
        "draft": tasks.draft_of(attempt),
    }


ROOM = Room(
    whole="stages/scenario/task.html",
    update="stages/scenario/_update.html",
    page_name="candidate-scenario",
    context=_context,
)


def running(view: TaskView) -> Callable[..., HttpResponse]:
    """Only while the task is being done: where time is up, it ends with what stands and says so."""

    @proven
    @wraps(view)
    def guarded(request: ProvenRequest, stage_id: UUID) -> HttpResponse:
        attempt = attempt_at(request, stage_id)
        if attempt is None or attempt.stage.kind != KIND.slug:
            return _after(request, stage_id)
        tasks.begin(attempt)
        if tasks.left_of(attempt).is_over:
            return _over(request, attempt)
        return view(request, attempt)

    return guarded


def _over(request: ProvenRequest, attempt: Attempt) -> HttpResponse:
    """Time is up. What this very request brings still counts: it was on its way."""
    if request.method == "POST":
        tasks.keep_what_was_on_its_way(
            attempt,
            message=request.POST.get("answer", ""),
            key=request.POST.get("key", "") or chat.fresh_key(),
            draft=request.POST.get("text"),
        )
    tasks.hand_in(attempt, timed_out=True)
    return _over_page(request, attempt.stage_id)


def _over_page(request: ProvenRequest, stage_id: UUID, *, unsent: str = "") -> HttpResponse:
    """That time is up, with another go where there is one. unsent: words that came too late to be kept."""
    if request.headers.get("HX-Request") == "true":
        moved = HttpResponse(status=200)
        moved.headers["HX-Redirect"] = _url(request, stage_id, "hand-in") + "?over"
        return moved
    last = (
        Attempt.objects.filter(application=request.application, stage_id=stage_id).order_by("number").last()
    )
    slugs = [request.workspace.slug, request.interviewer.slug, stage_id]
    is_granted = last is not None and last.grants_another and last.status != Attempt.Status.OPEN
    context = {
        "again_url": reverse("candidate-again", args=slugs) if is_granted else "",
        "unsent": unsent,
    }
    return page(request, "stages/scenario/over.html", context)


def _after(request: ProvenRequest, stage_id: UUID) -> HttpResponse:
    """There is nothing to do here any more; words that came after the end are shown, not carried off."""
    unsent = request.POST.get("answer", "") or request.POST.get("text", "")
    is_scripted_message = request.headers.get("HX-Request") == "true" and "answer" in request.POST
    if not unsent.strip() or is_scripted_message:
        return chat.after(request)
    return _over_page(request, stage_id, unsent=unsent)


@running
def show(request: ProvenRequest, attempt: Attempt) -> HttpResponse:
    """The whole page. What waits for a reply since a crash is answered first."""
    failed = False
    try:
        tasks.reply(attempt)
    except ModelFailure:
        failed = True
    return chat.show(request, attempt, ROOM, failed=failed)


@require_POST
@running
def send(request: ProvenRequest, attempt: Attempt) -> HttpResponse:
    """One message to the assistant."""
    return chat.take(
        request, attempt, ROOM, lambda text, key, seen: tasks.hear(attempt, text=text, key=key, seen=seen)
    )


@require_POST
@running
def reply(request: ProvenRequest, attempt: Attempt) -> HttpResponse:
    """Make the reply that could not be made before; the page asks by itself, and people may press."""
    return chat.reply_again(request, attempt, ROOM, tasks.reply)


@require_POST
@running
def draft(request: ProvenRequest, attempt: Attempt) -> HttpResponse:
    """What is to be handed in, as it is typed; without script, on the way to handing it in."""
    problem = ""
    try:
        tasks.save_draft(attempt=attempt, text=request.POST.get("text", ""))
    except Refused as refused:
        problem = refused.message
    if request.headers.get("HX-Request") == "true":
        return page(
            request, "stages/scenario/_saved.html", {"problem": problem}, status=422 if problem else 200
        )
    if problem:
        typed = {"draft": request.POST.get("text", ""), "draft_problem": problem}
        return chat.show(request, attempt, ROOM, status=422, **typed)
    return redirect(_url(request, attempt.stage_id, "hand-in"))


@require_http_methods(["GET", "POST"])
@running
def left(request: ProvenRequest, attempt: Attempt) -> HttpResponse:
    """How much time and how many rounds are left; the page asks by itself.

    It says which warning it has shown, so that each is announced once. In the last minute it brings along what is
    typed by then.
    """
    context = _context(attempt)
    told = request.POST.get("told") or request.GET.get("told", "")
    news = context["warned"] and str(context["warned"]) != told
    return piece(request, "stages/scenario/_left.html", {**context, "attempt": attempt, "news": news})


@proven
def hand_in(request: ProvenRequest, stage_id: UUID) -> HttpResponse:
    """Look at what is handed in, then do it. Twice is once."""
    attempt = attempt_at(request, stage_id)
    if attempt is None or attempt.stage.kind != KIND.slug:
        return _over_page(request, stage_id) if "over" in request.GET else chat.after(request)
    tasks.begin(attempt)
    if tasks.left_of(attempt).is_over:
        return _over(request, attempt)
    if request.method == "POST":
        tasks.hand_in(attempt)
        return chat.after(request)
    return page(request, "stages/scenario/hand_in.html", {"attempt": attempt, **_context(attempt)})


def _url(request: ProvenRequest, stage_id: UUID, place: str) -> str:
    slugs = [request.workspace.slug, request.interviewer.slug]
    return reverse(f"candidate-scenario-{place}", args=[*slugs, stage_id])
