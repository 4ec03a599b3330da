"""A chat as candidate pages show it: what was said, what waits for a reply, and a message coming in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from greenroom.candidates.models import Attempt
from greenroom.candidates.public.door import ProvenRequest
from greenroom.candidates.public.pages import page, to
from greenroom.conversations.models import Conversation, Turn
from greenroom.core.errors import Refused
from greenroom.core.ids import new_token
from greenroom.skills.models.contract import ModelFailure
from greenroom.stages import exchange

OVERTAKEN = 409


@dataclass(frozen=True)
class Bubble:
    """One message. source: where something that was told stands, in words."""

    text: str
    mine: bool
    source: str = ""


@dataclass(frozen=True)
class Chat:
    """seen: how many turns there are. waiting: a message has no reply yet. news: what was said since the last one.

    last_key: of the newest message the server has.
    """

    bubbles: list[Bubble]
    seen: int
    waiting: bool
    ended: bool
    news: list[str]
    last_key: str


@dataclass(frozen=True)
class Room:
    """The page of a chat. whole, update: its templates. page_name: its URL name. context: what else they
    show."""

    whole: str
    update: str
    page_name: str
    context: Callable[[Attempt], Mapping[str, Any]]


def of(attempt: Attempt) -> Chat:
    """Where the chat stands, from its rows."""
    conversation = Conversation.objects.get(attempt=attempt)
    said = list(Turn.objects.filter(attempt=attempt).order_by("position"))
    mine = [turn for turn in said if turn.speaker == Turn.Speaker.CANDIDATE]
    last = mine[-1].position if mine else -1
    return Chat(
        bubbles=[_bubble(turn) for turn in said],
        seen=len(said),
        waiting=bool(exchange.waiting(conversation)),
        ended=conversation.ended_at is not None,
        news=[turn.text for turn in said if turn.position > last],
        last_key=(mine[-1].key or "") if mine else "",
    )


def _bubble(turn: Turn) -> Bubble:
    sources = {"job description": _("the job description"), "about the company": _("about the company")}
    mine = turn.speaker == Turn.Speaker.CANDIDATE
    return Bubble(turn.text, mine, sources.get(turn.source, turn.source))


def take(
    request: ProvenRequest, attempt: Attempt, room: Room, hear: Callable[[str, str, int | None], bool]
) -> HttpResponse:
    """One message of a POST. hear: keeps it and replies, given text, key and how many turns its page showed."""
    in_time, failed = True, False
    try:
        in_time = hear(
            request.POST.get("answer", ""),
            request.POST.get("key", "") or fresh_key(),
            _number(request.POST.get("seen", "")),
        )
    except Refused as refused:
        return _refused(request, attempt, room, refused.message)
    except ModelFailure:
        failed = True
    return state(request, attempt, room, failed=failed, overtaken=not in_time)


def reply_again(
    request: ProvenRequest, attempt: Attempt, room: Room, reply: Callable[[Attempt], None]
) -> HttpResponse:
    """Make the reply that could not be made before."""
    try:
        reply(attempt)
    except ModelFailure:
        return state(request, attempt, room, failed=True)
    return state(request, attempt, room)


def state(
    request: ProvenRequest, attempt: Attempt, room: Room, *, failed: bool = False, overtaken: bool = False
) -> HttpResponse:
    """Where the chat is now: a fragment with script, the page without."""
    now = of(attempt)
    status = OVERTAKEN if overtaken else 200
    if _scripted(request):
        answer = _draw(
            request, attempt, room, now, update=True, failed=failed, overtaken=overtaken, status=status
        )
        if overtaken:
            answer.headers["X-Answer-Kept"] = "yes"
        return answer
    if failed or overtaken or now.ended:
        return _draw(request, attempt, room, now, failed=failed, overtaken=overtaken, status=status)
    return _back(request, attempt, room)


def show(request: ProvenRequest, attempt: Attempt, room: Room, **more: Any) -> HttpResponse:
    """The whole page."""
    return _draw(request, attempt, room, of(attempt), **more)


def _draw(
    request: ProvenRequest, attempt: Attempt, room: Room, now: Chat, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {"attempt": attempt, "chat": now, "fresh_key": fresh_key(), **room.context(attempt), **more}
    return page(request, room.update if more.get("update") else room.whole, context, status=status)


def _refused(request: ProvenRequest, attempt: Attempt, room: Room, message: str) -> HttpResponse:
    """The words stay where they were typed, with the reason beside them."""
    if _scripted(request):
        return HttpResponse(message, status=422, content_type="text/plain; charset=utf-8")
    return _draw(
        request, attempt, room, of(attempt), problem=message, typed=request.POST.get("answer", ""), status=422
    )


def _back(request: ProvenRequest, attempt: Attempt, room: Room) -> HttpResponse:
    answer = to(request, "candidate-journey")
    slugs = [request.workspace.slug, request.interviewer.slug]
    answer["Location"] = reverse(room.page_name, args=[*slugs, attempt.stage_id]) + "#composer"
    return answer


def after(request: ProvenRequest) -> HttpResponse:
    """There is nothing to do here any more: on to the steps, with script or without.

    Words that came after the end are not carried off with the page.
    """
    if not _scripted(request):
        return to(request, "candidate-journey")
    key = request.POST.get("key", "")
    kept = Turn.objects.filter(attempt__application=request.application, key=key[:40]).exists()
    if request.POST.get("answer", "").strip() and not kept:
        message = _("This step is finished, so these words were not sent. What you sent before is kept.")
        return HttpResponse(message, status=422, content_type="text/plain; charset=utf-8")
    moved = HttpResponse(status=200)
    slugs = [request.workspace.slug, request.interviewer.slug]
    moved.headers["HX-Redirect"] = reverse("candidate-journey", args=slugs)
    return moved


def fresh_key() -> str:
    return new_token()[:40]


def _number(given: str) -> int | None:
    return int(given) if given.isascii() and given.isdigit() and len(given) < 7 else None


def _scripted(request: ProvenRequest) -> bool:
    return request.headers.get("HX-Request") == "true"
