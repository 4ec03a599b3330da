"""Taking in a file of any size without keeping more of it than is allowed, in memory or on disk."""

from __future__ import annotations

import errno
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler

FULL = {errno.ENOSPC, errno.EDQUOT}


class BoundedUpload(TemporaryFileUploadHandler):
    """Writes an upload to a temporary file until it is too large; the rest is read and thrown away.

    The other fields of the form still arrive, and so does the answer. problem: "", "too_large" or "disk_full".
    """

    problem = ""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) > settings.UPLOAD_LIMIT:
            self._give_up("too_large")
        try:
            super().receive_data_chunk(raw_data, start)
        except OSError as failure:
            if failure.errno not in FULL:
                raise
            self._give_up("disk_full")

    def file_complete(self, file_size: int) -> Any:
        try:
            return super().file_complete(file_size)
        except OSError as failure:  # what stood in the buffer did not fit either
            if failure.errno not in FULL:
                raise
            self.problem = "disk_full"
            return None

    def _give_up(self, problem: str) -> None:
        self.problem = problem
        with suppress(OSError):  # closing writes what stood in the buffer
            self.file.close()
        raise SkipFile
