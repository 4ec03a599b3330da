"""The candidate's own browser hears, and sends words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greenroom.conversations.voice.settings import VoiceSettings

if TYPE_CHECKING:
    from pipecat.processors.frame_processor import FrameProcessor


def ready(settings: VoiceSettings, language: str) -> str:  # noqa: ARG001  (as every vendor has it)
    return ""


def make(settings: VoiceSettings, language: str) -> FrameProcessor:  # noqa: ARG001  (as every vendor has it)
    from greenroom.conversations.voice.speech.stt.page import PageEars  # noqa: PLC0415  (in a voice worker)

    return PageEars()
