"""One event loop in a thread of its own, for code that is not asynchronous.

Connections belong to the loop that opened them. With one loop for the process, callers in any thread share
them, and a plain command line needs no loop at all.
"""

from __future__ import annotations

import asyncio
import atexit
import os
import threading
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


class Background:
    """Runs coroutines of any thread on one loop, started at first use and again in a forked child."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None

    def loop(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._thread = threading.Thread(
                    target=self._loop.run_forever, name="language-models", daemon=True
                )
                self._thread.start()
            return self._loop

    def run(self, work: Coroutine[Any, Any, T], *, timeout: float) -> T:
        """The result of `work`, which is cancelled when the caller is interrupted or `timeout` passes."""
        future = asyncio.run_coroutine_threadsafe(work, self.loop())
        try:
            return future.result(timeout)
        except BaseException:
            future.cancel()
            raise

    def stop(self) -> None:
        with self._lock:
            loop, thread, self._loop, self._thread = self._loop, self._thread, None, None
        if loop is None or thread is None:
            return
        loop.call_soon_threadsafe(loop.stop)
        thread.join(timeout=2)
        if not thread.is_alive():
            loop.close()

    def forget(self) -> None:
        """In a forked child: the thread stayed with the parent, and so did the lock's owner."""
        self._lock = threading.Lock()
        self._loop = self._thread = None


BACKGROUND = Background()
atexit.register(BACKGROUND.stop)
os.register_at_fork(after_in_child=BACKGROUND.forget)
