"""Where workers come from: the nursery of this process, which is started when the first one is wanted."""

from __future__ import annotations

import os
import select
import signal
import socket
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

_PACKAGE_ROOT = Path(__file__).resolve().parents[3]


@dataclass
class Worker:
    """A process that reads documents. stdin, stdout: its requests and answers. fate: what the nursery tells of it."""

    stdin: BinaryIO
    stdout: BinaryIO
    fate: BinaryIO
    pid: int = 0
    returncode: int | None = None

    def has_ended(self) -> bool:
        """Whether its end has been told of."""
        if self.returncode is None and select.select([self.fate], [], [], 0)[0]:
            self.wait()
        return self.returncode is not None

    def end(self) -> None:
        """Kill it unless it has ended."""
        if not self.has_ended():
            with suppress(ProcessLookupError):  # its end is just being told
                os.kill(self.pid, signal.SIGKILL)
            self.wait()
        self.close()

    def wait(self) -> int:
        """Its exit code once it has ended by itself: negative for the signal that ended it."""
        if self.returncode is None:
            told = self.fate.readline()
            self.returncode = int(told) if told else -signal.SIGKILL  # the nursery itself was killed
        return self.returncode

    def close(self) -> None:
        for pipe in (self.stdin, self.stdout, self.fate):
            with suppress(OSError):  # unsent bytes for a worker that has ended
                pipe.close()


class Nursery:
    """The `process` that workers of this one are forked from; started again when it is gone."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.process: subprocess.Popen[bytes] | None = None
        self._asked: socket.socket | None = None

    def worker(self) -> Worker:
        with self._lock:
            try:
                return self._born()
            except OSError:  # it was killed
                self._end()
                return self._born()

    def forget(self) -> None:
        """Have none from now on; whoever else holds it may go on with it."""
        self._lock = threading.Lock()
        self._end()

    def _end(self) -> None:
        if self._asked is not None:
            self._asked.close()
        self._asked = self.process = None

    def _born(self) -> Worker:
        asked = self._asked or self._start()
        (requests, stdin), (stdout, answers), (fate, told) = os.pipe(), os.pipe(), os.pipe()
        worker = Worker(
            os.fdopen(stdin, "wb"), os.fdopen(stdout, "rb", buffering=0), os.fdopen(fate, "rb", buffering=0)
        )
        try:
            socket.send_fds(asked, [b"."], [requests, answers, told])
        except OSError:
            worker.close()
            raise
        finally:
            for end in (requests, answers, told):
                os.close(end)
        worker.pid = int(worker.fate.readline() or 0)
        if not worker.pid:
            worker.close()
            raise BrokenPipeError("the nursery has ended")
        return worker

    def _start(self) -> socket.socket:
        ours, its = socket.socketpair()
        # The environment is ours alone: the workers inherit no secret.
        self.process = subprocess.Popen(
            [sys.executable, "-m", "greenroom.media.extraction.nursery"],
            stdin=its.fileno(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={"PATH": os.defpath, "PYTHONPATH": str(_PACKAGE_ROOT), "PYTHONUTF8": "1"},
            start_new_session=True,
        )
        its.close()
        self._asked = ours
        return ours


NURSERY = Nursery()
os.register_at_fork(after_in_child=NURSERY.forget)
