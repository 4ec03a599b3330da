"""ZIP, written while it is fetched: no more of it is held than one piece of one file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import IO
from zipfile import ZipFile, ZipInfo

from greenroom.core.errors import NotFound

CHUNK = 256 * 1024
MISSING = "not-included.txt"


@dataclass(frozen=True)
class Entry:
    """name: its path in the ZIP. open: its bytes from the start; raises NotFound when they are lost."""

    name: str
    open: Callable[[], IO[bytes]]


class _Sink:
    """What a ZIP is written to and at once taken from."""

    def __init__(self) -> None:
        self._held = bytearray()

    def write(self, piece: bytes) -> int:
        self._held += piece
        return len(piece)

    def flush(self) -> None:
        """Nothing is kept back."""

    def take(self) -> bytes:
        taken = bytes(self._held)
        self._held.clear()
        return taken


def stream(entries: Iterable[Entry], *, missing: Iterable[str] = ()) -> Iterator[bytes]:
    """The ZIP, piece by piece. missing: lines on what is not in it; files that turn out lost are added to them.

    Nothing is compressed: reports, resumes and recordings are so already.
    """
    sink, lines = _Sink(), list(missing)
    with ZipFile(sink, "w") as archive:  # type: ignore[call-overload]  # it writes, and asks for nothing else
        for entry in entries:
            try:
                source = entry.open()
            except NotFound:
                lines.append(entry.name)
                continue
            with source, archive.open(ZipInfo(entry.name), "w", force_zip64=True) as target:
                while chunk := source.read(CHUNK):
                    target.write(chunk)
                    yield sink.take()
        if lines:
            archive.writestr(MISSING, "\n".join(lines) + "\n")
    yield sink.take()
