"""faster-whisper, where it is installed and a model of it lies in the folder that is named. Nothing is downloaded."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from greenroom.conversations.voice.settings import VoiceSettings

if TYPE_CHECKING:
    from pipecat.processors.frame_processor import FrameProcessor


def ready(settings: VoiceSettings, language: str) -> str:  # noqa: ARG001  (its models know every language)
    if find_spec("faster_whisper") is None:
        return "the package faster-whisper is not installed."
    if not (_folder(settings) / "model.bin").is_file():
        return "GREENROOM_STT_MODEL names no folder with a model."
    return ""


def make(settings: VoiceSettings, language: str) -> FrameProcessor:
    from greenroom.conversations.voice.speech.stt.whisper import WhisperEars  # noqa: PLC0415  (in a worker)

    return WhisperEars(str(_folder(settings)), language)


def _folder(settings: VoiceSettings) -> Path:
    return Path(settings.text("GREENROOM_STT_MODEL") or "/nonexistent")
