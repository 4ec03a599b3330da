"""Everything held of somebody as one archive, made while it is sent."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from io import RawIOBase
from pathlib import PurePosixPath
from typing import IO, Any

from greenroom.compliance import registry
from greenroom.compliance.contract import HeldFile, Subject
from greenroom.core.errors import NotFound

CHUNK = 256 * 1024
FACTS = "my-data.json"


class _Pipe(RawIOBase):
    """What the archive writes, until it is taken out. It cannot go back, so nothing has to be kept."""

    def __init__(self) -> None:
        self._written = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._written += data
        return len(data)

    def take(self) -> bytes:
        taken = bytes(self._written)
        self._written.clear()
        return taken


def parts(subject: Subject, *, made_at: datetime) -> Iterator[bytes]:
    """The archive piece by piece. All rows are read before the first piece, within the caller's scope."""
    held = [
        {
            "slug": holding.slug,
            "label": str(holding.label),
            "held": [{"title": sheet.title, "facts": sheet.facts} for sheet in holding.show(subject)],
        }
        for holding in registry.shown()
    ]
    files = [file for holding in registry.shown() for file in holding.files(subject)]
    facts = json.dumps({"made_at": made_at.isoformat(), "data": held}, ensure_ascii=False, indent=2)
    return _pieces(facts.encode(), files)


def _pieces(facts: bytes, files: list[HeldFile]) -> Iterator[bytes]:
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(FACTS, facts)
        yield pipe.take()
        for number, file in enumerate(files, start=1):
            try:
                content = file.open()
            except NotFound:  # the store has lost it; the rest is still theirs
                continue
            with closing(content), archive.open(_name(number, file.name), "w") as entry:
                yield from _copied(content, entry, pipe)
            yield pipe.take()
    yield pipe.take()


def _copied(content: IO[bytes], entry: IO[bytes], pipe: _Pipe) -> Iterator[bytes]:
    while chunk := content.read(CHUNK):
        entry.write(chunk)
        yield pipe.take()


def _name(number: int, name: str) -> str:
    """No two alike, and none that leads out of the folder it is unpacked in."""
    return f"files/{number:03d}-{PurePosixPath(name.replace(chr(92), '/')).name or 'file'}"
