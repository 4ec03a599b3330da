"""What is called: our voice worker, or the barest loop of Pipecat with the same stand-ins.

`python -m tests.bench.voice_server ours|patient|bare`; the first line it prints is its address. `ours` waits no
longer than the bare loop after the last word; `patient` as long as the product does.
"""

from __future__ import annotations

import asyncio
import json
import os
import socket
import sys
from typing import Any

import django
import uvicorn
from pipecat.frames.frames import Frame, TTSSpeakFrame, UserStoppedSpeakingFrame
from pipecat.pipeline.pipeline import Pipeline
from pipecat.pipeline.worker import PipelineParams, PipelineWorker
from pipecat.processors.audio.vad_processor import VADProcessor
from pipecat.processors.frame_processor import FrameDirection, FrameProcessor
from pipecat.transports.base_transport import TransportParams
from pipecat.transports.smallwebrtc.connection import SmallWebRTCConnection
from pipecat.transports.smallwebrtc.transport import SmallWebRTCTransport
from pipecat.turns.user_start import VADUserTurnStartStrategy
from pipecat.turns.user_stop import SpeechTimeoutUserTurnStopStrategy
from pipecat.turns.user_turn_processor import UserTurnProcessor
from pipecat.turns.user_turn_strategies import UserTurnStrategies
from pipecat.workers.runner import WorkerRunner
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from greenroom.conversations.voice import patience
from greenroom.conversations.voice.loopback import listen_on_loopback
from greenroom.conversations.voice.quiet import quieten
from greenroom.conversations.voice.testing.speech import scripted

WORDS = [
    "I check my harness and my ropes before every descent",
    "my colleague looks at them a second time",
    "we write down what we found every morning",
] * 20
MS = 20.0  # of a tone for each character
REPLY = "Thank you. What do you do when the wind is strong?"
GREETING = 5  # replies long
running: set[asyncio.Task[None]] = set()


class Answer(FrameProcessor):
    """Says the same to every turn."""

    async def process_frame(self, frame: Frame, direction: FrameDirection) -> None:
        await super().process_frame(frame, direction)
        await self.push_frame(frame, direction)
        if isinstance(frame, UserStoppedSpeakingFrame):
            await self.push_frame(TTSSpeakFrame(REPLY))


async def answer(request: Request) -> JSONResponse:
    connection = SmallWebRTCConnection()
    await connection.initialize(sdp=json.loads(await request.body())["sdp"], type="offer")
    transport = SmallWebRTCTransport(
        connection, TransportParams(audio_in_enabled=True, audio_out_enabled=True)
    )
    speech = scripted(WORDS, ms_per_character=MS)
    stop = SpeechTimeoutUserTurnStopStrategy(user_speech_timeout=0)
    turns = UserTurnProcessor(
        user_turn_strategies=UserTurnStrategies(start=[VADUserTurnStartStrategy()], stop=[stop])
    )
    voice = speech.voice.processor
    vad = VADProcessor(vad_analyzer=speech.vad)
    parts = [transport.input(), vad, speech.ears, turns, Answer(), voice, transport.output()]
    worker = PipelineWorker(
        Pipeline(parts),
        params=PipelineParams(audio_in_sample_rate=16_000, audio_out_sample_rate=24_000),
        enable_rtvi=False,
        enable_turn_tracking=False,
        idle_timeout_secs=None,
    )

    async def connected(*_: Any) -> None:
        await worker.queue_frames([TTSSpeakFrame(REPLY) for _ in range(GREETING)])

    transport.add_event_handler("on_client_connected", connected)

    async def disconnected(*_: Any) -> None:
        await worker.cancel()

    transport.add_event_handler("on_client_disconnected", disconnected)
    runner = WorkerRunner(handle_sigint=False, handle_sigterm=False)
    await runner.add_workers(worker)
    task = asyncio.get_running_loop().create_task(runner.run())
    running.add(task)
    task.add_done_callback(running.discard)
    answered = connection.get_answer()  # type: ignore[no-untyped-call]  # Pipecat leaves it so
    return JSONResponse({"sdp": answered["sdp"]})


async def bare(listening: socket.socket) -> None:
    app = Starlette(routes=[Route("/calls/", answer, methods=["POST"])])
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False, lifespan="off"))
    await server.serve(sockets=[listening])


async def ours(listening: socket.socket, address: str) -> None:
    from greenroom.conversations.voice.server import serve  # noqa: PLC0415  (Django must be set up first)
    from greenroom.conversations.voice.settings import VoiceSettings  # noqa: PLC0415

    settings = VoiceSettings({**os.environ, "GREENROOM_VOICE_CALLS": "8"})
    await serve(
        listening, address=address, settings=settings, speech=lambda *_: scripted(WORDS, ms_per_character=MS)
    )


def main(which: str) -> None:
    quieten()
    django.setup()
    listen_on_loopback()
    listening = socket.create_server(("127.0.0.1", 0))
    address = f"http://127.0.0.1:{listening.getsockname()[1]}"
    sys.stdout.write(f"{address}\n")
    sys.stdout.flush()
    if which == "ours":
        patience.OPEN = patience.WHOLE = patience.DONE = patience.TRAILING = 0.0
    asyncio.run(bare(listening) if which == "bare" else ours(listening, address))


if __name__ == "__main__":
    main(sys.argv[1])
