"""Any endpoint that takes /audio/speech and any voice it names."""

from __future__ import annotations

from typing import Any

from greenroom.conversations.voice.settings import VoiceSettings
from greenroom.conversations.voice.speech.contract import Voice

VOICE = "alloy"
WITHOUT_PACE = "gpt-"
"""Models of this name take a speed and pay no heed to it."""


def ready(settings: VoiceSettings, language: str) -> str:  # noqa: ARG001  (the endpoint knows)
    if settings.tts not in {"auto", "openai_compatible"} or not settings.text("GREENROOM_TTS_BASE_URL"):
        return "GREENROOM_TTS_BASE_URL is not set."
    return "" if settings.text("GREENROOM_TTS_MODEL") else "GREENROOM_TTS_MODEL is not set."


def knows(voice: str, language: str) -> bool:  # noqa: ARG001  (the endpoint knows; its refusal is mended)
    return True


def make(settings: VoiceSettings, language: str, slow: bool, voice: str) -> Voice:
    from greenroom.conversations.voice.speech.tts.http import http_voice  # noqa: PLC0415  (in a worker)

    model, usual = settings.text("GREENROOM_TTS_MODEL"), settings.voice(language) or VOICE

    def asks(text: str, pace: float, said: str) -> dict[str, Any]:
        return {"model": model, "voice": said, "response_format": "wav", "input": text, "speed": pace}

    return http_voice(
        f"{settings.text('GREENROOM_TTS_BASE_URL').rstrip('/')}/audio/speech",
        key=settings.text("GREENROOM_TTS_KEY"),
        asks=asks,
        voices=(voice or usual, usual),
        slow=slow,
        pauses=model.startswith(WITHOUT_PACE),
    )
