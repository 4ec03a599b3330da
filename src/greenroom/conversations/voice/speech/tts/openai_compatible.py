"""Any endpoint that takes /audio/speech and any voice it names."""

from __future__ import annotations

from greenroom.conversations.voice.settings import VoiceSettings
from greenroom.conversations.voice.speech.contract import Voice


def ready(settings: VoiceSettings, language: str) -> str:  # noqa: ARG001  (the endpoint knows)
    if settings.tts == "piper_http" or not settings.text("GREENROOM_TTS_BASE_URL"):
        return "GREENROOM_TTS_BASE_URL is not set."
    return "" if settings.text("GREENROOM_TTS_MODEL") else "GREENROOM_TTS_MODEL is not set."


def make(settings: VoiceSettings, language: str, slow: bool) -> Voice:  # noqa: ARG001  (as every vendor has it)
    from greenroom.conversations.voice.speech.tts.http import http_voice  # noqa: PLC0415  (in a worker)

    asked = {
        "model": settings.text("GREENROOM_TTS_MODEL"),
        "voice": settings.text("GREENROOM_TTS_VOICE", "alloy"),
        "response_format": "wav",
    }
    return http_voice(
        f"{settings.text('GREENROOM_TTS_BASE_URL').rstrip('/')}/audio/speech",
        key=settings.text("GREENROOM_TTS_KEY"),
        asks=lambda text, pace: {**asked, "input": text, "speed": pace},
        slow=slow,
    )
