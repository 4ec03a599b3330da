"""Any endpoint that takes /audio/transcriptions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greenroom.conversations.voice.settings import VoiceSettings

if TYPE_CHECKING:
    from pipecat.processors.frame_processor import FrameProcessor


def ready(settings: VoiceSettings, language: str) -> str:  # noqa: ARG001  (the endpoint knows)
    if settings.stt not in {"auto", "openai_compatible"} or not settings.text("GREENROOM_STT_BASE_URL"):
        return "GREENROOM_STT_BASE_URL is not set."
    if not settings.text("GREENROOM_STT_MODEL"):
        return "GREENROOM_STT_MODEL is not set."
    return ""


def make(settings: VoiceSettings, language: str) -> FrameProcessor:
    from greenroom.conversations.voice.speech.stt.http import HttpEars  # noqa: PLC0415  (only in a voice worker)

    return HttpEars(
        f"{settings.text('GREENROOM_STT_BASE_URL').rstrip('/')}/audio/transcriptions",
        key=settings.text("GREENROOM_STT_KEY"),
        model=settings.text("GREENROOM_STT_MODEL"),
        language=language,
    )
