"""flite, a small voice for English, as a program of its own."""

from __future__ import annotations

import shutil

from greenroom.conversations.voice.settings import VoiceSettings
from greenroom.conversations.voice.speech.contract import Voice

VOICES = ("slt", "awb", "kal", "kal16", "rms")
"""Those it is built with; the first is the usual one."""


def ready(settings: VoiceSettings, language: str) -> str:  # noqa: ARG001  (as every vendor has it)
    if language != "en":
        return "it speaks English only."
    return "" if shutil.which("flite") else "the program flite is not installed."


def knows(voice: str, language: str) -> bool:  # noqa: ARG001  (as every vendor has it)
    return voice in VOICES


def command(text: str, pace: float, voice: str, language: str) -> list[str]:  # noqa: ARG001  (it has one)
    """The program and its arguments; a WAV file comes on its standard output.

    flite opens the file it writes to by its name, which a socket has not: cat stands between.
    """
    line = 'exec flite -voice "$2" --setf duration_stretch="$3" -t "$1" -o /dev/stdout | cat'
    return ["sh", "-c", line, "sh", text, voice or VOICES[0], f"{1 / pace:.2f}"]


def make(settings: VoiceSettings, language: str, slow: bool, voice: str) -> Voice:  # noqa: ARG001  (as every vendor has it)
    from greenroom.conversations.voice.speech.tts.program import program_voice  # noqa: PLC0415  (in a worker)

    return program_voice(lambda text, pace: command(text, pace, voice, language), slow)
