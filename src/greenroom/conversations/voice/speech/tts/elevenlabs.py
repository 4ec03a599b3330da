"""ElevenLabs, by Pipecat's own service."""

from __future__ import annotations

from greenroom.conversations.voice.settings import VoiceSettings
from greenroom.conversations.voice.speech.contract import Voice

SLOW, USUAL = 0.85, 1.0


def ready(settings: VoiceSettings, language: str) -> str:  # noqa: ARG001  (its models know ours)
    if settings.tts != "elevenlabs":
        return "it is used where GREENROOM_TTS says elevenlabs."
    if not settings.text("GREENROOM_TTS_KEY"):
        return "GREENROOM_TTS_KEY is not set."
    return "" if settings.text("GREENROOM_TTS_VOICE") else "GREENROOM_TTS_VOICE is not set."


def make(settings: VoiceSettings, language: str, slow: bool) -> Voice:
    from pipecat.services.elevenlabs.tts import ElevenLabsTTSService  # noqa: PLC0415  (in a voice worker)
    from pipecat.transcriptions.language import Language  # noqa: PLC0415

    service = ElevenLabsTTSService(
        api_key=settings.text("GREENROOM_TTS_KEY"),
        settings=ElevenLabsTTSService.Settings(
            voice=settings.text("GREENROOM_TTS_VOICE"),
            model=settings.text("GREENROOM_TTS_MODEL", "eleven_flash_v2_5"),
            language=Language(language),
            speed=SLOW if slow else USUAL,
        ),
    )
    return Voice(service, slower=lambda: False)
