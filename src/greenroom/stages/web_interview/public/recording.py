"""Where a candidate's browser sends what it records, a piece at a time, each only where the last one ended."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.http.request import UnreadablePostError
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_http_methods, require_POST

from greenroom.candidates.models import Attempt
from greenroom.candidates.public.door import ProvenRequest, proven
from greenroom.core import clock
from greenroom.core.errors import NotFound, Refused
from greenroom.core.http.limits import allow
from greenroom.media.actions import recordings
from greenroom.media.actions.recordings import (
    CHUNK_BYTES,
    Differs,
    Misplaced,
    NoRecording,
    NoRoom,
    Place,
    TooLarge,
)
from greenroom.media.models import Recording
from greenroom.media.queries import recordings as kept
from greenroom.stages.web_interview.kind import KIND

OWN = {Recording.Source.CAMERA.value, Recording.Source.AUDIO.value}
LATE = timedelta(days=1)
"""How long after the interview what was recorded in it may still arrive."""
BEGUN_AN_HOUR = 240
LONGEST = timedelta(days=2)  # a recorder is believed to have begun at most so long ago
PIECE = 64 * 1024
KEY, DIGEST = re.compile(r"[0-9A-Za-z-]{8,40}"), re.compile(r"[0-9a-f]{64}")
STATUS = {NoRoom: 507, TooLarge: 413, NoRecording: 415, Differs: 422}

View = Callable[..., HttpResponse]


def _told(view: View) -> View:
    """What stands in the way is told by its status, as the recorder in the page understands it."""

    @wraps(view)
    def answering(request: ProvenRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except Misplaced as elsewhere:
            response = JsonResponse({"offset": elsewhere.offset}, status=409)
        except NotFound:
            response = JsonResponse({"problem": "no such recording"}, status=404)
        except Refused as refused:
            response = JsonResponse({"problem": refused.message}, status=STATUS.get(type(refused), 403))
        patch_cache_control(response, no_store=True)
        return response

    return answering


@proven
@require_POST
@_told
def begin(request: ProvenRequest, stage_id: UUID) -> HttpResponse:
    """A new segment. key: the recorder's own id of it; source; ago: milliseconds since it began to record.

    200 with its address and how many bytes of it there are: none, unless it was begun before.
    """
    key, source = request.POST.get("key", ""), request.POST.get("source", "")
    ago = _number(request.POST.get("ago", ""))
    if not KEY.fullmatch(key) or source not in OWN or ago is None:
        return _problem(400, "not understood")
    if not allow("recording", str(request.application.id), times=BEGUN_AN_HOUR, within=timedelta(hours=1)):
        return _problem(429, "too often")
    began_at = clock.now() - min(timedelta(milliseconds=ago), LONGEST)
    attempt = _attempt(request, stage_id, began_at=began_at)
    if not _is_recorded(source, attempt):
        return _problem(403, "not recorded here")
    since = (began_at - attempt.created_at).total_seconds()
    recording = recordings.begin(
        place=Place(attempt.workspace_id, attempt.application_id, attempt.id),
        key=key,
        source=source,
        began_ms=round(since * 1000),
    )
    slugs = [request.workspace.slug, request.interviewer.slug, stage_id]
    url = reverse("candidate-recording", args=[*slugs, recording.id])
    return JsonResponse({"id": str(recording.id), "url": url, "offset": recording.size})


@proven
@require_http_methods(["GET", "PUT"])
@_told
def chunk(request: ProvenRequest, stage_id: UUID, recording_id: UUID) -> HttpResponse:
    """PUT ?offset=N: keep these bytes if N is what there is. GET: how much there is, and its SHA-256."""
    recording = _recording(request, stage_id, recording_id)
    if request.method == "GET":
        return JsonResponse({"offset": recording.size, "sha256": recordings.digest(recording)})
    offset = _number(request.GET.get("offset", ""))
    if offset is None:
        return _problem(400, "not understood")
    data = _body(request)
    if data is None:
        return _problem(413, "too large")
    if not data:
        return _problem(408, "cut off")
    return JsonResponse({"offset": recordings.append(recording, offset=offset, data=data)})


@proven
@require_POST
@_told
def close(request: ProvenRequest, stage_id: UUID, recording_id: UUID) -> HttpResponse:
    """It is whole. size, sha256: of all of it; lasted: milliseconds that the recorder ran."""
    recording = _recording(request, stage_id, recording_id)
    size, lasted = _number(request.POST.get("size", "")), _number(request.POST.get("lasted", ""))
    sha256 = request.POST.get("sha256", "")
    if size is None or lasted is None or not DIGEST.fullmatch(sha256):
        return _problem(400, "not understood")
    recordings.close(recording, size=size, sha256=sha256, ended_ms=recording.began_ms + lasted)
    return JsonResponse({"offset": size})


def _attempt(request: ProvenRequest, stage_id: UUID, *, began_at: Any = None) -> Attempt:
    """The candidate's own attempt at this interview that may be recorded. Raises NotFound.

    It is open, or was when the recording began and has not been over for long: its last seconds come after its end.
    """
    mine = Attempt.objects.filter(
        application=request.application, stage_id=stage_id, stage__kind=KIND.slug
    ).order_by("-number")
    attempt: Attempt | None = mine.first()
    if attempt is None or not _may_arrive(attempt):
        raise NotFound
    if attempt.submitted_at is not None and (began_at is None or began_at > attempt.submitted_at):
        raise NotFound
    return attempt


def _is_recorded(source: str, attempt: Attempt) -> bool:
    """Whether this attempt was begun in a stage that is spoken, and with video where there is a camera."""
    needed = "video" if source == Recording.Source.CAMERA else "spoken"
    settings = {"spoken": True, "video": False, **attempt.config}
    return bool(settings["spoken"] and settings[needed])


def _may_arrive(attempt: Attempt) -> bool:
    if attempt.submitted_at is None:
        return bool(attempt.status == Attempt.Status.OPEN)
    return bool(clock.now() - attempt.submitted_at < LATE)


def _recording(request: ProvenRequest, stage_id: UUID, recording_id: UUID) -> Recording:
    """One that this candidate's browser began at this stage. Raises NotFound."""
    recording = kept.of_application(recording_id, request.application.id)
    attempt = Attempt.objects.filter(id=recording.attempt_id, stage_id=stage_id).first()
    if attempt is None or recording.source not in OWN or not _may_arrive(attempt):
        raise NotFound
    return recording


def _body(request: ProvenRequest) -> bytes | None:
    """What was sent; None for too much, and where nobody says how much it is; b"" where the line broke."""
    declared = _number(request.headers.get("Content-Length", ""))
    if declared is None or declared > CHUNK_BYTES:
        return None
    data = bytearray()
    try:
        while len(data) < declared and (piece := request.read(min(PIECE, declared - len(data)))):
            data += piece
    except UnreadablePostError:
        return b""
    return bytes(data) if len(data) == declared else b""


def _number(given: str) -> int | None:
    return int(given) if given.isascii() and given.isdigit() and len(given) < 14 else None


def _problem(status: int, words: str) -> HttpResponse:
    return JsonResponse({"problem": words}, status=status)
