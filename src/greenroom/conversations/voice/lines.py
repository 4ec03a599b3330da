"""The calls a worker holds: each a line and a pipeline between it and an interview."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Protocol
from uuid import UUID

import structlog
from pipecat.workers.runner import WorkerRunner

from greenroom.candidates.queries import accommodations
from greenroom.conversations.actions import calls
from greenroom.conversations.engine.phrases import phrases
from greenroom.conversations.models import Call, VoiceWorker
from greenroom.conversations.voice import messages, patience
from greenroom.conversations.voice.asking import Asking
from greenroom.conversations.voice.contract import Interview, Line, NotKept
from greenroom.conversations.voice.course import How
from greenroom.conversations.voice.database import Database
from greenroom.conversations.voice.interview import DjangoInterview
from greenroom.conversations.voice.pipeline import Built, build
from greenroom.conversations.voice.settings import VoiceSettings
from greenroom.conversations.voice.speech.contract import Speech
from greenroom.conversations.voice.transports import registry as transports
from greenroom.conversations.voice.transports.contract import Carried, Link, NotAnOffer

log = structlog.get_logger(__name__)

LOOK = 0.5  # seconds between looks whether somebody is still there
ENDING_WITHIN = 8.0  # seconds for letting go of a call
LAST_WORDS = 1.0  # seconds in which what was played last reaches a candidate's ear
AWAY = 3.0  # seconds that a connection counts as lost before what is said counts as not heard
KEPT_WITHIN = 20.0  # seconds for the last words of a call, where the database is away


class MakeSpeech(Protocol):
    """language: ISO 639-1. slow: from the first word on. voice: as its vendor names it, "" for the usual."""

    def __call__(self, language: str, slow: bool, voice: str = "") -> Speech:
        """Raises NotHere."""


class Sink(Protocol):
    """Where the sound of a call is kept; `pipeline.Sound` says what `write` is given."""

    def write(self, pcm: bytes, rate: int, at_ms: int) -> None: ...

    def close(self) -> None: ...


MakeSink = Callable[[Call], Sink]


class Full(Exception):
    """No room, or on the way out."""


@dataclass
class OpenCall:
    """A call on the line."""

    id: UUID
    workspace_id: UUID
    connection: Link
    built: Built
    interview: Interview
    sink: Sink | None = None
    ending: asyncio.Event = field(default_factory=asyncio.Event)
    why: str = Call.Why.LOST
    task: asyncio.Task[None] | None = None
    has_page: bool = True

    def tell(self, message: dict[str, Any]) -> None:
        self.connection.send_app_message(message)

    def end(self, why: str) -> None:
        """The first reason stands."""
        if not self.ending.is_set():
            self.why = why
            self.ending.set()

    def done(self, how: How) -> None:
        """The interviewer has nothing more to say."""
        if how == "finished":
            self.end(Call.Why.FINISHED)
        else:  # once the page has been told
            asyncio.get_running_loop().call_later(LAST_WORDS, self.end, Call.Why.LEFT)


@dataclass(frozen=True)
class Prepared:
    """What a call is made of, whatever carries it. key: begins the key of every utterance."""

    interview: DjangoInterview
    speech: Speech
    sink: Sink | None
    key: str
    stretch: float


class Lines:
    """Every call of this process. worker: its row."""

    def __init__(
        self,
        *,
        worker: VoiceWorker,
        database: Database,
        settings: VoiceSettings,
        speech: MakeSpeech,
        sink: MakeSink | None = None,
    ) -> None:
        self.worker, self.database, self.settings = worker, database, settings
        self._speech, self._sink = speech, sink
        self._transport = transports.usable(settings)
        self.open: dict[UUID, OpenCall] = {}
        self.draining = False
        self._coming = 0

    @property
    def active(self) -> int:
        return len(self.open) + self._coming

    async def answer(self, token: str, sdp: str) -> dict[str, str]:
        """The SDP answer to an offer. Raises NotYours, Full and NotAnOffer."""
        call_id, workspace_id = calls.ticket(token=token, worker_id=self.worker.id)
        if not self._transport.fits(sdp):
            raise NotAnOffer
        with self.coming():
            call = await self.database.run(partial(calls.join, call_id=call_id), workspace_id=workspace_id)
            return await self._connect(call, sdp)

    @contextmanager
    def coming(self) -> Iterator[None]:
        """Within this block somebody is on the way to a line of theirs. Raises Full."""
        if self.draining or self.active >= self.worker.most:
            raise Full
        self._coming += 1
        try:
            yield
        finally:
            self._coming -= 1

    async def _connect(self, call: Call, sdp: str) -> dict[str, str]:
        carried: Carried | None = None
        try:
            carried = await self._transport.build(self.settings, call_id=call.id, sdp=sdp)
            opened = await self._pipeline(call, carried)
        except Exception:
            if carried is not None:
                await carried.link.disconnect()
            await self.lost(call)
            raise
        self.hold(opened)
        return {"call": str(call.id), "sdp": carried.answer, "type": "answer"}

    async def lost(self, call: Call) -> None:
        """It was joined and came to nothing."""
        await self._closed(call.id, call.workspace_id, Call.Why.LOST)

    def hold(self, call: OpenCall) -> asyncio.Task[None]:
        """Hold it to its end."""
        self.open[call.id] = call
        call.task = asyncio.get_running_loop().create_task(self._hold(call))
        return call.task

    async def prepare(self, call: Call) -> Prepared:
        """Raises NotHere, and what a vendor of speech raises."""
        language = call.attempt.stage.interviewer.language
        wanted = await self.database.run(
            partial(accommodations.of, call.attempt.application.candidate_id), workspace_id=call.workspace_id
        )
        voice = str(call.attempt.config.get("voice_id") or "")
        speech = await asyncio.to_thread(self._speech, language, wanted.slower_voice, voice)
        key = call.id.hex[-20:]
        interview = DjangoInterview(
            self.database,
            workspace_id=call.workspace_id,
            attempt_id=call.attempt_id,
            language=language,
            key=key,
        )
        sink = self._sink(call) if self._sink else None
        stretch = patience.stretch(longer_pauses=wanted.longer_pauses, time=wanted.time)
        return Prepared(interview, speech, sink, key, stretch)

    async def _pipeline(self, call: Call, carried: Carried) -> OpenCall:
        made = await self.prepare(call)
        transport, connection = carried.transport, carried.link
        held: list[OpenCall] = []

        def done(how: How) -> None:
            held[0].done(how)

        built = build(
            transport,
            interview=made.interview,
            speech=made.speech,
            page=connection.send_app_message,
            key=made.key,
            stretch=made.stretch,
            on_audio=made.sink.write if made.sink else None,
            done=done,
        )
        opened = OpenCall(call.id, call.workspace_id, connection, built, made.interview, made.sink)
        held.append(opened)

        async def connected(*_: Any) -> None:
            built.interviewer.answered()

        async def disconnected(*_: Any) -> None:
            opened.end(Call.Why.LEFT)

        transport.add_event_handler("on_client_connected", connected)
        transport.add_event_handler("on_client_disconnected", disconnected)
        return opened

    async def _hold(self, call: OpenCall) -> None:
        """Run the pipeline until the call has a reason to end, then let go of everything."""
        runner = WorkerRunner(handle_sigint=False, handle_sigterm=False, check_dangling_tasks=False)
        await runner.add_workers(call.built.worker)
        running = asyncio.get_running_loop().create_task(runner.run())
        watching = asyncio.get_running_loop().create_task(self._watch(call))
        try:
            await asyncio.wait(
                [running, asyncio.ensure_future(call.ending.wait())], return_when=asyncio.FIRST_COMPLETED
            )
            if call.why == Call.Why.FINISHED:
                call.tell(messages.over())
                await asyncio.sleep(LAST_WORDS)
        except Exception as failure:  # noqa: BLE001  (one call must not end the others)
            log.warning("call failed", failure=type(failure).__name__)
        finally:
            watching.cancel()
            await self._let_go(call, runner, running)

    async def _let_go(self, call: OpenCall, runner: WorkerRunner, running: asyncio.Task[None]) -> None:
        try:
            await runner.cancel()
            await asyncio.wait([running], timeout=5)
            await self._keep_rest(call)
            if call.sink is not None:
                await asyncio.to_thread(call.sink.close)
            if not call.has_page:
                await self._note_end(call)  # a carrier asks what is next as soon as the sound is over
            await call.connection.disconnect()
        finally:
            self.open.pop(call.id, None)
            await self._note_end(call)

    async def _note_end(self, call: OpenCall) -> None:
        """Where that cannot be kept, our heartbeat says that we do not hold it any more."""
        interviewer = call.built.interviewer
        counts = {"cut_ins": interviewer.floor.cut_ins, "turns": interviewer.turns}
        with suppress(NotKept):
            await self._closed(call.id, call.workspace_id, call.why, **counts)

    async def _keep_rest(self, call: OpenCall) -> None:
        """The words of an answer that the end of the call has cut off."""
        asking = Asking(_nobody)
        for heard in call.built.interviewer.unkept():
            with suppress(NotKept, TimeoutError):
                await asyncio.wait_for(asking.ask(partial(call.interview.keep, heard)), KEPT_WITHIN)

    async def _watch(self, call: OpenCall) -> None:
        """Note when nothing is heard of its page for a while, and end the call when that is too long."""
        seen, away, began = time.monotonic(), False, False
        while True:
            await asyncio.sleep(LOOK)
            silent = time.monotonic() - seen
            if call.connection.is_connected():
                if began and (away or silent > AWAY):  # or this process was held up for as long
                    call.built.interviewer.line_back()
                seen, away, began = time.monotonic(), False, True
                continue
            if began and not away and silent > AWAY:
                away = True
                call.built.interviewer.line_away()
            if silent > self.settings.lost_after:
                call.end(Call.Why.LOST)
                return

    async def _closed(
        self, call_id: UUID, workspace_id: UUID, why: str, *, cut_ins: int = 0, turns: int = 0
    ) -> None:
        close = partial(calls.ended, call_id=call_id, why=why, cut_ins=cut_ins, turns=turns)
        await self.database.run(close, workspace_id=workspace_id)

    def closed_elsewhere(self, closed: dict[UUID, str]) -> None:
        """Calls whose rows somebody else has closed: taken over, or hung up."""
        for call_id, why in closed.items():
            call = self.open.get(call_id)
            if call is None:
                continue
            if why != Call.Why.TAKEN_OVER or self.draining:  # by itself, as it was told to
                call.end(why)
            elif call.has_page:
                call.tell(messages.trouble("taken_over"))
                call.end(why)
            else:
                elsewhere = Line(phrases(call.interview.language).say("moved"))
                call.built.interviewer.part(elsewhere, partial(call.end, why))

    async def drain(self, within: float) -> None:
        """Admit nobody, send everybody to another line, and wait until they are gone."""
        self.draining = True
        for call in list(self.open.values()):
            call.tell(messages.trouble("moved"))
        await self._wait_for_all(within)
        for call in list(self.open.values()):
            call.end(Call.Why.MOVED)
        await self._wait_for_all(ENDING_WITHIN)

    async def _wait_for_all(self, within: float) -> None:
        tasks = [call.task for call in self.open.values() if call.task is not None]
        if tasks:
            await asyncio.wait(tasks, timeout=within)


async def _nobody() -> None:
    """Whom a slow answer would be told to: the call is over."""
