"""The task, the assistant to do it with, and what is handed in."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from greenroom.candidates.models import Attempt
from greenroom.candidates.public.door import ProvenRequest, proven
from greenroom.candidates.public.pages import page
from greenroom.candidates.public.steps import attempt_at
from greenroom.core.errors import Refused
from greenroom.skills.models.contract import ModelFailure
from greenroom.stages.public import chat
from greenroom.stages.public.chat import Room
from greenroom.stages.scenario.actions import tasks
from greenroom.stages.scenario.kind import KIND

TaskView = Callable[[ProvenRequest, Attempt], HttpResponse]


def _context(attempt: Attempt) -> dict[str, Any]:
    return {
        "task": tasks.config_of(attempt),
        "left": tasks.left_of(attempt),
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
            return chat.after(request)
        tasks.begin(attempt)
        if tasks.left_of(attempt).is_over:
            return _over(request, attempt)
        return view(request, attempt)

    return guarded


def _over(request: ProvenRequest, attempt: Attempt) -> HttpResponse:
    """Time is up. What this very request brings still counts: it was on its way."""
    if request.method == "POST" and "text" in request.POST:
        with suppress(Refused):  # then what stood before is handed in
            tasks.save_draft(attempt=attempt, text=request.POST["text"])
    tasks.hand_in(attempt, timed_out=True)
    if request.headers.get("HX-Request") == "true":
        moved = HttpResponse(status=200)
        moved.headers["HX-Redirect"] = _url(request, attempt, "hand-in") + "?over"
        return moved
    return page(request, "stages/scenario/over.html", {"draft": tasks.draft_of(attempt)})


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
    return redirect(_url(request, attempt, "hand-in"))


@require_GET
@running
def left(request: ProvenRequest, attempt: Attempt) -> HttpResponse:
    """How much time and how many rounds are left; the page asks by itself."""
    return page(request, "stages/scenario/_left.html", _context(attempt))


@proven
def hand_in(request: ProvenRequest, stage_id: UUID) -> HttpResponse:
    """Look at what is handed in, then do it. Twice is once."""
    attempt = attempt_at(request, stage_id)
    if attempt is None or attempt.stage.kind != KIND.slug:
        if "over" in request.GET:
            return page(request, "stages/scenario/over.html")
        return chat.after(request)
    tasks.begin(attempt)
    if tasks.left_of(attempt).is_over:
        return _over(request, attempt)
    if request.method == "POST":
        tasks.hand_in(attempt)
        return chat.after(request)
    return page(request, "stages/scenario/hand_in.html", {"attempt": attempt, **_context(attempt)})


def _url(request: ProvenRequest, attempt: Attempt, place: str) -> str:
    slugs = [request.workspace.slug, request.interviewer.slug]
    return reverse(f"candidate-scenario-{place}", args=[*slugs, attempt.stage_id])
