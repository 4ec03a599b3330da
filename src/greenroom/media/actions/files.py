"""Keeping files."""

from __future__ import annotations

import errno
import hashlib
import tempfile
from contextlib import suppress
from typing import IO
from uuid import UUID

import structlog
from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction

from greenroom.core.errors import NotFound, Refused
from greenroom.core.ids import new_id
from greenroom.core.text import clean
from greenroom.media.models import StoredFile

log = structlog.get_logger(__name__)

CHUNK = 256 * 1024
FULL = {errno.ENOSPC, errno.EDQUOT}


def store(*, workspace_id: UUID, content: IO[bytes], name: str, media_type: str = "") -> StoredFile:
    """Keep a file whole, with its SHA-256. A file without its row is swept away later; never the reverse.

    Raises Refused when it is empty, larger than GREENROOM_UPLOAD_MB, or when the disk is full.
    """
    name = clean(name).replace("/", "_").strip()[-255:] or "file"
    key = f"{workspace_id}/{new_id().hex}"
    try:
        with tempfile.SpooledTemporaryFile(max_size=1024 * 1024) as whole:
            size, digest = _copy(content, whole)
            whole.seek(0)
            kept = default_storage.save(key, File(whole))
    except OSError as failure:
        _drop(key)
        if failure.errno not in FULL:
            raise
        log.warning("disk full")
        raise Refused(
            "Our disk is full, so the file was not kept. Nothing else was lost: please try again later.",
            field="file",
        ) from failure
    with transaction.atomic():
        row: StoredFile = StoredFile.objects.create(
            workspace_id=workspace_id,
            key=kept,
            name=name,
            media_type=media_type[:120],
            size=size,
            sha256=digest,
        )
    return row


def _drop(key: str) -> None:
    """Give back the room of what was written of a file; the sweep does it where this cannot."""
    with suppress(OSError):
        default_storage.delete(key)


def _copy(content: IO[bytes], whole: IO[bytes]) -> tuple[int, str]:
    size, digest = 0, hashlib.sha256()
    while chunk := content.read(CHUNK):
        size += len(chunk)
        if size > settings.UPLOAD_LIMIT:
            limit = settings.UPLOAD_LIMIT // 1_000_000
            raise Refused(f"This file is larger than {limit} MB. Please send a smaller one.", field="file")
        digest.update(chunk)
        whole.write(chunk)
    if size == 0:
        raise Refused("This file is empty. Please choose another one.", field="file")
    return size, digest.hexdigest()


def open_stored(file: StoredFile) -> IO[bytes]:
    """The file's bytes, from the start. Raises NotFound when the store has lost them."""
    try:
        opened: IO[bytes] = default_storage.open(file.key, "rb")
    except FileNotFoundError as lost:
        raise NotFound from lost
    return opened
