"""Taking in a file of any size without keeping more of it than is allowed, in memory or on disk."""

from __future__ import annotations

import errno
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler
from django.utils.translation import gettext as _

from greenroom.core.errors import Refused

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

    def check(self, *, field: str) -> None:
        """Raises Refused, beside the field, for a file that did not come through whole."""
        if self.problem == "too_large":
            most = settings.UPLOAD_LIMIT // 1_000_000
            raise Refused(
                _("This file is larger than %(most)s MB. Send a smaller one, or write a few lines instead.")
                % {"most": most},
                field=field,
            )
        if self.problem == "disk_full":
            raise Refused(
                _(
                    "Our disk is full, so the file was not kept. Write a few lines instead, or try again later."
                ),
                field=field,
            )

    def _give_up(self, problem: str) -> None:
        self.problem = problem
        with suppress(OSError):  # closing writes what stood in the buffer
            self.file.close()
        raise SkipFile
