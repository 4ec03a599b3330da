"""What a candidate's browser leaves here: the pages it was shown, and what they noticed.

Nothing is kept before the candidate has agreed to a notice that names it, nor where the workspace's policy is off.
Batches come by `fetch` with the form token in a header, as htmx sends it; they are small, checked and counted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import structlog
from django.db import DatabaseError
from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_POST
from pydantic import ValidationError

from greenroom.candidates.models import Application
from greenroom.candidates.public.door import CandidateRequest, ProvenRequest, proven
from greenroom.core.errors import Refused
from greenroom.core.http.limits import allow
from greenroom.diagnostics.actions import visits as noting
from greenroom.diagnostics.queries import visits
from greenroom.diagnostics.queries.visits import Going
from greenroom.diagnostics.rules import agents, screen, telemetry

log = structlog.get_logger(__name__)

VISITS = "visits"  # session key: by application, the visit of this browser
BATCHES_A_MINUTE = 90
MINUTE = timedelta(minutes=1)
SPOKEN = {"application/json", "application/gzip"}


@dataclass(frozen=True)
class Told:
    """What the page is told. url: where its batches go; screen: where its recording goes, "" for none.

    visit: by which the page knows whether what another left in its tab is of the same candidate.
    """

    url: str
    screen: str
    visit: str


def shown(request: CandidateRequest) -> Mapping[str, Told]:
    """Note that a page is drawn, where that may be noted, and give the page what its script needs."""
    application: Application | None = getattr(request, "application", None)
    route = request.resolver_match
    if application is None or route is None or request.headers.get("HX-Request") == "true":
        return {}
    stage_id = route.kwargs.get("stage_id")
    try:
        going = _visit(request, application)
        if going is None:
            return {}
        noting.view(going.visit, page=route.url_name or "", stage_id=stage_id)
    except DatabaseError:  # the page matters more
        log.warning("page view not kept")
        return {}
    slugs = [request.workspace.slug, request.interviewer.slug]
    screen_url = reverse("capture-screen", args=slugs) if going.records_screen and stage_id else ""
    return {"capture": Told(reverse("capture-events", args=slugs), screen_url, str(going.visit.id))}


def _visit(request: CandidateRequest, application: Application) -> Going | None:
    """This browser's visit, a new one where the last has ended; None where nothing may be captured."""
    mine = request.session.get(VISITS, {})
    standing = mine.get(str(application.id))
    going = visits.going_on(standing, application) if standing else None
    if going is not None:
        return going
    policy = visits.may_begin(application)
    if policy is None:
        return None
    visit = noting.begin(application, _browser(request))
    request.session[VISITS] = {**mine, str(application.id): str(visit.id)}
    return Going(visit, policy.records_screen)


def _browser(request: CandidateRequest) -> noting.Browser:
    hints = {name: request.headers[name] for name in agents.HINTS if name in request.headers}
    language = request.headers.get("Accept-Language", "").split(",")[0].split(";")[0].strip()
    return noting.Browser(request.headers.get("User-Agent", ""), hints, language)


@proven
@require_POST
def take_events(request: ProvenRequest) -> HttpResponse:
    """A batch of what the page noticed."""

    def keep(going: Going, body: bytes) -> None:
        stamp = telemetry.Stamp.model_validate(request.GET.dict())
        batch = telemetry.Batch.model_validate_json(body)
        noting.note(going.visit, batch, sent=stamp.sent, size=len(body))

    return _take(request, keep, asks_screen=False)


@proven
@require_POST
def take_screen(request: ProvenRequest) -> HttpResponse:
    """A part of the screen recording, gzipped or not; what is said of it stands in the address."""

    def keep(going: Going, body: bytes) -> None:
        noting.keep_part(going.visit, telemetry.PartHead.model_validate(request.GET.dict()), body)

    return _take(request, keep, asks_screen=True)


def _take(request: ProvenRequest, keep: Callable[[Going, bytes], None], *, asks_screen: bool) -> HttpResponse:
    """200 with the visit it went to; 403 where nothing more may be captured, and what a page can put right else."""
    if request.content_type not in SPOKEN:
        return _answer(415, {"problem": "neither JSON nor gzip"})
    if not allow("capture", str(request.application.id), times=BATCHES_A_MINUTE, within=MINUTE):
        return _answer(429, {"problem": "too often"})
    body = _body(request)
    if body is None:
        return _answer(413, {"problem": "too large"})
    going = _visit(request, request.application)
    if going is None or (asks_screen and not going.records_screen):
        return _answer(403, {"problem": "not captured"})
    try:
        keep(going, body)
    except (ValidationError, screen.Unreadable):
        return _answer(422, {"problem": "not understood"})
    except noting.Full:
        return _answer(403, {"problem": "enough of this visit"})
    except Refused:
        return _answer(507, {"problem": "no room"})
    return _answer(200, {"visit": str(going.visit.id), "screen": going.records_screen})


def _body(request: ProvenRequest) -> bytes | None:
    """What was sent, up to the bytes of one batch; None for more, and where nobody says how much it is."""
    try:
        size = int(request.headers.get("Content-Length") or 0)
    except ValueError:
        return None
    return request.body if 0 <= size <= telemetry.MOST_BYTES else None


def _answer(status: int, given: dict[str, Any]) -> HttpResponse:
    response = JsonResponse(given, status=status)
    patch_cache_control(response, no_store=True)
    return response
