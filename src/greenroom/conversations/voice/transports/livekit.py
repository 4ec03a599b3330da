"""A room of a LiveKit server for each call: the page and the worker meet there.

The worker needs the package `greenroom[livekit]`; pages, LiveKit's own client, which is built in where it is installed.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any
from uuid import UUID

from greenroom.conversations.voice.errands import Errands
from greenroom.conversations.voice.settings import BadVoiceSetting, VoiceSettings
from greenroom.conversations.voice.transports.contract import Carried
from greenroom.core import clock
from greenroom.core.ui import assets

if TYPE_CHECKING:
    from pipecat.transports.livekit.transport import LiveKitTransport

WITHIN = timedelta(minutes=2)
"""In which a token lets somebody in; who is in stays, and comes back after a cut by the server's own."""
CANDIDATE, INTERVIEWER = "candidate", "interviewer"
CLIENT = "node_modules/livekit-client/dist/livekit-client.esm.mjs"
NAMES = ("GREENROOM_LIVEKIT_URL", "GREENROOM_LIVEKIT_KEY", "GREENROOM_LIVEKIT_SECRET")


def ready(settings: VoiceSettings) -> str:
    url = settings.text("GREENROOM_LIVEKIT_URL")
    if missing := [name for name in NAMES if not settings.text(name)]:
        return f"{missing[0]} is not set."
    if not url.startswith(("wss://", "ws://")):
        raise BadVoiceSetting(f"GREENROOM_LIVEKIT_URL is {url!r}: write wss://host.")
    if find_spec("livekit") is None:
        return "install greenroom[livekit] for the voice worker."
    if CLIENT not in assets.read_manifest():
        return "its client is not in the pages: npm install livekit-client, then build the front end again."
    return ""


def reaches(settings: VoiceSettings) -> tuple[str, ...]:
    url = settings.text("GREENROOM_LIVEKIT_URL").rstrip("/")
    return url, f"http{url.removeprefix('ws')}"


def place(settings: VoiceSettings, *, call_id: UUID) -> dict[str, Any]:
    return {
        "transport": "livekit",
        "url": settings.text("GREENROOM_LIVEKIT_URL"),
        "token": token(settings, call_id=call_id, identity=CANDIDATE),
    }


def token(settings: VoiceSettings, *, call_id: UUID, identity: str) -> str:
    """Lets one of the two into the room of a call: to be heard, to hear, and to exchange messages. A JWT (RFC 7519)."""
    now = clock.now()
    claims = {
        "iss": settings.text("GREENROOM_LIVEKIT_KEY"),
        "sub": identity,
        "nbf": int(now.timestamp()),
        "exp": int((now + WITHIN).timestamp()),
        "video": {
            "roomJoin": True,
            "room": str(call_id),
            "canPublish": True,
            "canPublishSources": ["microphone"],
            "canSubscribe": True,
            "canPublishData": True,
        },
    }
    signed = f"{_part({'alg': 'HS256', 'typ': 'JWT'})}.{_part(claims)}"
    secret = settings.text("GREENROOM_LIVEKIT_SECRET").encode()
    return f"{signed}.{_base64(hmac.digest(secret, signed.encode(), hashlib.sha256))}"


def _part(given: dict[str, Any]) -> str:
    return _base64(json.dumps(given, separators=(",", ":")).encode())


def _base64(given: bytes) -> str:
    return base64.urlsafe_b64encode(given).rstrip(b"=").decode()


def fits(sdp: str) -> bool:
    return sdp == ""


async def build(settings: VoiceSettings, *, call_id: UUID, sdp: str) -> Carried:  # noqa: ARG001  (it has none)
    from pipecat.transports.livekit.transport import (  # type: ignore[attr-defined,unused-ignore]  # noqa: PLC0415
        LiveKitParams,
        LiveKitTransport,
    )

    transport = LiveKitTransport(
        settings.text("GREENROOM_LIVEKIT_URL"),
        token(settings, call_id=call_id, identity=INTERVIEWER),
        str(call_id),
        LiveKitParams(audio_in_enabled=True, audio_out_enabled=True),
    )
    return Carried(transport, Room(transport), "")


class Room:
    """Implements `contract.Link`. Its messages go out in order, one after another."""

    def __init__(self, transport: LiveKitTransport) -> None:
        self._transport = transport
        self._is_there = False
        self._sending = Errands(failed=lambda: None)
        self._sending.start()
        transport.add_event_handler("on_participant_connected", self._presence(True))
        transport.add_event_handler("on_participant_disconnected", self._presence(False))

    def _presence(self, is_there: bool) -> Callable[..., Any]:
        async def note(*_: Any) -> None:
            self._is_there = is_there

        return note

    def send_app_message(self, message: dict[str, Any]) -> None:
        async def send() -> None:
            await self._transport.send_message(json.dumps(message), CANDIDATE)

        self._sending.add(send)

    def is_connected(self) -> bool:
        return self._is_there

    async def disconnect(self) -> None:
        """The room itself is left by the pipeline when it ends; an empty one is closed by the server."""
        with suppress(asyncio.CancelledError):
            await self._sending.stop()
