"""A voice behind an address: JSON to it, a WAV file back, played as it comes."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from typing import Any

import httpx
import structlog
from pipecat.frames.frames import ErrorFrame, Frame, TTSAudioRawFrame
from pipecat.services.settings import TTSSettings
from pipecat.services.tts_service import TTSService

from greenroom.conversations.voice.speech.contract import Voice
from greenroom.conversations.voice.speech.tts import wav
from greenroom.conversations.voice.speech.tts.pace import USUAL, Pace
from greenroom.skills.lexical import sentences

log = structlog.get_logger(__name__)

TIMEOUT = httpx.Timeout(6, connect=3)  # nobody waits longer in silence
REFUSED = frozenset({400, 404, 422})
"""What an endpoint answers that does not know a voice."""
Asks = Callable[[str, float, str], dict[str, Any]]
"""The body for a text at a pace, 1.0 the usual, in a voice."""


class HttpVoice(TTSService):
    """voices: the one that is wanted, and the one that speaks where it is refused. pauses: instead of a pace."""

    def __init__(
        self, url: str, *, key: str, asks: Asks, voices: tuple[str, str], pace: Pace, pauses: bool
    ) -> None:
        super().__init__(
            push_start_frame=True,
            push_stop_frames=True,
            settings=TTSSettings(model="http", voice=None, language=None),
        )
        self._url, self._asks, self._pace, self._pauses = url, asks, pace, pauses
        self._said, self._usual = voices
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._http = httpx.AsyncClient(headers=headers, timeout=TIMEOUT)

    async def cleanup(self) -> None:
        await super().cleanup()  # type: ignore[no-untyped-call]  # Pipecat leaves it so
        await self._http.aclose()

    async def run_tts(self, text: str, context_id: str) -> AsyncGenerator[Frame | None, None]:
        try:
            if not self._pauses or self._pace.now == USUAL:
                async for frame in self._speak(text, context_id):
                    yield frame
                return
            for part in sentences(text):
                lasted = 0.0
                async for frame in self._speak(text[part.start : part.end], context_id):
                    lasted += len(frame.audio) / 2 / frame.sample_rate
                    yield frame
                yield _silence(lasted * (1 / self._pace.now - 1), context_id)
        except (httpx.HTTPError, wav.NoSound) as failure:
            yield ErrorFrame(error=type(failure).__name__)

    async def _speak(self, text: str, context_id: str) -> AsyncGenerator[TTSAudioRawFrame, None]:
        pace = USUAL if self._pauses else self._pace.now
        while True:
            asked = self._asks(text, pace, self._said)
            async with self._http.stream("POST", self._url, json=asked) as answer:
                if answer.status_code in REFUSED and self._said != self._usual:
                    log.warning("voice is not known", voice=self._said, status=answer.status_code)
                    self._said = self._usual
                    continue
                answer.raise_for_status()
                async for frame in wav.frames(answer.aiter_bytes(), context_id):
                    yield frame
                return


def _silence(seconds: float, context_id: str) -> TTSAudioRawFrame:
    return TTSAudioRawFrame(
        bytes(2 * int(wav.USUAL_RATE * seconds)), wav.USUAL_RATE, 1, context_id=context_id
    )


def http_voice(
    url: str, *, key: str, asks: Asks, voices: tuple[str, str], slow: bool, pauses: bool = False
) -> Voice:
    pace = Pace(slow=slow)
    voice = HttpVoice(url, key=key, asks=asks, voices=voices, pace=pace, pauses=pauses)
    return Voice(voice, slower=pace.slower)
