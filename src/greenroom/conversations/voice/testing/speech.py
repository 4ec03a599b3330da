"""Ears and a voice that follow a script, and a detector that takes any loud sound for speech."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence

import numpy as np
from pipecat.audio.vad.vad_analyzer import VADAnalyzer
from pipecat.frames.frames import Frame, TranscriptionFrame, TTSAudioRawFrame
from pipecat.services.settings import STTSettings, TTSSettings
from pipecat.services.stt_service import SegmentedSTTService
from pipecat.services.tts_service import TTSService
from pipecat.utils.time import time_now_iso8601

from greenroom.conversations.voice.speech.contract import Speech, Voice

LOUD = 500  # of 32767, root mean square
LONGEST = 800.0  # milliseconds of one tone


class LoudIsSpeech(VADAnalyzer):
    """Whatever is loud is speech: tones do for words."""

    def num_frames_required(self) -> int:
        return self.sample_rate // 100

    def voice_confidence(self, buffer: bytes) -> float:
        samples = np.frombuffer(buffer, dtype=np.int16).astype(np.float64)
        return 1.0 if samples.size and np.sqrt(np.mean(samples**2)) > LOUD else 0.0


class ScriptedEars(SegmentedSTTService):
    """Hears in the first stretch of sound the first words of the script, and so on; then nothing."""

    def __init__(self, script: Sequence[str]) -> None:
        super().__init__(
            ttfs_p99_latency=0.1, settings=STTSettings(model="script", language=None), audio_passthrough=True
        )
        self._script = list(script)

    async def run_stt(self, audio: bytes) -> AsyncGenerator[Frame | None, None]:  # noqa: ARG002  (by order)
        words = self._script.pop(0) if self._script else ""
        if words:
            yield TranscriptionFrame(text=words, user_id="", timestamp=time_now_iso8601())


class ToneVoice(TTSService):
    """Speaks a tone, so many milliseconds a character, up to LONGEST."""

    def __init__(self, ms_per_character: float) -> None:
        super().__init__(
            push_start_frame=True,
            push_stop_frames=True,
            sample_rate=24_000,
            settings=TTSSettings(model="tone", voice=None, language=None),
        )
        self._ms = ms_per_character

    async def run_tts(self, text: str, context_id: str) -> AsyncGenerator[Frame | None, None]:
        sound = tone(min(LONGEST, max(40.0, len(text) * self._ms)), rate=self.sample_rate)
        for at in range(0, len(sound), self.sample_rate // 5):
            piece = sound[at : at + self.sample_rate // 5]
            yield TTSAudioRawFrame(piece, self.sample_rate, 1, context_id=context_id)


def tone(ms: float, *, rate: int, loud: int = 8_000) -> bytes:
    """A tone of 300 Hz, 16 bit, one channel."""
    at = np.arange(int(rate * ms / 1000)) / rate
    return (loud * np.sin(2 * np.pi * 300 * at)).astype(np.int16).tobytes()


def scripted(script: Sequence[str], *, ms_per_character: float = 1.0) -> Speech:
    """Speech of one call by the script."""
    return Speech(
        ears=ScriptedEars(script),
        voice=Voice(ToneVoice(ms_per_character), slower=lambda: True),
        vad=LoudIsSpeech(),
    )
