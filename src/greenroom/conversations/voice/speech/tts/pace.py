"""How fast a voice speaks."""

from __future__ import annotations

from collections.abc import Callable

USUAL = 1.0
SLOWER = 0.8  # times the pace before
SLOWEST = 0.6


class Pace:
    """now: times the usual pace. slow: from the first word on. changed: told a new one.

    slowest: as far as this voice goes.
    """

    def __init__(
        self, *, slow: bool, slowest: float = SLOWEST, changed: Callable[[float], None] | None = None
    ) -> None:
        self.now = max(slowest, SLOWER) if slow else USUAL
        self._slowest, self._changed = slowest, changed

    def slower(self) -> bool:
        """Whether there was a slower pace left."""
        before, self.now = self.now, max(self._slowest, self.now * SLOWER)
        if self.now < before and self._changed is not None:
            self._changed(self.now)
        return self.now < before
