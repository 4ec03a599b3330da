"""The interview: what was said so far, the question at hand, and a box for the answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from greenroom.candidates.actions import attempts
from greenroom.candidates.models import Attempt, AttemptQuestion
from greenroom.candidates.public.door import ProvenRequest, proven
from greenroom.conversations.actions import interviews
from greenroom.conversations.models import Conversation, Turn
from greenroom.conversations.queries import turns as transcripts
from greenroom.core.errors import Refused
from greenroom.core.ids import new_token
from greenroom.interviewers.models import Stage
from greenroom.skills.models.contract import ModelFailure


@dataclass(frozen=True)
class Talk:
    """The conversation as the page shows it. waiting: an answer is kept that has no reply yet."""

    turns: list[Turn]
    asking: Turn | None
    question: int
    questions: int
    waiting: bool
    ended: bool
    last_key: str


@proven
def room(request: ProvenRequest) -> HttpResponse:
    """The whole page. Whatever waits for a reply since a crash or a cut is answered first."""
    attempt = _attempt(request)
    if attempt is None:
        return _map(request)
    conversation = interviews.begin(attempt=attempt)
    problem = ""
    if conversation.ended_at is None:
        problem = _reply(attempt)
    talk = _talk(attempt)
    if talk.ended:
        return _map(request)
    return _page(request, "room", attempt, talk, problem=problem)


@proven
@require_POST
def turn(request: ProvenRequest) -> HttpResponse:
    """One answer. Kept before anything is said to it; the same key twice is one answer.

    With script the new state of the conversation comes back; without it, a redirect to the page.
    """
    attempt = _attempt(request)
    if attempt is None:
        return _after(request)
    interviews.begin(attempt=attempt)
    key = request.POST.get("key", "") or new_token()
    problem = ""
    try:
        interviews.hear(attempt=attempt, text=request.POST.get("answer", ""), key=key)
    except Refused as refused:
        if _scripted(request):
            return HttpResponse(refused.message, status=422, content_type="text/plain; charset=utf-8")
        problem = refused.message
    except ModelFailure:
        problem = _not_available()
    talk = _talk(attempt)
    if talk.ended:
        return _after(request)
    if _scripted(request):
        return _page(request, "_talk", attempt, talk, problem=problem)
    if problem:
        return _page(request, "room", attempt, talk, problem=problem, status=422)
    return redirect("candidate-interview", request.workspace.slug, request.interviewer.slug)


@proven
def finish(request: ProvenRequest) -> HttpResponse:
    """Ends the interview early: asks on GET, does it on POST."""
    attempt = _attempt(request)
    if attempt is None:
        return _map(request)
    interviews.begin(attempt=attempt)
    if request.method == "POST":
        interviews.finish_early(attempt=attempt)
        return _map(request)
    return _page(request, "finish", attempt, _talk(attempt))


def _attempt(request: ProvenRequest) -> Attempt | None:
    """The candidate's open attempt, begun now if it may be."""
    stage = (
        Stage.objects.filter(interviewer=request.interviewer, kind="web_interview")
        .order_by("position")
        .first()
    )
    if stage is None:
        return None
    try:
        attempt = attempts.begin(application=request.application, stage=stage)
    except Refused:
        return None
    return Attempt.objects.select_related(
        "stage__interviewer__workspace", "application__candidate", "workspace"
    ).get(id=attempt.id)


def _reply(attempt: Attempt) -> str:
    try:
        interviews.reply(attempt=attempt)
    except ModelFailure:
        return _not_available()
    return ""


def _not_available() -> str:
    return _("Your answer is kept. Our interviewer cannot reply at this moment; we keep trying.")


def _talk(attempt: Attempt) -> Talk:
    conversation = Conversation.objects.get(attempt=attempt)
    said = transcripts.of(attempt.id)
    mine = [each for each in said if each.speaker == Turn.Speaker.CANDIDATE]
    asked = AttemptQuestion.objects.filter(attempt=attempt)
    return Talk(
        turns=said,
        asking=next((each for each in reversed(said) if each.speaker == Turn.Speaker.INTERVIEWER), None),
        question=asked.filter(asked=True).count(),
        questions=asked.count(),
        waiting=bool(mine) and mine[-1].position > conversation.heard,
        ended=conversation.ended_at is not None,
        last_key=(mine[-1].key or "") if mine else "",
    )


def _scripted(request: ProvenRequest) -> bool:
    return request.headers.get("X-Requested-With") == "fetch" or request.headers.get("HX-Request") == "true"


def _map(request: ProvenRequest) -> HttpResponse:
    return redirect("candidate-journey", request.workspace.slug, request.interviewer.slug)


def _after(request: ProvenRequest) -> HttpResponse:
    """The interview is over: the page moves on by itself, with script or without."""
    answer = _map(request)
    if not _scripted(request):
        return answer
    moved = HttpResponse(status=200)
    moved.headers["HX-Redirect"] = answer["Location"]
    return moved


def _page(
    request: ProvenRequest,
    name: str,
    attempt: Attempt,
    talk: Talk,
    *,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {
        "interviewer": request.interviewer,
        "workspace": request.workspace,
        "brand_name": request.workspace.name,
        "candidate": request.application.candidate,
        "attempt": attempt,
        "talk": talk,
        "problem": problem,
        "fresh_key": new_token()[:40],
        "longest": interviews.LONGEST_TURN,
    }
    return render(request, f"stages/web_interview/{name}.html", context, status=status)
