"""What this installation can hear and say, for pages. Imports nothing that a call needs."""

from __future__ import annotations

import os
from functools import lru_cache

from greenroom.conversations.voice.settings import VoiceSettings
from greenroom.conversations.voice.speech import registry
from greenroom.conversations.voice.speech.contract import Hearing, Speaking


@lru_cache(maxsize=32)
def available(language: str) -> tuple[Hearing, Speaking]:
    """Who hears and who speaks this language (ISO 639-1), by the environment this process was started in."""
    settings = VoiceSettings(os.environ)
    return registry.hearing(settings, language), registry.speaking(settings, language)
