"""A Whisper model that all calls of a process share."""

from __future__ import annotations

import asyncio
import math
from collections.abc import AsyncGenerator
from functools import lru_cache
from importlib import import_module
from typing import Any

import numpy as np
from pipecat.frames.frames import Frame, TranscriptionFrame
from pipecat.services.settings import STTSettings
from pipecat.services.stt_service import SegmentedSTTService
from pipecat.utils.time import time_now_iso8601


@lru_cache(maxsize=1)
def _model(folder: str) -> Any:
    return import_module("faster_whisper").WhisperModel(folder, device="auto", compute_type="int8")


class WhisperEars(SegmentedSTTService):
    """Hears a stretch of speech once it is over, in a thread. The result carries the model's confidence."""

    def __init__(self, folder: str, language: str) -> None:
        super().__init__(ttfs_p99_latency=1.5, settings=STTSettings(model=folder, language=None))
        self._whisper, self._language = _model(folder), language

    @property
    def wants_wav_segments(self) -> bool:
        return False

    async def run_stt(self, audio: bytes) -> AsyncGenerator[Frame | None, None]:
        text, confidence = await asyncio.to_thread(self._hear, audio)
        if text:
            yield TranscriptionFrame(
                text=text, user_id="", timestamp=time_now_iso8601(), result={"confidence": confidence}
            )

    def _hear(self, audio: bytes) -> tuple[str, float]:
        samples = np.frombuffer(audio, dtype=np.int16).astype(np.float32) / 32_768
        found, _ = self._whisper.transcribe(samples, language=self._language, beam_size=1)
        parts = [part for part in found if part.no_speech_prob < 0.6]
        if not parts:
            return "", 0.0
        sure = sum(part.avg_logprob for part in parts) / len(parts)
        return " ".join(part.text.strip() for part in parts), min(1.0, math.exp(sure))
