"""The bytes of a recording while they arrive: one file a recording, only ever appended to.

The row says how many bytes are confirmed. What lies behind them was written by a request that was never answered,
and is cut off by the next one.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from django.conf import settings

from greenroom.media.models import Recording

CHUNK = 256 * 1024


def folder() -> Path:
    """Beside the file store, on a disk of this machine: no other store can be appended to."""
    return Path(settings.MEDIA_ROOT).parent / "recordings"


def path_of(recording_id: UUID) -> Path:
    return folder() / f"{recording_id.hex}.part"


@contextmanager
def held(recording: Recording) -> Iterator[BinaryIO]:
    """The part file, while nobody else on this machine holds it. Raises OSError where there is no room for it."""
    path = path_of(recording.id)
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b", buffering=0) as part:
        fcntl.flock(part, fcntl.LOCK_EX)
        yield part


def append(part: BinaryIO, data: bytes, *, at: int) -> None:
    """Write these bytes behind the first `at`, and have them on the disk. Raises OSError; nothing is lost by it."""
    part.truncate(at)
    part.seek(at)
    view = memoryview(data)
    while view:
        view = view[part.write(view) :]
    os.fsync(part.fileno())


def length(part: BinaryIO) -> int:
    """In bytes, unconfirmed ones included."""
    return os.fstat(part.fileno()).st_size


def digest(part: BinaryIO, size: int) -> str:
    """SHA-256 of the first `size` bytes."""
    part.seek(0)
    found = hashlib.sha256()
    while size > 0 and (chunk := part.read(min(CHUNK, size))):
        found.update(chunk)
        size -= len(chunk)
    return found.hexdigest()


def drop(recording_id: UUID) -> None:
    """Delete the part file and what was being made of it."""
    for path in (path_of(recording_id), ready_path(recording_id)):
        with suppress(FileNotFoundError):
            path.unlink()


def ready_path(recording_id: UUID) -> Path:
    """Where the playable file is written before it goes to the store."""
    return folder() / f"{recording_id.hex}.ready"


def files() -> list[Path]:
    """Everything that lies here, of whatever recording."""
    return sorted([*folder().glob("*.part"), *folder().glob("*.ready")])
