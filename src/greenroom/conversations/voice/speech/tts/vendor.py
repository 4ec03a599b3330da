"""What the voices of vendors have in common that Pipecat has a service for."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from greenroom.conversations.voice.settings import VoiceSettings
from greenroom.conversations.voice.speech.contract import Voice
from greenroom.conversations.voice.speech.tts.pace import Pace

if TYPE_CHECKING:
    from pipecat.services.settings import TTSSettings
    from pipecat.services.tts_service import TTSService


def ready(name: str, settings: VoiceSettings, language: str) -> str:
    """Why a vendor that is used only where it was asked for, with a key, has no voice here; "" where it has."""
    if settings.tts != name:
        return f"it is used where GREENROOM_TTS says {name}."
    if not settings.text("GREENROOM_TTS_KEY"):
        return "GREENROOM_TTS_KEY is not set."
    return "" if settings.voice(language) else "GREENROOM_TTS_VOICE is not set."


def paced(
    service: Callable[[float], TTSService],
    at: Callable[[float], TTSSettings],
    *,
    slow: bool,
    slowest: float,
) -> Voice:
    """The voice of a service that changes its pace by its settings. service: made for a pace. at: the change to one."""
    changing: set[asyncio.Task[None]] = set()

    def changed(now: float) -> None:
        from pipecat.frames.frames import TTSUpdateSettingsFrame  # noqa: PLC0415  (only in a voice worker)

        frame = TTSUpdateSettingsFrame(delta=at(now))
        task = asyncio.get_running_loop().create_task(speaker.queue_frame(frame))
        changing.add(task)
        task.add_done_callback(changing.discard)

    pace = Pace(slow=slow, slowest=slowest, changed=changed)
    speaker = service(pace.now)
    return Voice(speaker, slower=pace.slower)
