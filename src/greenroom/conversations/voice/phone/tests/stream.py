"""A carrier's end of a media stream: a telephone at somebody's ear, without carrier or telephone."""

from __future__ import annotations

import asyncio
import audioop
import base64
import json
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import numpy as np
from websockets.asyncio.client import ClientConnection, connect

from greenroom.conversations.voice.testing.speech import tone
from greenroom.core.testing.standins.twilio.server import ACCOUNT, TOKEN
from greenroom.outreach.senders.sms.twilio.signature import sign

STREAM = "MZ" + "0" * 32
STEP = 160  # samples in 20 ms at 8 kHz
QUIET = audioop.lin2ulaw(bytes(2 * STEP), 2)
LOUD = 500


async def until(holds: Callable[[], bool], *, within: float = 8.0) -> None:
    async with asyncio.timeout(within):
        while True:
            if holds():
                return
            await asyncio.sleep(0.02)


class Telephone:
    """heard: when something loud came, monotonic seconds. cleared: how often what was queued was to be dropped."""

    def __init__(self, wire: ClientConnection) -> None:
        self._wire = wire
        self._sound: list[bytes] = []
        self._chunk = 0
        self.heard: list[float] = []
        self.cleared = 0
        self.last_loud = 0.0
        self.over = asyncio.Event()
        self.began = 0.0  # when the stream was said to begin
        self.tasks: list[asyncio.Task[None]] = []

    async def tell(self, **message: Any) -> None:
        await self._wire.send(json.dumps(message))

    async def start(self, *, token: str, sid: str) -> None:
        """What comes before the sound, and then the sound."""
        await self.tell(event="connected", protocol="Call", version="1.0.0")
        begun = {
            "accountSid": ACCOUNT,
            "callSid": sid,
            "streamSid": STREAM,
            "tracks": ["inbound"],
            "customParameters": {"token": token},
            "mediaFormat": {"encoding": "audio/x-mulaw", "sampleRate": 8000, "channels": 1},
        }
        await self.tell(event="start", sequenceNumber="1", start=begun, streamSid=STREAM)
        self.began = time.monotonic()
        self.tasks.append(asyncio.create_task(self.send_sound()))

    def speak(self, ms: int) -> None:
        sound = audioop.lin2ulaw(tone(ms, rate=8_000), 2)
        self._sound += [sound[at : at + STEP].ljust(STEP, b"\xff") for at in range(0, len(sound), STEP)]

    async def press(self, digit: str) -> None:
        await self.tell(event="dtmf", streamSid=STREAM, dtmf={"track": "inbound_track", "digit": digit})

    async def listened(self, *, quiet: float = 0.4) -> None:
        """Until something was heard since it was last spoken, and then nothing for so long."""

        def is_our_turn() -> bool:
            last = self.heard[-1] if self.heard else 0.0
            return last > self.last_loud and time.monotonic() - last > quiet and not self._sound

        await until(is_our_turn)

    async def closed(self) -> int | None:
        """The code with which the other end closes."""
        await asyncio.wait_for(self.over.wait(), 5)
        return self._wire.close_code

    async def hang_up(self) -> None:
        await self.tell(event="stop", streamSid=STREAM, stop={"accountSid": ACCOUNT})

    async def send_sound(self) -> None:
        """20 ms every 20 ms, for ever."""
        began = time.monotonic()
        while True:
            piece = self._sound.pop(0) if self._sound else QUIET
            if piece is not QUIET:
                self.last_loud = time.monotonic()
            self._chunk += 1
            payload = base64.b64encode(piece).decode()
            media = {"track": "inbound", "chunk": str(self._chunk), "timestamp": "0", "payload": payload}
            await self.tell(event="media", streamSid=STREAM, media=media)
            await asyncio.sleep(began + self._chunk * 0.02 - time.monotonic())

    async def listen(self) -> None:
        try:
            async for text in self._wire:
                self._take(json.loads(text))
        finally:
            self.over.set()

    def _take(self, message: dict[str, Any]) -> None:
        assert message["streamSid"] == STREAM
        if message["event"] == "clear":
            self.cleared += 1
            return
        assert message["event"] == "media"
        sound = audioop.ulaw2lin(base64.b64decode(message["media"]["payload"]), 2)
        if np.abs(np.frombuffer(sound, dtype=np.int16)).max(initial=0) > LOUD:
            self.heard.append(time.monotonic())


@asynccontextmanager
async def telephone(url: str, *, signed_for: str, token: str = TOKEN) -> AsyncIterator[Telephone]:
    """Connected, as the carrier connects."""
    headers = {"X-Twilio-Signature": sign(signed_for, (), token=token)}
    async with connect(url, additional_headers=headers, proxy=None) as wire:
        at_ear = Telephone(wire)
        at_ear.tasks.append(asyncio.create_task(at_ear.listen()))
        try:
            yield at_ear
        finally:
            for task in at_ear.tasks:
                task.cancel()
            await asyncio.gather(*at_ear.tasks, return_exceptions=True)
