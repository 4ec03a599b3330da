"""faster-whisper, where it is installed and a model of it was downloaded on purpose. Nothing is downloaded here."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from greenroom.conversations.voice.settings import VoiceSettings
from greenroom.conversations.voice.speech.downloads import folder_of

if TYPE_CHECKING:
    from pipecat.processors.frame_processor import FrameProcessor


def ready(settings: VoiceSettings, language: str) -> str:  # noqa: ARG001  (its models know every language)
    if find_spec("faster_whisper") is None:
        return "greenroom[hearing] is not installed."
    if folder_of(settings) is None:
        return "no model was downloaded: greenroom voice download."
    return ""


def make(settings: VoiceSettings, language: str) -> FrameProcessor:
    from greenroom.conversations.voice.speech.stt.whisper import WhisperEars  # noqa: PLC0415  (in a worker)

    return WhisperEars(str(folder_of(settings)), language)
