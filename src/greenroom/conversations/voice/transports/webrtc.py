"""A browser and a worker connect to each other, by Pipecat's WebRTC (aiortc), with a relay or nothing between."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from greenroom.conversations.voice.settings import VoiceSettings
from greenroom.conversations.voice.transports.contract import Carried, Link, NotAnOffer
from greenroom.conversations.voice.transports.relay import relay

if TYPE_CHECKING:
    from pipecat.transports.smallwebrtc.connection import IceServer

NOT_AN_OFFER = (ValueError, KeyError, IndexError, AttributeError, TypeError, AssertionError)
"""What aiortc raises for one: it does not say."""
NOBODY = UUID(int=0)


def ready(settings: VoiceSettings) -> str:
    relay(settings, call_id=NOBODY)
    return ""


def place(settings: VoiceSettings, *, call_id: UUID) -> dict[str, Any]:
    found = relay(settings, call_id=call_id)
    return {"transport": "webrtc", "ice_servers": [asdict(found)] if found else []}


def reaches(settings: VoiceSettings) -> tuple[str, ...]:  # noqa: ARG001  (the policy is not asked about WebRTC)
    return ()


def fits(sdp: str) -> bool:
    return "m=audio" in sdp


async def build(settings: VoiceSettings, *, call_id: UUID, sdp: str) -> Carried:
    from pipecat.transports.base_transport import TransportParams  # noqa: PLC0415  (only in a voice worker)
    from pipecat.transports.smallwebrtc.connection import SmallWebRTCConnection  # noqa: PLC0415
    from pipecat.transports.smallwebrtc.transport import SmallWebRTCTransport  # noqa: PLC0415

    connection = SmallWebRTCConnection(
        ice_servers=_servers(settings, call_id), connection_timeout_secs=int(settings.lost_after) or 1
    )
    try:
        await connection.initialize(sdp=sdp, type="offer")
        answer = connection.get_answer()  # type: ignore[no-untyped-call]  # Pipecat leaves it so
        transport = SmallWebRTCTransport(
            connection, TransportParams(audio_in_enabled=True, audio_out_enabled=True)
        )
        return Carried(transport, cast("Link", connection), str(answer["sdp"]))
    except Exception as failure:
        await connection.disconnect()  # type: ignore[no-untyped-call]  # Pipecat leaves it so
        if isinstance(failure, NOT_AN_OFFER):
            raise NotAnOffer from failure
        raise


def _servers(settings: VoiceSettings, call_id: UUID) -> list[IceServer]:
    from pipecat.transports.smallwebrtc.connection import IceServer  # noqa: PLC0415  (only in a voice worker)

    found = relay(settings, call_id=call_id)
    servers = [IceServer(urls=url) for url in settings.ice_servers]
    if found:
        servers.append(IceServer(urls=found.urls, username=found.username, credential=found.credential))
    return servers
