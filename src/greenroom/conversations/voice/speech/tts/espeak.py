"""espeak-ng, a plain voice for every language we have, as a program of its own: it is never linked (GPL-3)."""

from __future__ import annotations

import shutil
import subprocess
from functools import lru_cache

from greenroom.conversations.voice.settings import VoiceSettings
from greenroom.conversations.voice.speech.contract import Voice

VOICES = {"en": "en-gb", "es": "es", "fr": "fr-fr", "de": "de", "pt": "pt-br", "ar": "ar"}
WORDS_A_MINUTE = 155
LISTED_WITHIN = 5  # seconds


def ready(settings: VoiceSettings, language: str) -> str:  # noqa: ARG001  (as every vendor has it)
    if language not in VOICES:
        return "it has no voice for this language."
    return "" if shutil.which("espeak-ng") else "the program espeak-ng is not installed."


def knows(voice: str, language: str) -> bool:
    """Whether it is one of its voices for this language; what follows a plus is a variant of it."""
    return voice.partition("+")[0].lower() in _listed(language)


@lru_cache(maxsize=16)
def _listed(language: str) -> frozenset[str]:
    """Its own list: priority, language, age and gender, name, file, other languages; a heading first."""
    asked = ["espeak-ng", f"--voices={language}"]
    found = subprocess.run(asked, capture_output=True, text=True, check=False, timeout=LISTED_WITHIN)
    rows = [line.split() for line in found.stdout.splitlines()[1:]]
    return frozenset(row[place].lower() for row in rows if len(row) > 4 for place in (1, 3, 4))


def command(text: str, pace: float, voice: str, language: str) -> list[str]:
    """The program and its arguments; a WAV file comes on its standard output."""
    said = voice or VOICES[language]
    return ["espeak-ng", "--stdout", "-v", said, "-s", str(round(WORDS_A_MINUTE * pace)), "--", text]


def make(settings: VoiceSettings, language: str, slow: bool, voice: str) -> Voice:  # noqa: ARG001  (as every vendor has it)
    from greenroom.conversations.voice.speech.tts.program import program_voice  # noqa: PLC0415  (in a worker)

    return program_voice(lambda text, pace: command(text, pace, voice, language), slow)
