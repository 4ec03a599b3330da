"""Ears and a voice that are real and small: pocketsphinx and flite. For tests: no setting of the product has them."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncGenerator
from functools import lru_cache
from importlib import import_module
from typing import Any

from pipecat.audio.vad.silero import SileroVADAnalyzer
from pipecat.frames.frames import Frame, TranscriptionFrame
from pipecat.services.settings import STTSettings
from pipecat.services.stt_service import SegmentedSTTService
from pipecat.utils.time import time_now_iso8601

from greenroom.conversations.voice.speech.contract import Speech
from greenroom.conversations.voice.speech.tts import flite
from greenroom.conversations.voice.speech.tts.program import program_voice

BRISK = 2.2  # times flite's own pace
_DECODING = threading.Lock()


@lru_cache(maxsize=1)
def _decoder() -> Any:
    decoder = import_module("pocketsphinx").Decoder  # installed for tests alone
    return decoder(samprate=16_000, loglevel="FATAL")


class SphinxEars(SegmentedSTTService):
    """Hears a stretch of English at 16 kHz once it is over, in a thread."""

    def __init__(self) -> None:
        super().__init__(
            ttfs_p99_latency=1.0,
            settings=STTSettings(model="pocketsphinx", language=None),
            audio_passthrough=True,
        )
        _decoder()

    @property
    def wants_wav_segments(self) -> bool:
        return False

    async def run_stt(self, audio: bytes) -> AsyncGenerator[Frame | None, None]:
        text = await asyncio.to_thread(_hear, audio)
        if text:
            yield TranscriptionFrame(text=text, user_id="", timestamp=time_now_iso8601())


def _hear(audio: bytes) -> str:
    with _DECODING:
        decoder = _decoder()
        decoder.start_utt()
        decoder.process_raw(audio, full_utt=True)
        decoder.end_utt()
        found = decoder.hyp()
        return str(found.hypstr) if found else ""


def real() -> Speech:
    """Speech of one call."""
    voice = program_voice(lambda text, pace: flite.command(text, pace * BRISK, "", "en"), slow=False)
    return Speech(ears=SphinxEars(), voice=voice, vad=SileroVADAnalyzer())
