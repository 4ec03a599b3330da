"""The voice worker: takes offers over HTTP, holds calls, and says that it is alive."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import sys
import time
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext, suppress
from datetime import timedelta
from functools import partial
from uuid import UUID

import structlog
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from greenroom.conversations.actions import calls
from greenroom.conversations.models import Call
from greenroom.conversations.voice import sampling
from greenroom.conversations.voice.database import Database
from greenroom.conversations.voice.lines import Full, Lines, MakeSpeech, Sink
from greenroom.conversations.voice.loopback import listen_on_loopback
from greenroom.conversations.voice.phone import door as telephone
from greenroom.conversations.voice.settings import VoiceSettings
from greenroom.conversations.voice.speech import registry
from greenroom.conversations.voice.speech.contract import NotHere
from greenroom.conversations.voice.transports import registry as transports
from greenroom.conversations.voice.transports.contract import NotAnOffer
from greenroom.media.actions.recordings import Place
from greenroom.media.recordings.sink import sink
from greenroom.skills.desk import judge
from greenroom.skills.next_turn.schema import Exchange, Situation

log = structlog.get_logger(__name__)

LARGEST_OFFER = 64_000  # bytes
HEARTBEAT = 2.0  # seconds
DRAIN_WITHIN = 30.0
SWITCH = 0.0005  # seconds a thread that thinks of a reply may keep the sound of the others waiting
SPARE_THREADS = 2  # for the heartbeat while every call waits for a reply
TICK = 0.05  # seconds between measurements of the loop's lag
KEEP = 600  # measurements: the last half minute
HANG_UP_AGE = timedelta(hours=12)
BUSY = {"Retry-After": str(calls.WAIT)}


class Lag:
    """How late the loop runs, in milliseconds."""

    def __init__(self) -> None:
        self._late: deque[float] = deque([0.0], maxlen=KEEP)

    async def measure(self) -> None:
        while True:
            began = time.monotonic()
            await asyncio.sleep(TICK)
            self._late.append((time.monotonic() - began - TICK) * 1000)

    @property
    def p99(self) -> int:
        late = sorted(self._late)
        return max(0, round(late[int(0.99 * (len(late) - 1))]))


def app(lines: Lines, lag: Lag) -> Starlette:
    """The worker's few pages. Only who holds a token of ours gets anything but its health."""

    async def offer(request: Request) -> Response:
        body = await _body(request)
        try:
            sdp = json.loads(body or b"")["sdp"]
            answer = await lines.answer(_token(request), str(sdp))
        except calls.NotYours:
            return _said(403, "This is no token of ours, or it was used.")
        except Full:
            return JSONResponse({"error": "No room."}, status_code=503, headers=BUSY)
        except (NotAnOffer, ValueError, KeyError, TypeError):
            return _said(400, "This is not an offer.")
        return JSONResponse(answer)

    async def hang_up(request: Request) -> Response:
        try:
            call_id, _ = calls.ticket(token=_token(request), worker_id=lines.worker.id, age=HANG_UP_AGE)
        except calls.NotYours:
            return _said(403, "This is no token of ours.")
        call = lines.open.get(call_id)
        if call is None or str(call_id) != str(request.path_params["call_id"]):
            return _said(404, "There is no such call.")
        call.end(Call.Why.LEFT)
        return Response(status_code=204)

    async def health(request: Request) -> Response:  # noqa: ARG001  (Starlette's signature)
        return JSONResponse(
            {
                "active": lines.active,
                "most": lines.worker.most,
                "lag_ms": lag.p99,
                "draining": lines.draining,
            }
        )

    return Starlette(
        routes=[
            Route("/calls/", offer, methods=["POST"]),
            Route("/calls/{call_id:uuid}/", hang_up, methods=["DELETE"]),
            Route("/health/", health, methods=["GET"]),
            *telephone.routes(lines),
            *sampling.routes(lines),
        ]
    )


async def _body(request: Request) -> bytes:
    """At most what an offer may hold; more reads as nothing."""
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > LARGEST_OFFER:
            return b""
    return body


def _token(request: Request) -> str:
    return request.headers.get("authorization", "").removeprefix("Bearer ")


def _said(status: int, error: str) -> JSONResponse:
    return JSONResponse({"error": error}, status_code=status)


@asynccontextmanager
async def beating(lines: Lines, lag: Lag) -> AsyncIterator[None]:
    """Within this block the worker's row says that it is alive, and calls closed elsewhere are let go of."""

    async def beat() -> None:
        while True:
            await asyncio.sleep(HEARTBEAT)
            with suppress(Exception):  # a database that is gone for a while ends no call
                await beat_once(lines, lag)

    loop = asyncio.get_running_loop()
    tasks = [loop.create_task(beat()), loop.create_task(lag.measure())]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()


async def beat_once(lines: Lines, lag: Lag) -> None:
    told = partial(
        calls.beat,
        worker_id=lines.worker.id,
        active=lines.active,
        lag_ms=lag.p99,
        draining=lines.draining,
        held=list(lines.open),
    )
    closed: dict[UUID, str] = await lines.database.run(told)
    lines.closed_elsewhere(closed)


class _Server(uvicorn.Server):
    """Uvicorn, which leaves the signals to us."""

    def capture_signals(self):  # type: ignore[no-untyped-def]  # as uvicorn has it
        return nullcontext()


async def serve(
    listening: socket.socket, *, address: str, settings: VoiceSettings, speech: MakeSpeech | None = None
) -> None:
    """Hold calls until SIGTERM or SIGINT; then drain, and end. A second signal ends at once.

    listening: where offers come; address: the same as a URL for the web processes. speech: other than the settings
    say. Raises BadVoiceSetting.
    """
    sys.setswitchinterval(SWITCH)
    transports.usable(settings)
    if settings.loopback:
        listen_on_loopback()
    database = Database(settings.calls + SPARE_THREADS)
    worker = await database.run(partial(calls.enlist, address=address, most=settings.calls))
    speech = speech or partial(registry.make, settings)
    await asyncio.to_thread(_warm, speech)
    lines = Lines(worker=worker, database=database, settings=settings, speech=speech, sink=_sink)
    try:
        await _hold(lines, listening)
    finally:
        await database.run(partial(calls.retire, worker_id=worker.id))
        database.close()
    log.info("voice worker stopped")


async def _hold(lines: Lines, listening: socket.socket) -> None:
    lag = Lag()
    config = uvicorn.Config(
        app(lines, lag), log_config=None, access_log=False, ws="websockets-sansio", lifespan="off"
    )
    server = _Server(config)
    loop = asyncio.get_running_loop()
    stopping = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, _ask, stopping)
    async with beating(lines, lag):
        serving = loop.create_task(server.serve(sockets=[listening]))
        log.info("voice worker started", address=lines.worker.address, calls=lines.worker.most)
        asked = loop.create_task(stopping.wait())
        await asyncio.wait([serving, asked], return_when=asyncio.FIRST_COMPLETED)
        asked.cancel()
        lines.draining = True
        with suppress(Exception):
            await beat_once(lines, lag)
        await lines.drain(DRAIN_WITHIN)
        server.should_exit = True
        await serving


def _warm(speech: MakeSpeech) -> None:
    """Load what the first call would wait for; where nothing can speak English, a call says so itself."""
    with suppress(NotHere):
        speech("en", False)
    said = [Exchange(speaker="candidate", text="I check my harness.")]
    judge("next_turn", Situation(role="", question="How do you stay safe?", exchanges=said), engines={})


def _ask(stopping: asyncio.Event) -> None:
    if stopping.is_set():
        os._exit(1)
    stopping.set()


def _sink(call: Call) -> Sink:
    return sink(
        Place(
            workspace_id=call.workspace_id,
            application_id=call.attempt.application_id,
            attempt_id=call.attempt_id,
        )
    )
