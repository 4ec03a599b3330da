"""Asking an interview that may be slow, or away for a while."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

from greenroom.conversations.voice.contract import NotKept

T = TypeVar("T")

ONE_MOMENT = 5.0  # seconds without an answer after which somebody who waits is told so
AGAIN = 1.0  # seconds between two tries
GIVE_UP = 60.0  # seconds in which nothing could be kept

Ask = Callable[[], Awaitable[T]]


class Asking:
    """One at a time. slow: tells who waits, once for each thing that is asked.

    busy: something is being asked. told: who waits for it has been told.
    """

    def __init__(self, slow: Callable[[], Awaitable[None]]) -> None:
        self._slow = slow
        self.busy = self.told = False

    async def ask(self, ask: Ask[T]) -> T:
        """What it gives, tried again for as long as nothing can be kept. Raises what it raises, NotKept in the end."""
        self.busy, self.told = True, False
        asking = asyncio.get_running_loop().create_task(self._until_kept(ask))
        try:
            await asyncio.wait([asking], timeout=ONE_MOMENT)
            if not asking.done():
                await self._tell()
            return await asking
        finally:
            asking.cancel()
            self.busy = False

    async def _until_kept(self, ask: Ask[T]) -> T:
        end = time.monotonic() + GIVE_UP
        while True:
            try:
                return await ask()
            except NotKept:
                if time.monotonic() > end:
                    raise
                await self._tell()
                await asyncio.sleep(AGAIN)

    async def _tell(self) -> None:
        if not self.told:
            self.told = True
            await self._slow()
