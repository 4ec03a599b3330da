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
    """failed: the recogniser said that it cannot, and nothing came since."""

    failed: bool = False
    _missed: int = 0

    def words(self) -> None:
        """It heard something."""
        self.failed, self._missed = False, 0

    def nothing(self, sound_ms: int) -> Verdict:
        """A turn ended without a word: ask for it again, turn to typing, or take it for a cough."""
        if not self.failed and sound_ms < LONG_SOUND_MS:
            return ""
        self._missed += FAILED if self.failed else WORDLESS
        self.failed = False
        return "typing" if self._missed >= TOO_MANY else "again"
