"""espeak-ng, a plain voice for every language we have, as a program of its own: it is never linked (GPL-3)."""

from __future__ import annotations

import shutil

from greenroom.conversations.voice.settings import VoiceSettings
from greenroom.conversations.voice.speech.contract import Voice

VOICES = {"en": "en-gb", "es": "es", "fr": "fr-fr", "de": "de", "pt": "pt-br", "ar": "ar"}
WORDS_A_MINUTE = 155


def ready(settings: VoiceSettings, language: str) -> str:  # noqa: ARG001  (as every vendor has it)
    if language not in VOICES:
        return "it has no voice for this language."
    return "" if shutil.which("espeak-ng") else "the program espeak-ng is not installed."


def make(settings: VoiceSettings, language: str, slow: bool) -> Voice:
    from greenroom.conversations.voice.speech.tts.program import program_voice  # noqa: PLC0415  (in a worker)

    voice = settings.text("GREENROOM_TTS_VOICE", VOICES[language])
    return program_voice(
        lambda text, pace: [
            "espeak-ng",
            "--stdout",
            "-v",
            voice,
            "-s",
            str(round(WORDS_A_MINUTE * pace)),
            "--",
            text,
        ],
        slow,
    )
