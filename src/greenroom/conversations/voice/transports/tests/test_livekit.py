"""A room of a LiveKit server. What needs its packages is in the how-to; here is what does not."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from importlib import util
from typing import Any

import pytest
from click.testing import CliRunner

from greenroom.cli.voice import command
from greenroom.conversations.voice.settings import BadVoiceSetting, VoiceSettings
from greenroom.conversations.voice.transports import livekit, registry
from greenroom.core.ui import assets

SET_UP = {
    "GREENROOM_VOICE_TRANSPORT": "livekit",
    "GREENROOM_LIVEKIT_URL": "wss://lk.example.org",
    "GREENROOM_LIVEKIT_KEY": "key",
    "GREENROOM_LIVEKIT_SECRET": "secret",
}


def without(name: str) -> dict[str, str]:
    return {key: value for key, value in SET_UP.items() if key != name}


@pytest.mark.parametrize(
    ("environ", "package", "client", "says"),
    [
        (without("GREENROOM_LIVEKIT_URL"), True, True, "GREENROOM_LIVEKIT_URL is not set"),
        (without("GREENROOM_LIVEKIT_SECRET"), True, True, "GREENROOM_LIVEKIT_SECRET is not set"),
        ({**SET_UP, "GREENROOM_LIVEKIT_URL": "lk.example.org"}, True, True, "write wss://host"),
        (SET_UP, False, True, r"install greenroom\[livekit\]"),
        (SET_UP, True, False, "npm install livekit-client"),
        (SET_UP, True, True, ""),
    ],
)
def test_what_is_missing_is_told_in_plain_words(environ, package, client, says, monkeypatch):
    monkeypatch.setattr(livekit, "find_spec", lambda _name: util.find_spec("json") if package else None)
    monkeypatch.setattr(assets, "read_manifest", lambda: {livekit.CLIENT: {}} if client else {})
    settings = VoiceSettings(environ)
    if not says:
        assert registry.usable(settings) is livekit
        assert livekit.reaches(settings) == ("wss://lk.example.org", "https://lk.example.org")
        return
    with pytest.raises(BadVoiceSetting, match=says):
        registry.usable(settings)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # Pipecat's own, as it is loaded
def test_a_worker_that_could_not_carry_a_call_does_not_start(monkeypatch):
    monkeypatch.setenv("GREENROOM_VOICE_TRANSPORT", "daily")
    monkeypatch.setattr("greenroom.cli.voice.start_django", lambda: None)
    monkeypatch.setattr("greenroom.cli.voice.end_with_supervisor", lambda: None)
    result = CliRunner().invoke(command, [])
    assert result.exit_code == 1
    assert result.stderr == "Error: GREENROOM_VOICE_TRANSPORT is 'daily': there are webrtc, livekit.\n"


class Transport:
    """As much of Pipecat's LiveKit transport as a link uses. sent: messages, and for whom."""

    def __init__(self) -> None:
        self.handlers: dict[str, Callable[..., Any]] = {}
        self.sent: list[tuple[dict[str, Any], str]] = []

    def add_event_handler(self, name: str, handler: Callable[..., Any]) -> None:
        self.handlers[name] = handler

    async def send_message(self, message: str, participant_id: str) -> None:
        await asyncio.sleep(0.01 / (1 + len(self.sent)))
        self.sent.append((json.loads(message), participant_id))


def test_a_link_keeps_the_order_of_its_messages_and_knows_who_is_there():
    async def story() -> Transport:
        transport = Transport()
        link = livekit.Room(transport)
        assert not link.is_connected()
        await transport.handlers["on_participant_connected"](transport, livekit.CANDIDATE)
        assert link.is_connected()
        for n in range(3):
            link.send_app_message({"type": "state", "n": n})
        await asyncio.sleep(0.1)
        await transport.handlers["on_participant_disconnected"](transport, livekit.CANDIDATE)
        assert not link.is_connected()
        await link.disconnect()
        await link.disconnect()
        return transport

    sent = asyncio.run(story()).sent
    assert [(message["n"], whom) for message, whom in sent] == [(n, livekit.CANDIDATE) for n in range(3)]


def test_an_offer_with_sound_in_it_is_none_for_a_room():
    assert livekit.fits("")
    assert not livekit.fits("v=0\r\nm=audio 9")
