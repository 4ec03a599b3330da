"""What a voice sounds like, as a WAV file: made by the very service that speaks in calls."""

from __future__ import annotations

import asyncio
import io
import wave

import structlog
from pipecat.frames.frames import EndFrame, Frame, TTSAudioRawFrame, TTSSpeakFrame
from pipecat.pipeline.pipeline import Pipeline
from pipecat.pipeline.worker import PipelineParams, PipelineWorker
from pipecat.processors.frame_processor import FrameDirection, FrameProcessor
from pipecat.workers.runner import WorkerRunner
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from greenroom.conversations.actions import voice_samples
from greenroom.conversations.actions.calls import NotYours
from greenroom.conversations.voice.lines import Lines
from greenroom.conversations.voice.pipeline import OUT_RATE
from greenroom.conversations.voice.speech import registry
from greenroom.conversations.voice.speech.contract import NotHere, Voice
from greenroom.guidance.rules.languages import SAMPLES

log = structlog.get_logger(__name__)

PATH = "/samples/"

WITHIN = 12.0  # seconds


class NoSample(Exception):
    """The voice made no sound, or not soon enough."""


class _Kept(FrameProcessor):
    def __init__(self) -> None:
        super().__init__()
        self.sound, self.rate = bytearray(), OUT_RATE

    async def process_frame(self, frame: Frame, direction: FrameDirection) -> None:
        await super().process_frame(frame, direction)
        if isinstance(frame, TTSAudioRawFrame):
            self.sound += frame.audio
            self.rate = frame.sample_rate
        await self.push_frame(frame, direction)


def routes(lines: Lines) -> list[Route]:
    """Where a voice worker is asked for one. A token says which."""

    async def say(request: Request) -> Response:
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        try:
            language, voice = voice_samples.asked(token=token, worker_id=lines.worker.id)
            made = await asyncio.to_thread(registry.make_voice, lines.settings, language, False, voice)
            return Response(await sample(made, SAMPLES[language]), media_type="audio/wav")
        except NotYours:
            return JSONResponse({"error": "This is no token of ours."}, status_code=403)
        except (NotHere, NoSample, KeyError) as failure:
            log.warning("no sample", failure=type(failure).__name__)
            return JSONResponse({"error": "The voice made no sound."}, status_code=503)

    return [Route(PATH, say, methods=["POST"])]


async def sample(voice: Voice, text: str) -> bytes:
    """16 bit, one channel, at the voice's own rate. Raises NoSample."""
    kept = _Kept()
    worker = PipelineWorker(
        Pipeline([voice.processor, kept]),
        params=PipelineParams(audio_out_sample_rate=OUT_RATE),
        enable_rtvi=False,
        enable_turn_tracking=False,
        idle_timeout_secs=None,
        check_dangling_tasks=False,
    )
    runner = WorkerRunner(handle_sigint=False, handle_sigterm=False, check_dangling_tasks=False)
    await runner.add_workers(worker)
    await worker.queue_frames([TTSSpeakFrame(text, append_to_context=False), EndFrame()])
    try:
        await asyncio.wait_for(runner.run(), WITHIN)
    except TimeoutError:
        await runner.cancel()
    if not kept.sound:
        raise NoSample
    return _wav(bytes(kept.sound), kept.rate)


def _wav(sound: bytes, rate: int) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as written:
        written.setparams((1, 2, rate, 0, "NONE", ""))
        written.writeframes(sound)
    return file.getvalue()
