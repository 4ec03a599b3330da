"""The conversation on a page: the same as on the candidate's phone, or in its place."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from greenroom.candidates.models import Attempt, AttemptQuestion
from greenroom.candidates.public.door import ProvenRequest, proven
from greenroom.candidates.public.steps import attempt_at
from greenroom.conversations.models import Turn
from greenroom.core.errors import Refused
from greenroom.skills.models.contract import ModelFailure
from greenroom.stages.conversational_sms.actions import chats, texting
from greenroom.stages.conversational_sms.kind import KIND
from greenroom.stages.conversational_sms.public import by_text
from greenroom.stages.public import chat
from greenroom.stages.public.chat import Room


def _context(attempt: Attempt) -> dict[str, Any]:
    asked = list(AttemptQuestion.objects.filter(attempt=attempt).values_list("asked", flat=True))
    now = sum(asked)
    return {
        "question": now,
        "questions": len(asked),
        "done": max(0, now - 1),
        "by_text": by_text.of(attempt),
        "as_written": _as_written(attempt),
    }


def _as_written(attempt: Attempt) -> str:
    """In which language the questions are and may be answered, to who reads another one; "" to everybody else."""
    own = attempt.stage.interviewer.language
    if (get_language() or own) == own or own not in dict(settings.LANGUAGES):
        return ""
    named = {"language": get_language_info(own)["name_translated"]}
    if chats.language_of(attempt) == own:
        said = _(
            "The company wrote its questions in this language, and they are not translated: %(language)s."
        )
        return said % named
    return (
        _(
            "The company wrote its questions in this language, and they are not translated: %(language)s. You may"
            " answer in it, or in your own."
        )
        % named
    )


ROOM = Room(
    whole="stages/conversational_sms/chat.html",
    update="stages/conversational_sms/_update.html",
    page_name="candidate-sms",
    context=_context,
)


@proven
def show(request: ProvenRequest, stage_id: UUID) -> HttpResponse:
    """The whole page, or what is new since it was drawn. What waits for a reply since a crash is answered first."""
    attempt = _attempt(request, stage_id)
    if attempt is None:
        return chat.after(request)
    if request.headers.get("HX-Request") == "true":
        return _news(request, attempt)
    chats.begin(attempt)
    texting.start(attempt)
    failed = False
    try:
        texting.reply_on_page(attempt)
    except ModelFailure:
        failed = True
    return chat.show(request, attempt, ROOM, failed=failed)


def _news(request: ProvenRequest, attempt: Attempt) -> HttpResponse:
    """What the phone has written meanwhile, and what was said to it."""
    if request.GET.get("seen", "") == str(Turn.objects.filter(attempt=attempt).count()):
        return HttpResponse(status=204)
    return chat.state(request, attempt, ROOM)


@proven
@require_POST
def phone(request: ProvenRequest, stage_id: UUID) -> HttpResponse:
    """The number to write to from now on."""
    attempt = _attempt(request, stage_id)
    if attempt is None:
        return chat.after(request)
    number = request.POST.get("phone", "")
    try:
        texting.move_to(attempt, phone=number)
    except Refused as refused:
        return chat.show(
            request, attempt, ROOM, phone_problem=refused.message, typed_phone=number, status=422
        )
    slugs = [request.workspace.slug, request.interviewer.slug]
    return redirect("candidate-sms", *slugs, stage_id)


@proven
@require_POST
def send(request: ProvenRequest, stage_id: UUID) -> HttpResponse:
    """One message."""
    attempt = _attempt(request, stage_id)
    if attempt is None:
        return chat.after(request)
    chats.begin(attempt)
    return chat.take(
        request, attempt, ROOM, lambda text, key, seen: texting.hear(attempt, text=text, key=key, seen=seen)
    )


@proven
@require_POST
def reply(request: ProvenRequest, stage_id: UUID) -> HttpResponse:
    """Make the reply that could not be made before; the page asks by itself, and people may press."""
    attempt = _attempt(request, stage_id)
    if attempt is None:
        return chat.after(request)
    chats.begin(attempt)
    return chat.reply_again(request, attempt, ROOM, texting.reply_on_page)


def _attempt(request: ProvenRequest, stage_id: UUID) -> Attempt | None:
    attempt = attempt_at(request, stage_id)
    return attempt if attempt is not None and attempt.stage.kind == KIND.slug else None
