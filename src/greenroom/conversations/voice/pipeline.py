"""A call as a Pipecat pipeline. The transport is whatever carries the sound: WebRTC, a telephone line, another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import structlog
from pipecat.frames.frames import ErrorFrame
from pipecat.pipeline.pipeline import Pipeline
from pipecat.pipeline.worker import PipelineParams, PipelineWorker
from pipecat.processors.audio.audio_buffer_processor import AudioBufferProcessor
from pipecat.processors.audio.vad_processor import VADProcessor
from pipecat.transports.base_transport import BaseTransport
from pipecat.turns.user_start import TranscriptionUserTurnStartStrategy, VADUserTurnStartStrategy
from pipecat.turns.user_turn_processor import UserTurnProcessor
from pipecat.turns.user_turn_strategies import UserTurnStrategies

from greenroom.conversations.voice.contract import Interview
from greenroom.conversations.voice.course import How
from greenroom.conversations.voice.frames import Playing
from greenroom.conversations.voice.interviewer import Interviewer
from greenroom.conversations.voice.mouth import Page
from greenroom.conversations.voice.speech.contract import Speech
from greenroom.conversations.voice.turns import PatientStop

log = structlog.get_logger(__name__)

IN_RATE, OUT_RATE = 16_000, 24_000  # samples a second
CHUNK = 1.0  # seconds of sound handed to the sink at once
WATCHDOG = 300.0  # seconds; our own patience ends turns long before

Sound = Callable[[bytes, int, int], None]
"""16 bit PCM of two channels (left the candidate, right the interviewer), its rate, and when it began, in
milliseconds since the attempt began."""


@dataclass(frozen=True)
class Built:
    worker: PipelineWorker
    interviewer: Interviewer


def build(
    transport: BaseTransport,
    *,
    interview: Interview,
    speech: Speech,
    page: Page,
    key: str,
    stretch: float = 1.0,
    on_audio: Sound | None = None,
    done: Callable[[How], None],
) -> Built:
    """The pipeline of one call. key: begins the key of every utterance; done: called after the last word."""
    interviewer = Interviewer(
        interview=interview,
        page=page,
        key=key,
        stretch=stretch,
        slower=speech.voice.slower,
        done=done,
    )
    mouth = interviewer.mouth
    parts = [
        transport.input(),
        VADProcessor(vad_analyzer=speech.vad),
        speech.ears,
        _turns(interviewer),
        interviewer,
        speech.voice.processor,
        transport.output(),
        Playing(began=mouth.line_began, ended=mouth.line_ended, mute=mouth.line_mute),
    ]
    if on_audio is not None:
        parts.append(_recorder(interviewer, on_audio))
    worker = PipelineWorker(
        Pipeline(parts),
        params=PipelineParams(audio_in_sample_rate=IN_RATE, audio_out_sample_rate=OUT_RATE),
        enable_rtvi=False,
        enable_turn_tracking=False,
        idle_timeout_secs=None,
        check_dangling_tasks=False,
    )

    async def failed(_: PipelineWorker, frame: ErrorFrame) -> None:
        if frame.processor is speech.ears:
            log.warning("ears failed", service=type(frame.processor).__name__)
            interviewer.ears_failed()

    worker.add_event_handler("on_pipeline_error", failed)
    return Built(worker, interviewer)


def _turns(interviewer: Interviewer) -> UserTurnProcessor:
    """Whose turn it is, as patient as the interviewer is at each moment."""
    stop = PatientStop(lambda: interviewer.patience)
    interviewer.ended_by = lambda: stop.ended
    return UserTurnProcessor(
        user_turn_strategies=UserTurnStrategies(
            start=[VADUserTurnStartStrategy(), TranscriptionUserTurnStartStrategy()], stop=[stop]
        ),
        user_turn_stop_timeout=WATCHDOG,
    )


def _recorder(interviewer: Interviewer, on_audio: Sound) -> AudioBufferProcessor:
    recorder = AudioBufferProcessor(
        sample_rate=IN_RATE,
        num_channels=2,
        buffer_size=int(IN_RATE * 2 * CHUNK),
        auto_start_recording=True,
    )

    async def hand_on(_: AudioBufferProcessor, audio: bytes, rate: int, channels: int) -> None:
        long = len(audio) // (2 * channels)
        on_audio(audio, rate, max(0, interviewer.now_ms() - long * 1000 // rate))

    recorder.add_event_handler("on_audio_data", hand_on)
    return recorder
