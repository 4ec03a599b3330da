"""Deepgram, by Pipecat's own service, where its package is installed."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from greenroom.conversations.voice.settings import VoiceSettings

if TYPE_CHECKING:
    from pipecat.processors.frame_processor import FrameProcessor


def ready(settings: VoiceSettings, language: str) -> str:  # noqa: ARG001  (it says so itself)
    if settings.stt != "deepgram":
        return "it is used where GREENROOM_STT says deepgram."
    if find_spec("deepgram") is None:
        return "the package pipecat-ai[deepgram] is not installed."
    return "" if settings.text("GREENROOM_STT_KEY") else "GREENROOM_STT_KEY is not set."


def make(settings: VoiceSettings, language: str) -> FrameProcessor:
    from pipecat.services.deepgram.stt import DeepgramSTTService  # noqa: PLC0415  (only in a voice worker)

    return DeepgramSTTService(
        api_key=settings.text("GREENROOM_STT_KEY"),
        settings=DeepgramSTTService.Settings(
            model=settings.text("GREENROOM_STT_MODEL", "nova-3"), language=language
        ),
    )
