"""Cartesia, by Pipecat's own service."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from greenroom.conversations.voice.settings import VoiceSettings
from greenroom.conversations.voice.speech.contract import Voice
from greenroom.conversations.voice.speech.tts import vendor

if TYPE_CHECKING:
    from pipecat.services.settings import TTSSettings
    from pipecat.services.tts_service import TTSService

ADDRESS = "wss://api.cartesia.ai/tts/websocket"
SLOWEST = 0.6
VOICE = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def ready(settings: VoiceSettings, language: str) -> str:
    return vendor.ready("cartesia", settings, language)


def knows(voice: str, language: str) -> bool:  # noqa: ARG001  (its voices speak every language)
    return VOICE.fullmatch(voice) is not None


def make(settings: VoiceSettings, language: str, slow: bool, voice: str) -> Voice:
    from pipecat.services.cartesia.tts import CartesiaTTSService, GenerationConfig  # noqa: PLC0415  (in a worker)
    from pipecat.transcriptions.language import Language  # noqa: PLC0415

    def at(pace: float) -> TTSSettings:
        return CartesiaTTSService.Settings(generation_config=GenerationConfig(speed=round(pace, 2)))

    def service(pace: float) -> TTSService:
        return CartesiaTTSService(
            api_key=settings.text("GREENROOM_TTS_KEY"),
            url=settings.text("GREENROOM_TTS_BASE_URL", ADDRESS),
            settings=CartesiaTTSService.Settings(
                voice=voice,
                model=settings.text("GREENROOM_TTS_MODEL", "sonic-3"),
                language=Language(language),
                generation_config=GenerationConfig(speed=round(pace, 2)),
            ),
        )

    return vendor.paced(service, at, slow=slow, slowest=SLOWEST)
