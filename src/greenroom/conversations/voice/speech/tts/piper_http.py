"""Piper behind its own HTTP server: in-process it would be GPL-3."""

from __future__ import annotations

from typing import Any

from greenroom.conversations.voice.settings import VoiceSettings
from greenroom.conversations.voice.speech.contract import Voice


def ready(settings: VoiceSettings, language: str) -> str:  # noqa: ARG001  (its voice is of one language)
    if settings.tts != "piper_http":
        return "it is used where GREENROOM_TTS says piper_http."
    return "" if settings.text("GREENROOM_TTS_BASE_URL") else "GREENROOM_TTS_BASE_URL is not set."


def knows(voice: str, language: str) -> bool:  # noqa: ARG001  (its server knows; its refusal is mended)
    return True


def make(settings: VoiceSettings, language: str, slow: bool, voice: str) -> Voice:
    from greenroom.conversations.voice.speech.tts.http import http_voice  # noqa: PLC0415  (in a worker)

    usual = settings.voice(language)

    def asks(text: str, pace: float, said: str) -> dict[str, Any]:
        named = {"voice": said} if said else {}
        return {**named, "text": text, "length_scale": round(1 / pace, 2)}

    return http_voice(
        settings.text("GREENROOM_TTS_BASE_URL"),
        key="",
        asks=asks,
        voices=(voice or usual, usual),
        slow=slow,
    )
