"""An answer as it is being given."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Answer:
    """began_ms, sounded_ms: when it began, and when a voice was last heard, since the attempt began."""

    began_ms: int = 0
    sounded_ms: int = 0
    _words: list[str] = field(default_factory=list)
    _sure: list[float] = field(default_factory=list)

    def add(self, text: str, result: Any, *, at: int) -> None:
        """Words of it. result: of the recogniser; a dict may say its confidence."""
        if text.strip():
            self._words.append(text.strip())
        if isinstance(result, dict) and "confidence" in result:
            self._sure.append(float(result["confidence"]))
        self.sounded_ms = self.sounded_ms or at

    def text(self, more: str = "") -> str:
        """What was said so far. more: words that are not sure yet."""
        return " ".join(filter(None, [*self._words, more.strip()]))

    @property
    def end_ms(self) -> int:
        return max(self.began_ms, self.sounded_ms)

    @property
    def confidence(self) -> float | None:
        """Of its least sure part; None where the recogniser gives none."""
        return min(self._sure, default=None)
