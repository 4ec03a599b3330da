"""Deepgram: sound to it as it comes, words back as they are sure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greenroom.conversations.voice.settings import VoiceSettings

if TYPE_CHECKING:
    from pipecat.processors.frame_processor import FrameProcessor

ADDRESS = "wss://api.deepgram.com/v1/listen"


def ready(settings: VoiceSettings, language: str) -> str:  # noqa: ARG001  (its models know ours)
    if settings.stt != "deepgram":
        return "it is used where GREENROOM_STT says deepgram."
    return "" if settings.text("GREENROOM_STT_KEY") else "GREENROOM_STT_KEY is not set."


def make(settings: VoiceSettings, language: str) -> FrameProcessor:
    from greenroom.conversations.voice.speech.stt.stream import StreamEars  # noqa: PLC0415  (in a worker)

    return StreamEars(
        settings.text("GREENROOM_STT_BASE_URL", ADDRESS),
        key=settings.text("GREENROOM_STT_KEY"),
        model=settings.text("GREENROOM_STT_MODEL", "nova-3"),
        language=language,
    )
