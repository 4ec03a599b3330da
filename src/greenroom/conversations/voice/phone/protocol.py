"""What Twilio's media streams say first (twilio.com/docs/voice/media-streams/websocket-messages)."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.websockets import WebSocket

LONGEST = 10_000  # characters of one of the first messages


class NotAStream(Exception):
    """Whoever has connected does not begin as a stream does."""


class _Format(BaseModel):
    model_config = ConfigDict(frozen=True)

    encoding: str = Field(pattern=r"^audio/x-mulaw$")
    sample_rate: int = Field(alias="sampleRate", ge=8000, le=8000)
    channels: int = Field(ge=1, le=1)


class Start(BaseModel):
    """A stream has begun. parameters: those we gave when we asked for it."""

    model_config = ConfigDict(frozen=True)

    stream_sid: str = Field(alias="streamSid", min_length=1, max_length=64)
    call_sid: str = Field(alias="callSid", min_length=1, max_length=64)
    parameters: dict[str, str] = Field(alias="customParameters", default_factory=dict)
    media_format: _Format = Field(alias="mediaFormat")


async def start_of(websocket: WebSocket) -> Start:
    """Read until the stream begins: "connected", then "start", and nothing else. Raises NotAStream."""
    connected = await _message(websocket)
    if connected.get("event") != "connected":
        raise NotAStream
    begun = await _message(websocket)
    try:
        return Start.model_validate(begun.get("start"))
    except ValidationError as wrong:
        raise NotAStream from wrong


async def _message(websocket: WebSocket) -> dict[str, Any]:
    got = await websocket.receive()
    text = got.get("text")
    if got["type"] != "websocket.receive" or not isinstance(text, str) or len(text) > LONGEST:
        raise NotAStream
    return message_of(text)


def message_of(text: str) -> dict[str, Any]:
    """One message. Raises NotAStream for what is none."""
    try:
        said = json.loads(text)
    except ValueError:
        raise NotAStream from None
    if not isinstance(said, dict):
        raise NotAStream
    return said
