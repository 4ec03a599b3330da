"""A voice behind an address: JSON to it, a WAV file back, played as it comes."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from typing import Any

import httpx
from pipecat.frames.frames import ErrorFrame, Frame
from pipecat.services.settings import TTSSettings
from pipecat.services.tts_service import TTSService

from greenroom.conversations.voice.speech.contract import Voice
from greenroom.conversations.voice.speech.tts import wav
from greenroom.conversations.voice.speech.tts.program import SLOWER, SLOWEST

TIMEOUT = httpx.Timeout(20, connect=5)
Asks = Callable[[str, float], dict[str, Any]]
"""The body for a text at a pace, 1.0 the usual."""


class HttpVoice(TTSService):
    def __init__(self, url: str, *, key: str, asks: Asks, pace: float) -> None:
        super().__init__(
            push_start_frame=True,
            push_stop_frames=True,
            settings=TTSSettings(model="http", voice=None, language=None),
        )
        self._url, self._asks, self._pace = url, asks, pace
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._http = httpx.AsyncClient(headers=headers, timeout=TIMEOUT)

    def slower(self) -> bool:
        """Whether there was a slower pace left."""
        slower = max(SLOWEST, self._pace * SLOWER)
        changed = slower < self._pace
        self._pace = slower
        return changed

    async def cleanup(self) -> None:
        await super().cleanup()  # type: ignore[no-untyped-call]  # Pipecat leaves it so
        await self._http.aclose()

    async def run_tts(self, text: str, context_id: str) -> AsyncGenerator[Frame | None, None]:
        try:
            async with self._http.stream("POST", self._url, json=self._asks(text, self._pace)) as answer:
                answer.raise_for_status()
                async for frame in wav.frames(answer.aiter_bytes(), context_id):
                    yield frame
        except (httpx.HTTPError, wav.NoSound) as failure:
            yield ErrorFrame(error=type(failure).__name__)


def http_voice(url: str, *, key: str, asks: Asks, slow: bool) -> Voice:
    voice = HttpVoice(url, key=key, asks=asks, pace=SLOWER if slow else 1.0)
    return Voice(voice, slower=voice.slower)
