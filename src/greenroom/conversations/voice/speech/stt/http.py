"""Ears behind an address: a stretch of speech to it as a WAV file, its words back."""

from __future__ import annotations

from collections.abc import AsyncGenerator

import httpx
from pipecat.frames.frames import ErrorFrame, Frame, TranscriptionFrame
from pipecat.services.settings import STTSettings
from pipecat.services.stt_service import SegmentedSTTService
from pipecat.utils.time import time_now_iso8601

TIMEOUT = httpx.Timeout(8, connect=3)
TRIES = 2
WORDS_WITHIN = 2.0  # seconds, of nearly all stretches


class HttpEars(SegmentedSTTService):
    """Asks once more where an answer was none: what was said is still here."""

    def __init__(self, url: str, *, key: str, model: str, language: str) -> None:
        super().__init__(ttfs_p99_latency=WORDS_WITHIN, settings=STTSettings(model=model, language=None))
        self._url = url
        self._form = {"model": model, "language": language, "response_format": "json"}
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._http = httpx.AsyncClient(headers=headers, timeout=TIMEOUT)

    async def cleanup(self) -> None:
        await super().cleanup()  # type: ignore[no-untyped-call]  # Pipecat leaves it so
        await self._http.aclose()

    async def run_stt(self, audio: bytes) -> AsyncGenerator[Frame | None, None]:
        failure = ""
        for _ in range(TRIES):
            try:
                text = await self._words(audio)
            except (httpx.HTTPError, ValueError, KeyError, TypeError, AttributeError) as problem:
                failure = type(problem).__name__
                continue
            if text:
                yield TranscriptionFrame(text=text, user_id="", timestamp=time_now_iso8601())
            return
        yield ErrorFrame(error=failure)

    async def _words(self, audio: bytes) -> str:
        file = ("speech.wav", audio, "audio/wav")
        answer = await self._http.post(self._url, data=self._form, files={"file": file})
        answer.raise_for_status()
        said: str = answer.json()["text"].strip()
        return said
