"""Whether what hears a candidate still does. Pure: what happened goes in, what to do comes out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

LONG_SOUND_MS = 1_500
"""A sound as long as this is somebody speaking."""
FAILED, WORDLESS = 2, 1
TOO_MANY = 4
"""Two failures of a recogniser, or four long sounds in a row that gave no words."""

Verdict = Literal["", "again", "typing"]


@dataclass
class Hearing:
    """failed: the recogniser said that it cannot, and nothing came since. waits: a sound had no words so far."""

    failed: bool = False
    waits: bool = False
    _missed: int = 0

    def words(self) -> None:
        """It heard something."""
        self.failed, self.waits, self._missed = False, False, 0

    def nothing(self, sound_ms: int) -> Verdict:
        """A turn ended without a word: ask for it again, turn to typing, or take it for a cough."""
        self.waits = not self.failed and sound_ms < LONG_SOUND_MS
        if self.waits:
            return ""
        self._missed += FAILED if self.failed else WORDLESS
        self.failed = False
        return "typing" if self._missed >= TOO_MANY else "again"
