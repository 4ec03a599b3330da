"""ElevenLabs, by Pipecat's own service."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from greenroom.conversations.voice.settings import VoiceSettings
from greenroom.conversations.voice.speech.contract import Voice
from greenroom.conversations.voice.speech.tts import vendor

if TYPE_CHECKING:
    from pipecat.services.settings import TTSSettings
    from pipecat.services.tts_service import TTSService

ADDRESS = "wss://api.elevenlabs.io"
SLOWEST = 0.7
VOICE = re.compile(r"[A-Za-z0-9]{15,40}")


def ready(settings: VoiceSettings, language: str) -> str:
    return vendor.ready("elevenlabs", settings, language)


def knows(voice: str, language: str) -> bool:  # noqa: ARG001  (its voices speak every language)
    return VOICE.fullmatch(voice) is not None


def make(settings: VoiceSettings, language: str, slow: bool, voice: str) -> Voice:
    from pipecat.services.elevenlabs.tts import ElevenLabsTTSService  # noqa: PLC0415  (in a voice worker)
    from pipecat.transcriptions.language import Language  # noqa: PLC0415

    def at(pace: float) -> TTSSettings:
        return ElevenLabsTTSService.Settings(speed=round(pace, 2))

    def service(pace: float) -> TTSService:
        return ElevenLabsTTSService(
            api_key=settings.text("GREENROOM_TTS_KEY"),
            url=settings.text("GREENROOM_TTS_BASE_URL", ADDRESS).rstrip("/"),
            settings=ElevenLabsTTSService.Settings(
                voice=voice,
                model=settings.text("GREENROOM_TTS_MODEL", "eleven_flash_v2_5"),
                language=Language(language),
                speed=round(pace, 2),
            ),
        )

    return vendor.paced(service, at, slow=slow, slowest=SLOWEST)
