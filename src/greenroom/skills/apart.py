"""The built-in engine in processes of its own, for a process that does other things at the same time.

A judgement computes for tenths of a second. In the worker's own process it would hold up the threads that write, and
with them everybody who waits to write; here it computes with low priority and holds nothing.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from typing import Any

from pydantic import BaseModel

from greenroom.skills import registry
from greenroom.skills.contract import Judgement
from greenroom.skills.contract import run as run_skill

NICENESS = 10


class _Processes:
    """A pool that is made again after one of its processes was killed."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._lock = threading.Lock()
        self._pool = self._made()

    def run(self, name: str, given: BaseModel) -> Judgement[Any]:
        pool = self._pool
        try:
            return pool.submit(_judge, name, given).result()
        except BrokenProcessPool:
            return self._instead_of(pool).submit(_judge, name, given).result()

    def end(self) -> None:
        self._pool.shutdown(cancel_futures=True)

    def _instead_of(self, broken: ProcessPoolExecutor) -> ProcessPoolExecutor:
        with self._lock:
            if self._pool is broken:
                self._pool = self._made()
            return self._pool

    def _made(self) -> ProcessPoolExecutor:
        context = get_context("forkserver")
        context.set_forkserver_preload(["greenroom.skills.preloaded"])
        return ProcessPoolExecutor(self._number, mp_context=context, initializer=_begin)


_processes: _Processes | None = None


@contextmanager
def processes(number: int) -> Iterator[None]:
    """While this is entered, `run` hands over to as many processes; without it, it computes on the spot."""
    global _processes  # noqa: PLW0603  (one pool a process, as there is one processor to share)
    _processes = _Processes(number)
    try:
        yield
    finally:
        ended, _processes = _processes, None
        ended.end()


def run(name: str, given: BaseModel) -> Judgement[Any]:
    """What the built-in engine of the skill says."""
    return _processes.run(name, given) if _processes else _judge(name, given)


def _judge(name: str, given: BaseModel) -> Judgement[Any]:
    return run_skill(registry.get(name), given)


def _begin() -> None:
    """Give way to everybody, leave Ctrl-C to who started this, and end with it even where it was killed."""
    os.nice(NICENESS)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(0)
