"""Any endpoint that takes /audio/transcriptions, by Pipecat's own service."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greenroom.conversations.voice.settings import VoiceSettings

if TYPE_CHECKING:
    from pipecat.processors.frame_processor import FrameProcessor


def ready(settings: VoiceSettings, language: str) -> str:  # noqa: ARG001  (the endpoint knows)
    if not settings.text("GREENROOM_STT_BASE_URL"):
        return "GREENROOM_STT_BASE_URL is not set."
    if not settings.text("GREENROOM_STT_MODEL"):
        return "GREENROOM_STT_MODEL is not set."
    return ""


def make(settings: VoiceSettings, language: str) -> FrameProcessor:
    from pipecat.services.openai.stt import OpenAISTTService  # noqa: PLC0415  (only in a voice worker)
    from pipecat.transcriptions.language import Language  # noqa: PLC0415

    return OpenAISTTService(
        base_url=settings.text("GREENROOM_STT_BASE_URL"),
        api_key=settings.text("GREENROOM_STT_KEY") or "none",
        settings=OpenAISTTService.Settings(
            model=settings.text("GREENROOM_STT_MODEL"), language=Language(language)
        ),
    )
