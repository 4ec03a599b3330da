"""A candidate's browser without a browser: an aiortc peer that speaks tones and notes what comes."""

from __future__ import annotations

import asyncio
import json
import time
from collections import deque
from contextlib import suppress
from fractions import Fraction
from typing import Any

import numpy as np
from aiortc import RTCConfiguration, RTCPeerConnection, RTCSessionDescription
from aiortc.mediastreams import AudioStreamTrack, MediaStreamError
from av import AudioFrame

from greenroom.conversations.voice.testing.speech import tone

RATE = 48_000
STEP = RATE // 50  # samples in 20 ms
LOUD = 500


class Microphone(AudioStreamTrack):
    """Silence, and what is said into it. last_loud: when its last loud sample was sent, monotonic seconds."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: deque[bytes] = deque()
        self._at = 0
        self._began: float | None = None
        self.last_loud = 0.0

    def say(self, sound: bytes) -> None:
        """sound: 16 bit PCM of one channel at 48 kHz."""
        size = STEP * 2
        for at in range(0, len(sound), size):
            self._pieces.append(sound[at : at + size].ljust(size, b"\0"))

    @property
    def is_quiet(self) -> bool:
        return not self._pieces

    async def recv(self) -> AudioFrame:
        self._began = self._began or time.monotonic()
        wait = self._began + self._at / RATE - time.monotonic()
        if wait > 0:
            await asyncio.sleep(wait)
        piece = self._pieces.popleft() if self._pieces else bytes(STEP * 2)
        if any(piece):
            self.last_loud = time.monotonic()
        frame = AudioFrame.from_ndarray(np.frombuffer(piece, dtype=np.int16)[None, :], layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = RATE, self._at, Fraction(1, RATE)
        self._at += STEP
        return frame


class Candidate:
    """messages: what the page was told, in order. loud: when something loud was heard, monotonic seconds.

    configuration: of its connection, such as a relay it goes through.
    """

    def __init__(self, configuration: RTCConfiguration | None = None) -> None:
        self.peer = RTCPeerConnection(configuration)
        self.microphone = Microphone()
        self.messages: list[dict[str, Any]] = []
        self.loud: list[float] = []
        self._news = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self.peer.addTrack(self.microphone)
        self._channel = self.peer.createDataChannel("page")
        self._channel.on("message", self._told)
        self._channel.on("open", lambda: self._channel.send("ping"))
        self.peer.on("track", self._listen)

    async def offer(self) -> str:
        """The SDP to post."""
        await self.peer.setLocalDescription(await self.peer.createOffer())
        return self.peer.localDescription.sdp

    async def accept(self, sdp: str) -> None:
        await self.peer.setRemoteDescription(RTCSessionDescription(sdp, "answer"))
        self._tasks.append(asyncio.create_task(self._ping()))

    def press(self, button: str, **more: Any) -> None:
        self._channel.send(json.dumps({"type": button, **more}))

    def speak(self, ms: float) -> None:
        self.microphone.say(tone(ms, rate=RATE))

    async def until(self, kind: str, *, within: float = 10.0, after: int = 0, **fields: Any) -> int:
        """Wait for a message with these fields; gives its place in `messages` plus one."""
        async with asyncio.timeout(within):
            while True:
                for place, message in enumerate(self.messages[after:], after):
                    if {"type": kind, **fields}.items() <= message.items():
                        return place + 1
                self._news.clear()
                await self._news.wait()

    async def told(self, words: str, *, within: float = 10.0) -> None:
        """Wait until the interviewer has said something with these words in it."""
        async with asyncio.timeout(within):
            while not any(words in str(message.get("text")) for message in self.messages):
                self._news.clear()
                await self._news.wait()

    async def vanish(self) -> None:
        """As if the browser had been killed: nothing more is sent, and nobody is told."""
        for task in self._tasks:
            task.cancel()
        for transceiver in self.peer.getTransceivers():
            await transceiver.sender.stop()
            await transceiver.sender.transport.transport.stop()

    async def leave(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.peer.close()

    def _told(self, text: str) -> None:
        self.messages.append(json.loads(text))
        self._news.set()

    def _listen(self, track: Any) -> None:
        self._tasks.append(asyncio.create_task(self._hear(track)))

    async def _hear(self, track: Any) -> None:
        with suppress(MediaStreamError):
            while True:
                frame = await track.recv()
                if np.abs(frame.to_ndarray()).max() > LOUD:
                    self.loud.append(time.monotonic())

    async def _ping(self) -> None:
        while True:
            if self._channel.readyState == "open":
                self._channel.send("ping")
            await asyncio.sleep(1)
