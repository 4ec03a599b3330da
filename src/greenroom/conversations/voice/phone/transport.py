"""A websocket of Twilio's media streams as a Pipecat transport: 20 ms of mu-law at 8 kHz both ways."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from pipecat.audio.dtmf.types import KeypadEntry
from pipecat.frames.frames import (
    CancelFrame,
    EndFrame,
    Frame,
    InputAudioRawFrame,
    InputDTMFFrame,
    InterruptionFrame,
    OutputAudioRawFrame,
    StartFrame,
)
from pipecat.processors.frame_processor import FrameDirection, FrameProcessorSetup
from pipecat.serializers.twilio import TwilioFrameSerializer
from pipecat.transports.base_input import BaseInputTransport
from pipecat.transports.base_output import BaseOutputTransport
from pipecat.transports.base_transport import BaseTransport, TransportParams
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from greenroom.conversations.voice.phone.protocol import NotAStream, message_of

RATE = 8_000  # samples a second, on the wire
STEPS = 2  # of 10 ms each, in one message
CLOSE_WITHIN = 2.0  # seconds


class Socket:
    """One end of a stream, with the manners of Pipecat's own connections. Who rings has no page to be told things."""

    def __init__(self, websocket: WebSocket, stream_sid: str) -> None:
        self._websocket = websocket
        self.serializer = TwilioFrameSerializer(
            stream_sid, params=TwilioFrameSerializer.InputParams(auto_hang_up=False)
        )

    def send_app_message(self, message: Any) -> None:
        """What a page would be told. A telephone has none."""

    def is_connected(self) -> bool:
        ends = (self._websocket.client_state, self._websocket.application_state)
        return ends == (WebSocketState.CONNECTED, WebSocketState.CONNECTED)

    async def disconnect(self) -> None:
        """Close our end; the carrier then asks what is next."""
        if self.is_connected():
            with suppress(RuntimeError, WebSocketDisconnect, TimeoutError):
                await asyncio.wait_for(self._websocket.close(), CLOSE_WITHIN)

    async def receive(self) -> str | None:
        """The next message; None once there will be none."""
        if self._websocket.client_state is not WebSocketState.CONNECTED:
            return None
        got = await self._websocket.receive()
        return str(got.get("text") or "") if got["type"] == "websocket.receive" else None

    async def send(self, frame: Frame) -> bool:
        """Send what the serializer makes of a frame; whether the other end is there."""
        if not self.is_connected():
            return False
        made = await self.serializer.serialize(frame)
        if made is None:
            return True
        try:
            await self._websocket.send_text(str(made))
        except (RuntimeError, WebSocketDisconnect):
            return False
        return True


class PhoneTransport(BaseTransport):
    """pressed: called with each key. gone: called once the other end has hung up."""

    def __init__(self, socket: Socket, *, pressed: Callable[[str], None], gone: Callable[[], None]) -> None:
        super().__init__()
        params = TransportParams(
            audio_in_enabled=True,
            audio_out_enabled=True,
            audio_out_sample_rate=RATE,
            audio_out_10ms_chunks=STEPS,
        )
        self._in = _Input(socket, params, pressed=pressed, gone=gone)
        self._out = _Output(socket, params)

    def input(self) -> BaseInputTransport:
        return self._in

    def output(self) -> BaseOutputTransport:
        return self._out


class _Input(BaseInputTransport):
    def __init__(
        self,
        socket: Socket,
        params: TransportParams,
        *,
        pressed: Callable[[str], None],
        gone: Callable[[], None],
    ) -> None:
        super().__init__(params)
        self._socket, self._pressed, self._gone = socket, pressed, gone
        self._reading: asyncio.Task[None] | None = None

    async def setup(self, setup: FrameProcessorSetup) -> None:  # type: ignore[override]  # as Pipecat's own
        await super().setup(setup)
        await self._socket.serializer.setup(setup)

    async def start(self, frame: StartFrame) -> None:
        await super().start(frame)
        await self.set_transport_ready(frame)
        self._reading = self.create_task(self._read(), "stream")

    async def stop(self, frame: EndFrame) -> None:
        await super().stop(frame)
        await self._stop_reading()

    async def cancel(self, frame: CancelFrame) -> None:
        await super().cancel(frame)
        await self._stop_reading()

    async def cleanup(self) -> None:
        await super().cleanup()  # type: ignore[no-untyped-call]  # Pipecat leaves it so
        await self._stop_reading()

    async def _stop_reading(self) -> None:
        if self._reading is not None:
            reading, self._reading = self._reading, None
            await self.cancel_task(reading)

    async def _read(self) -> None:
        while (text := await self._socket.receive()) is not None:
            if not await self._take(text):
                break
        self._gone()

    async def _take(self, text: str) -> bool:
        """False where the stream says that it ends. What makes no sense is passed over."""
        if '"stop"' in text and _event(text) == "stop":
            return False
        try:
            frame = await self._socket.serializer.deserialize(text)
        except (ValueError, TypeError, AttributeError):
            return True
        if isinstance(frame, InputAudioRawFrame):
            await self.push_audio_frame(frame)
        elif isinstance(frame, InputDTMFFrame):
            self._pressed(KeypadEntry(frame.button).value)
        return True


class _Output(BaseOutputTransport):
    """Sends sound no faster than it is heard, so that what is cut off was not heard either."""

    def __init__(self, socket: Socket, params: TransportParams) -> None:
        super().__init__(params)
        self._socket = socket
        self._due = 0.0

    async def start(self, frame: StartFrame) -> None:
        await super().start(frame)
        await self.set_transport_ready(frame)

    async def process_frame(self, frame: Frame, direction: FrameDirection) -> None:
        await super().process_frame(frame, direction)
        if isinstance(frame, InterruptionFrame):
            await self._socket.send(frame)
            self._due = 0.0

    async def write_audio_frame(self, frame: OutputAudioRawFrame) -> bool:
        sent = await self._socket.send(frame)
        now = time.monotonic()
        self._due = max(self._due, now) + len(frame.audio) / 2 / frame.sample_rate
        await asyncio.sleep(self._due - now)
        return sent


def _event(text: str) -> str:
    try:
        return str(message_of(text).get("event"))
    except NotAStream:
        return ""
