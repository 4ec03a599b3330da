"""flite, a small voice for English, as a program of its own."""

from __future__ import annotations

import shutil

from greenroom.conversations.voice.settings import VoiceSettings
from greenroom.conversations.voice.speech.contract import Voice

VOICE = "slt"


def ready(settings: VoiceSettings, language: str) -> str:  # noqa: ARG001  (as every vendor has it)
    if language != "en":
        return "it speaks English only."
    return "" if shutil.which("flite") else "the program flite is not installed."


def make(settings: VoiceSettings, language: str, slow: bool) -> Voice:  # noqa: ARG001  (as every vendor has it)
    from greenroom.conversations.voice.speech.tts.program import program_voice  # noqa: PLC0415  (in a worker)

    # flite opens the file it writes to by its name, which a socket has not: cat stands between.
    line = 'exec flite -voice "$2" --setf duration_stretch="$3" -t "$1" -o /dev/stdout | cat'
    voice = settings.text("GREENROOM_TTS_VOICE", VOICE)
    return program_voice(lambda text, pace: ["sh", "-c", line, "sh", text, voice, f"{1 / pace:.2f}"], slow)
