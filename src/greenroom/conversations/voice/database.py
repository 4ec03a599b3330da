"""Django's database from an asyncio loop: in threads of its own, each with its connection."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext, suppress
from threading import Barrier, BrokenBarrierError
from typing import TypeVar
from uuid import UUID

from django.db import InterfaceError, OperationalError, close_old_connections, connections

from greenroom.conversations.voice.contract import NotKept
from greenroom.core import scope

T = TypeVar("T")
LEAVE_WITHIN = 5.0  # seconds


class Database:
    """threads: how many pieces of work run at once; one of them may wait for a language model."""

    def __init__(self, threads: int) -> None:
        self._threads = threads
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="database")

    async def run(self, work: Callable[[], T], *, workspace_id: UUID | None = None) -> T:
        """What the work gives, done in the scope of this workspace, or of none.

        Raises NotKept where the database is away or does not let go of a lock; then nothing was changed.
        """

        def within() -> T:
            close_old_connections()
            try:
                with scope.scoped(workspace_id) if workspace_id else nullcontext():
                    return work()
            except (OperationalError, InterfaceError) as away:
                connections.close_all()
                raise NotKept from away

        return await asyncio.get_running_loop().run_in_executor(self._pool, within)

    def close(self) -> None:
        """End what has begun, and every thread's connection with it."""
        together = Barrier(self._threads)

        def leave() -> None:
            with suppress(BrokenBarrierError):  # one of us waits for something that takes longer
                together.wait(LEAVE_WITHIN)
            connections.close_all()

        for _ in range(self._threads):
            self._pool.submit(leave)
        self._pool.shutdown(wait=True)
