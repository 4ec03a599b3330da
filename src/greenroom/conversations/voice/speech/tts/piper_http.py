"""Piper behind its own HTTP server: in-process it would be GPL-3."""

from __future__ import annotations

from greenroom.conversations.voice.settings import VoiceSettings
from greenroom.conversations.voice.speech.contract import Voice


def ready(settings: VoiceSettings, language: str) -> str:  # noqa: ARG001  (its voice is of one language)
    if settings.tts != "piper_http":
        return "it is used where GREENROOM_TTS says piper_http."
    return "" if settings.text("GREENROOM_TTS_BASE_URL") else "GREENROOM_TTS_BASE_URL is not set."


def make(settings: VoiceSettings, language: str, slow: bool) -> Voice:  # noqa: ARG001  (as every vendor has it)
    from greenroom.conversations.voice.speech.tts.http import http_voice  # noqa: PLC0415  (in a worker)

    voice = settings.text("GREENROOM_TTS_VOICE")
    asked = {"voice": voice} if voice else {}
    return http_voice(
        settings.text("GREENROOM_TTS_BASE_URL"),
        key="",
        asks=lambda text, pace: {**asked, "text": text, "length_scale": round(1 / pace, 2)},
        slow=slow,
    )
