"""What a call needs in order to hear and to speak."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipecat.audio.vad.vad_analyzer import VADAnalyzer
    from pipecat.processors.frame_processor import FrameProcessor


class NotHere(Exception):
    """A vendor cannot be used on this server; the message says why, to an administrator."""


@dataclass(frozen=True)
class Voice:
    """processor: a Pipecat TTS service. slower: makes what it says from now on slower; whether that worked."""

    processor: FrameProcessor
    slower: Callable[[], bool]


@dataclass(frozen=True)
class Speech:
    """The ears and the voice of one call. vad: what tells speech from silence."""

    ears: FrameProcessor
    voice: Voice
    vad: VADAnalyzer


@dataclass(frozen=True)
class Hearing:
    """engine: a vendor's name, "browser" where only the page can hear. note: why not, where it cannot."""

    engine: str
    note: str = ""


@dataclass(frozen=True)
class Speaking:
    """engine: a vendor's name, "" where the server has no voice. note: why not, where it has none."""

    engine: str
    note: str = ""
