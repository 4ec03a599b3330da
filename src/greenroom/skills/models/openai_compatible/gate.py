"""How many requests one process has under way at one endpoint."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from weakref import WeakKeyDictionary


class Gate:
    """Counts the requests under way at one endpoint. Lives on one event loop."""

    def __init__(self) -> None:
        self._changed = asyncio.Condition()
        self._inside = 0

    @asynccontextmanager
    async def turn(self, limit: int) -> AsyncIterator[None]:
        """Wait until fewer than `limit` are under way, then be one of them."""
        async with self._changed:
            await self._changed.wait_for(lambda: self._inside < limit)
            self._inside += 1
        try:
            yield
        finally:
            self._inside -= 1
            async with self._changed:
                self._changed.notify_all()


_gates: WeakKeyDictionary[asyncio.AbstractEventLoop, dict[str, Gate]] = WeakKeyDictionary()


def gate_of(base_url: str) -> Gate:
    """The gate of an endpoint, the same for every caller of the running loop."""
    return _gates.setdefault(asyncio.get_running_loop(), {}).setdefault(base_url, Gate())
