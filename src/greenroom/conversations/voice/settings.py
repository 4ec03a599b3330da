"""What a voice worker is told by its environment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


class BadVoiceSetting(Exception):
    """A variable holds something that cannot be used; the message says which."""


@dataclass(frozen=True)
class VoiceSettings:
    """environ: the environment as it was. The rest is read from it."""

    environ: Mapping[str, str]

    @property
    def calls(self) -> int:
        """At most at once in a process."""
        return int(self._number("GREENROOM_VOICE_CALLS", 4))

    @property
    def data(self) -> Path:
        """Where everything that must be kept lives."""
        return Path(self.text("GREENROOM_DATA", "var")).resolve()

    @property
    def stt(self) -> str:
        return self.text("GREENROOM_STT", "auto").lower()

    @property
    def tts(self) -> str:
        return self.text("GREENROOM_TTS", "auto").lower()

    @property
    def transport(self) -> str:
        """What carries calls."""
        return self.text("GREENROOM_VOICE_TRANSPORT", "webrtc").lower()

    @property
    def ice_servers(self) -> list[str]:
        """STUN URLs for a worker; none where its own address is on its network card."""
        return self.listed("GREENROOM_VOICE_ICE_SERVERS")

    def voice(self, language: str) -> str:
        """The voice that speaks a language (ISO 639-1), "" for the vendor's own choice."""
        own = self.text(f"GREENROOM_TTS_VOICE_{language.upper()}")
        return own or self.text("GREENROOM_TTS_VOICE")

    def listed(self, name: str) -> list[str]:
        """The parts of a variable that has commas."""
        return [part.strip() for part in self.text(name).split(",") if part.strip()]

    @property
    def lost_after(self) -> float:
        """Seconds without a sign of life of the page after which its call is over."""
        return self._number("GREENROOM_VOICE_LOST_AFTER", 30)

    @property
    def loopback(self) -> bool:
        """Take calls at 127.0.0.1, too: for tests, and machines without a network."""
        return self.text("GREENROOM_VOICE_LOOPBACK", "0") in {"1", "true", "yes", "on"}

    def text(self, name: str, default: str = "") -> str:
        """The variable, or what the file holds that `NAME_FILE` points to, or the default."""
        path = self.environ.get(f"{name}_FILE")
        if path:
            return Path(path).read_text().strip()
        return self.environ.get(name, "") or default

    def _number(self, name: str, default: float) -> float:
        given = self.text(name, str(default))
        try:
            value = float(given)
        except ValueError:
            value = 0
        if value <= 0:
            raise BadVoiceSetting(f"{name} is {given!r}: use a number above 0.")
        return value
