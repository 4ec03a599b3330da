"""Every transport. A new one is a file and a line here."""

from __future__ import annotations

from importlib import import_module
from typing import cast

from greenroom.conversations.voice.settings import BadVoiceSetting, VoiceSettings
from greenroom.conversations.voice.transports.contract import Transport

TRANSPORTS = ("webrtc", "livekit")
"""The names that GREENROOM_VOICE_TRANSPORT knows."""


def chosen(settings: VoiceSettings) -> Transport:
    """The one the settings name. Raises BadVoiceSetting."""
    name = settings.transport
    if name not in TRANSPORTS:
        raise BadVoiceSetting(f"GREENROOM_VOICE_TRANSPORT is {name!r}: there are {', '.join(TRANSPORTS)}.")
    return cast("Transport", import_module(f"{__package__}.{name}"))


def usable(settings: VoiceSettings) -> Transport:
    """The same. Raises BadVoiceSetting where it cannot be used, too."""
    transport = chosen(settings)
    reason = transport.ready(settings)
    if reason:
        raise BadVoiceSetting(f"GREENROOM_VOICE_TRANSPORT is {settings.transport}: {reason}")
    return transport
