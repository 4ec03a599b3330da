"""Work that is done in order, one piece after another, beside what must not wait."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

import structlog

log = structlog.get_logger(__name__)

Errand = Callable[[], Awaitable[None]]


class Errands:
    """failed: called when one of them raised; those after it are done all the same."""

    def __init__(self, *, failed: Callable[[], None]) -> None:
        self._failed = failed
        self._waiting: asyncio.Queue[Errand] = asyncio.Queue()
        self._task: asyncio.Task[None] | None = None

    def add(self, errand: Errand) -> None:
        self._waiting.put_nowait(errand)

    def start(self) -> None:
        self._task = asyncio.get_running_loop().create_task(self._run())

    async def stop(self, *, patience: float = 0.0) -> None:
        """After so many seconds what has not begun is left, and what has begun is broken off."""
        if self._task is not None:
            if patience:
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._waiting.join(), patience)
            self._task.cancel()
            await asyncio.wait([self._task])
            self._task = None

    async def _run(self) -> None:
        while True:
            errand = await self._waiting.get()
            try:
                await errand()
            except Exception as failure:  # noqa: BLE001  (whatever it was, the next one is done)
                log.warning("errand failed", failure=type(failure).__name__)
                self._failed()
            finally:
                self._waiting.task_done()


class Later:
    """One thing to do when so much time has passed, unless it is put off."""

    def __init__(self) -> None:
        self._task: asyncio.Task[None] | None = None

    def after(self, seconds: float, act: Callable[[], None]) -> None:
        self.never()
        self._task = asyncio.get_running_loop().create_task(self._wait(seconds, act))

    def never(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None

    async def _wait(self, seconds: float, act: Callable[[], None]) -> None:
        await asyncio.sleep(seconds)
        self._task = None
        act()
