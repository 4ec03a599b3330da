"""What the page of a spoken interview sends: its wish for a call and its offer, how the line is, and words to mend."""

from __future__ import annotations

import os
from datetime import timedelta
from typing import Annotated, Any, Literal, TypeVar
from uuid import UUID

import httpx
import structlog
from django.http import HttpResponse, JsonResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from pydantic import BaseModel, Field, ValidationError

from greenroom.candidates.models import Attempt
from greenroom.candidates.public.door import ProvenRequest, proven
from greenroom.conversations.actions import calls as calling
from greenroom.conversations.actions import corrections, interviews, samples
from greenroom.conversations.models import Call
from greenroom.conversations.queries import calls
from greenroom.conversations.voice.settings import VoiceSettings
from greenroom.conversations.voice.transports import registry as transports
from greenroom.core import clock
from greenroom.core.errors import Refused
from greenroom.core.http.limits import allow
from greenroom.stages.web_interview.public import lines
from greenroom.stages.web_interview.public.views import open_attempt

log = structlog.get_logger(__name__)

MOST_BYTES = 20_000
ANSWER_WITHIN = 10.0  # seconds
MINUTE = timedelta(minutes=1)
CALLS_A_MINUTE = 12
ASKED_A_MINUTE = 60
SOON = 5  # seconds until it is worth asking again
AT_ONCE = 1
OLDEST = timedelta(hours=1)
Sent = TypeVar("Sent", bound=BaseModel)


Description = Annotated[str, Field(pattern=r"^v=0\r?\n")]
"""What one end of a call can send and receive (RFC 8866)."""


class Offer(BaseModel):
    """call: the one that was placed for it, where it was. sdp: "" where the transport needs none."""

    type: Literal["offer"]
    sdp: Description | Literal[""]
    call: UUID | None = None


class Answer(BaseModel):
    type: Literal["answer"]
    sdp: Description | Literal[""]


class Sample(BaseModel):
    """at: by the browser's clock, in milliseconds."""

    at: Annotated[int, Field(ge=0, lt=10**14)]
    rtt_ms: Annotated[int, Field(ge=0, le=600_000)]
    jitter_ms: Annotated[int, Field(ge=0, le=600_000)]
    loss: Annotated[float, Field(ge=0, le=1)]
    bitrate: Annotated[int, Field(ge=0, le=10_000_000)]


class Batch(BaseModel):
    """sent: by the same clock as the samples, so that a wrong one does no harm."""

    sent: Annotated[int, Field(ge=0, lt=10**14)]
    samples: Annotated[list[Sample], Field(max_length=120)]


@proven
@require_POST
def place(request: ProvenRequest, stage_id: UUID) -> HttpResponse:
    """A line for this candidate, and what their browser needs to reach it; an offer follows within half a minute.

    503 with Retry-After where all lines are taken. 403 where this candidate may not speak here at this moment.
    """
    attempt = _speaker(request, stage_id, kind="place")
    if isinstance(attempt, HttpResponse):
        return attempt
    settings = VoiceSettings(os.environ)
    try:
        placed = _placed(attempt, transport=settings.transport)
    except calling.Busy as busy:
        return _later(503, busy.wait)
    given = transports.usable(settings).place(settings, call_id=placed.call.id)
    return _told(200, call=str(placed.call.id), **given)


@proven
@require_http_methods(["GET", "POST"])
def call(request: ProvenRequest, stage_id: UUID) -> HttpResponse:
    """GET: whether there are lines, and how long the wait is. POST: the offer of a call, for its answer.

    As `place` does it; an offer that names no call is placed and passed on at once.
    """
    if request.method == "POST":
        attempt = _speaker(request, stage_id, kind="POST")
        if isinstance(attempt, HttpResponse):
            return attempt
        offer = _read(request, Offer)
        return offer if isinstance(offer, HttpResponse) else _connect(attempt, offer)
    if not allow("call GET", str(request.application.id), times=ASKED_A_MINUTE, within=MINUTE):
        return _later(429, SOON)
    found = open_attempt(request, stage_id)
    if found is None:
        return _told(403, problem=_("This interview is not open."))
    return _told(200, speaks=lines.may_speak(found), waits=0 if calls.lines().free else calling.WAIT)


def _speaker(request: ProvenRequest, stage_id: UUID, *, kind: str) -> Attempt | HttpResponse:
    """The attempt this candidate may speak at now, or what they are told."""
    if not allow(f"call {kind}", str(request.application.id), times=CALLS_A_MINUTE, within=MINUTE):
        return _later(429, SOON)
    attempt = open_attempt(request, stage_id)
    if attempt is None:
        return _told(403, problem=_("This interview is not open."))
    if not lines.may_speak(attempt) or not lines.may_be_heard(attempt):
        return _told(403, problem=_("This interview cannot be spoken at this moment. Please type."))
    return attempt


@proven
@require_POST
def keep_samples(request: ProvenRequest, stage_id: UUID) -> HttpResponse:
    """How the line was, as the browser measured it."""
    if not allow("call samples", str(request.application.id), times=ASKED_A_MINUTE, within=MINUTE):
        return _later(429, SOON)
    attempt = open_attempt(request, stage_id)
    batch = _read(request, Batch)
    if isinstance(batch, HttpResponse) or attempt is None:
        return batch if isinstance(batch, HttpResponse) else _told(403, problem="")
    now = clock.now()
    measured = [
        samples.Measured(at=now - ago, **one.model_dump(exclude={"at"}))
        for one in batch.samples
        if timedelta(0) <= (ago := timedelta(milliseconds=batch.sent - one.at)) <= OLDEST
    ]
    return _told(200, kept=samples.keep(attempt=attempt, measured=measured))


@proven
@require_POST
def correct(request: ProvenRequest, stage_id: UUID, turn_id: UUID) -> HttpResponse:
    """The candidate's own words in place of what was misheard; 422 with the reason in a sentence."""
    attempt = open_attempt(request, stage_id)
    if attempt is None:
        return _told(403, problem=_("This interview is not open."))
    try:
        corrections.correct(attempt=attempt, turn_id=turn_id, text=request.POST.get("text", ""))
    except Refused as refused:
        return HttpResponse(refused.message, status=422, content_type="text/plain; charset=utf-8")
    return HttpResponse(status=204)


def _placed(attempt: Attempt, *, transport: str) -> calling.Placed:
    interviews.begin(attempt=attempt)
    return calling.place(attempt=attempt, transport=transport)


def _connect(attempt: Attempt, offer: Offer) -> HttpResponse:
    try:
        if offer.call is None:
            placed = _placed(attempt, transport=Call.Transport.WEBRTC)
        else:
            placed = calling.waiting(attempt=attempt, call_id=offer.call)
    except calling.Busy as busy:
        return _later(503, busy.wait)
    except calling.NotYours:  # another device was quicker, or the offer came too late
        return _later(503, SOON)
    try:
        response = httpx.post(
            f"{placed.address}/calls/",
            json=offer.model_dump(include={"type", "sdp"}),
            headers={"Authorization": f"Bearer {placed.token}"},
            timeout=ANSWER_WITHIN,
            trust_env=False,  # the worker is ours: no proxy stands between
        )
        response.raise_for_status()
        answer = Answer.model_validate_json(response.content)
    except httpx.ConnectError:  # its process is gone: another line is tried at once
        log.warning("no worker at its address")
        calling.unreachable(call=placed.call)
        return _later(503, AT_ONCE)
    except (httpx.HTTPError, ValidationError) as problem:
        log.warning("worker did not answer an offer", problem=type(problem).__name__)
        calling.ended(call_id=placed.call.id, why=Call.Why.NEVER_JOINED)
        return _later(503, SOON)
    return _told(200, **answer.model_dump())


def _read(request: ProvenRequest, shape: type[Sent]) -> Sent | HttpResponse:
    try:
        size = int(request.headers.get("Content-Length") or 0)
    except ValueError:
        size = -1
    if not 0 <= size <= MOST_BYTES:
        return _told(413, problem="too large")
    try:
        return shape.model_validate_json(request.body)
    except ValidationError:
        return _told(422, problem="not understood")


def _later(status: int, seconds: int) -> HttpResponse:
    response = _told(
        status, problem=_("All our lines are taken. You can wait a little, or type."), wait=seconds
    )
    response.headers["Retry-After"] = str(seconds)
    return response


def _told(status: int, **given: Any) -> HttpResponse:
    response = JsonResponse(given, status=status)
    patch_cache_control(response, no_store=True)
    return response
