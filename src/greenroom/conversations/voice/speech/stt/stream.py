"""Ears on a websocket, by Deepgram's protocol: binary sound one way, JSON the other.

After a sound has ended it is asked to finish what it has (`Finalize`), and marks what it then sends.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator
from contextlib import suppress
from typing import Any
from urllib.parse import urlencode

import structlog
from pipecat.frames.frames import (
    Frame,
    InterimTranscriptionFrame,
    TranscriptionFrame,
    VADUserStoppedSpeakingFrame,
)
from pipecat.processors.frame_processor import FrameDirection, FrameProcessorSetup
from pipecat.services.settings import STTSettings
from pipecat.services.stt_service import STTService
from pipecat.utils.time import time_now_iso8601
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

log = structlog.get_logger(__name__)

OPEN_WITHIN = 5.0  # seconds
WORDS_WITHIN = 3.0  # from the end of a sound
USUALLY_WITHIN = 0.35
AGAIN_AFTER = 1.0  # doubled with each try
LONGEST_WAIT = 15.0
LIVELY = 5.0  # a line that held so long was a good one


class StreamEars(STTService):
    """Connects by itself, and again when the line breaks. Says so where somebody spoke and nobody listened."""

    def __init__(self, url: str, *, key: str, model: str, language: str) -> None:
        super().__init__(ttfs_p99_latency=USUALLY_WITHIN, settings=STTSettings(model=model, language=None))
        self._url, self._key = url, key
        self._asked = {
            "model": model,
            "language": language,
            "encoding": "linear16",
            "channels": "1",
            "interim_results": "true",
            "smart_format": "true",
        }
        self._line: ClientConnection | None = None
        self._holding: asyncio.Task[None] | None = None
        self._waiting: asyncio.Task[None] | None = None

    async def setup(self, setup: FrameProcessorSetup) -> None:  # type: ignore[override]  # as every service of Pipecat
        await super().setup(setup)
        self._holding = self.create_task(self._hold())

    async def cleanup(self) -> None:
        await super().cleanup()  # type: ignore[no-untyped-call]  # Pipecat leaves it so
        await self._stop_waiting()
        if self._holding is not None:
            holding, self._holding = self._holding, None
            await self.cancel_task(holding)

    async def run_stt(self, audio: bytes) -> AsyncGenerator[Frame | None, None]:
        await self._send(audio)
        yield None

    async def process_frame(self, frame: Frame, direction: FrameDirection) -> None:
        await super().process_frame(frame, direction)
        if not isinstance(frame, VADUserStoppedSpeakingFrame):
            return
        await self._stop_waiting()
        if await self._send(json.dumps({"type": "Finalize"})):
            self.request_finalize()  # type: ignore[no-untyped-call]  # Pipecat leaves it so
            self._waiting = self.create_task(self._wait())
        else:
            await self.push_error("nobody listened")

    async def _send(self, message: bytes | str) -> bool:
        if self._line is None:
            return False
        try:
            await self._line.send(message)
        except WebSocketException:
            return False
        return True

    async def _wait(self) -> None:
        await asyncio.sleep(WORDS_WITHIN)
        self._waiting = None
        await self.push_error("no words came")

    async def _stop_waiting(self) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            await self.cancel_task(waiting)

    async def _hold(self) -> None:
        pause = AGAIN_AFTER
        url = f"{self._url}?{urlencode({**self._asked, 'sample_rate': self.sample_rate})}"
        headers = {"Authorization": f"Token {self._key}"}
        loop = asyncio.get_running_loop()
        while True:
            began = loop.time()
            try:
                async with connect(url, additional_headers=headers, open_timeout=OPEN_WITHIN) as line:
                    self._line = line
                    await self._listen(line)
            except (OSError, TimeoutError, WebSocketException) as failure:
                log.warning("ears cannot be reached", failure=type(failure).__name__)
            finally:
                self._line = None
            pause = AGAIN_AFTER if loop.time() - began > LIVELY else min(LONGEST_WAIT, pause * 2)
            await asyncio.sleep(pause)

    async def _listen(self, line: ClientConnection) -> None:
        async for message in line:
            with suppress(ValueError, KeyError, IndexError, TypeError, AttributeError):  # not for us
                await self._take(json.loads(message))

    async def _take(self, told: dict[str, Any]) -> None:
        if told["type"] != "Results":
            return
        if told.get("from_finalize"):
            await self._stop_waiting()
            self.confirm_finalize()  # type: ignore[no-untyped-call]  # Pipecat leaves it so
        best = told["channel"]["alternatives"][0]
        text = str(best["transcript"])
        if not text:
            return
        if not told["is_final"]:
            await self.push_frame(InterimTranscriptionFrame(text, "", time_now_iso8601()))
            return
        await self._stop_waiting()
        sure = {"confidence": float(best["confidence"])} if "confidence" in best else {}
        await self.push_frame(TranscriptionFrame(text, "", time_now_iso8601(), result=sure))
