"""Every vendor of ears and of voices. A new one is a file and a line here.

A vendor's file has `ready`, which says why it cannot be used, or "", and `make`, which imports what it needs; that of a
voice has `knows`, which says whether a voice is one of its own.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

import structlog

from greenroom.conversations.voice.settings import VoiceSettings
from greenroom.conversations.voice.speech.contract import Hearing, NotHere, Speaking, Speech, Voice

log = structlog.get_logger(__name__)

EARS = ("faster_whisper", "openai_compatible", "deepgram")
VOICES = ("openai_compatible", "elevenlabs", "cartesia", "piper_http", "flite", "espeak")
"""In the order in which "auto" looks."""
BROWSER = "browser"
AUTO = "auto"
OFF = "none"


def hearing(settings: VoiceSettings, language: str) -> Hearing:
    """Who hears. Where the server cannot, the page may: its browser's own recogniser, if the candidate agrees."""
    if settings.stt in {BROWSER, OFF}:
        return Hearing(BROWSER if settings.stt == BROWSER else "")
    name, note = _first("stt", EARS, settings.stt, settings, language)
    return Hearing(name or BROWSER, note)


def speaking(settings: VoiceSettings, language: str) -> Speaking:
    """Who speaks."""
    if settings.tts == OFF:
        return Speaking("")
    return Speaking(*_first("tts", VOICES, settings.tts, settings, language))


def make(settings: VoiceSettings, language: str, slow: bool, voice: str = "") -> Speech:
    """Ears and a voice for one call. voice: as its vendor names it, "" for the one the settings name.

    Raises NotHere where there is no voice for this language.
    """
    from pipecat.audio.vad.silero import SileroVADAnalyzer  # noqa: PLC0415  (only in a voice worker)

    said = make_voice(settings, language, slow, voice)
    heard = hearing(settings, language)
    ears = _vendor("stt", heard.engine or BROWSER).make(settings, language)
    return Speech(ears=ears, voice=said, vad=SileroVADAnalyzer())


def make_voice(settings: VoiceSettings, language: str, slow: bool, voice: str = "") -> Voice:
    """The same without ears. Raises NotHere."""
    spoken = speaking(settings, language)
    if not spoken.engine:
        raise NotHere(spoken.note or "This server has no voice.")
    named = voice_of(settings, language, spoken.engine, voice)
    made: Voice = _vendor("tts", spoken.engine).make(settings, language, slow, named)
    return made


def voice_of(settings: VoiceSettings, language: str, engine: str, wanted: str = "") -> str:
    """The voice that is wanted, or the one the settings name, whichever the vendor knows; "" for its own choice."""
    vendor = _vendor("tts", engine)
    for voice in filter(None, (wanted, settings.voice(language))):
        if vendor.knows(voice, language):
            return voice
        log.warning("voice is not known", engine=engine, voice=voice)
    return ""


def _first(
    side: str, names: tuple[str, ...], wanted: str, settings: VoiceSettings, language: str
) -> tuple[str, str]:
    """The vendor that is wanted, or the first that can be used; "" and why where there is none."""
    if wanted != AUTO and wanted not in names:
        return "", f"There is no vendor called {wanted!r}; there are {', '.join(names)}."
    reasons = []
    for name in names if wanted == AUTO else (wanted,):
        reason = _vendor(side, name).ready(settings, language)
        if not reason:
            return name, ""
        reasons.append(f"{name}: {reason}")
    return "", " ".join(reasons)


def _vendor(side: str, name: str) -> ModuleType:
    return import_module(f"{__package__}.{side}.{name}")
