"""Runs the worker process and survives whatever a document does to it."""

from __future__ import annotations

import json
import os
import selectors
import signal
import threading
import time
from pathlib import Path
from types import TracebackType

from greenroom.media.extraction.contract import Extracted, Limits, Unreadable
from greenroom.media.extraction.worker import request
from greenroom.media.extraction.workers import NURSERY, Worker


def extract(source: bytes | Path, *, limits: Limits = Limits()) -> Extracted:  # noqa: B008  (frozen)
    """The text of one document, read in a process of its own.

    source: the file's bytes, or where it is. Raises `Unreadable` with a sentence fit for the person who
    uploaded it.
    """
    with Extractor(limits=limits) as extractor:
        return extractor.extract(source)


class Extractor:
    """Reads documents of one person one after another in one worker; a worker that dies is replaced.

    Use `extract` for documents of different people, so that no two of them share a process.
    """

    def __init__(self, *, limits: Limits = Limits()) -> None:  # noqa: B008  (frozen)
        self._limits = limits
        self._worker: Worker | None = None

    def __enter__(self) -> Extractor:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        if self._worker is not None:
            self._worker.end()
            self._worker = None

    def extract(self, source: bytes | Path) -> Extracted:
        data = self._load(source)
        worker = self._running()
        deadline = time.monotonic() + self._limits.wall_seconds
        feeder = threading.Thread(target=_feed, args=(worker, data, self._limits), daemon=True)
        feeder.start()
        line = _read_line(worker, deadline)
        if line is None:
            self.close()
            feeder.join()
            raise Unreadable("too_slow")
        feeder.join()
        if not line.endswith(b"\n"):
            raise self._post_mortem(worker)
        answer = json.loads(line)
        if answer["spent"]:
            self.close()
        if "error" in answer:
            raise Unreadable(**answer["error"])
        return Extracted.from_json(answer["document"])

    def _load(self, source: bytes | Path) -> bytes:
        """The bytes of the file, unless it is missing or too large to be worth reading."""
        if isinstance(source, bytes):
            if len(source) > self._limits.file_bytes:
                raise Unreadable("too_large")
            return source
        try:
            if source.is_file() and source.stat().st_size > self._limits.file_bytes:
                raise Unreadable("too_large")
            return source.read_bytes()
        except OSError as error:
            raise Unreadable("missing") from error

    def _running(self) -> Worker:
        if self._worker is None or self._worker.has_ended():
            self.close()
            self._worker = NURSERY.worker()
        return self._worker

    def _post_mortem(self, worker: Worker) -> Unreadable:
        """Why the worker ended without an answer."""
        code = worker.wait()
        self.close()
        return Unreadable("too_slow" if code in {-signal.SIGXCPU, -signal.SIGKILL} else "too_complex")


def _feed(worker: Worker, data: bytes, limits: Limits) -> None:
    try:
        worker.stdin.write(request(len(data), limits) + data)
        worker.stdin.flush()
    except (OSError, ValueError):
        return  # The worker has ended; the reading side finds out why.


def _read_line(worker: Worker, deadline: float) -> bytes | None:
    """The worker's answer; None when the time is up, an incomplete line when the worker ended."""
    line = bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(worker.stdout, selectors.EVENT_READ)
        while not line.endswith(b"\n"):
            if not selector.select(max(0.0, deadline - time.monotonic())):
                return None
            piece = os.read(worker.stdout.fileno(), 1 << 20)
            if not piece:
                break
            line += piece
    return bytes(line)
