"""Django's database from an asyncio loop: in threads of its own, each piece of work on a fresh connection."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from typing import TypeVar
from uuid import UUID

from django.db import InterfaceError, OperationalError, connections

from greenroom.conversations.voice.contract import NotKept
from greenroom.core import scope

T = TypeVar("T")


class Database:
    """threads: how many pieces of work run at once; one of them may wait for a language model."""

    def __init__(self, threads: int) -> None:
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="database")

    async def run(self, work: Callable[[], T], *, workspace_id: UUID | None = None) -> T:
        """What the work gives, done in the scope of this workspace, or of none.

        Raises NotKept where the database is away or does not let go of a lock; then nothing was changed.
        """

        def within() -> T:
            try:
                with scope.scoped(workspace_id) if workspace_id else nullcontext():
                    return work()
            except (OperationalError, InterfaceError) as away:
                raise NotKept from away
            finally:
                connections.close_all()

        return await asyncio.get_running_loop().run_in_executor(self._pool, within)

    def close(self) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)
