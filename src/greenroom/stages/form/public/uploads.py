"""Taking in several files of one form, each with its own end."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import SkipFile

from greenroom.core.http.uploads import BoundedUpload


class Uploads(BoundedUpload):
    """problems: by field, why its file did not come through whole."""

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.problems: dict[str, str] = {}

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        try:
            super().receive_data_chunk(raw_data, start)
        except SkipFile:
            self.problems[str(self.field_name)] = self.problem
            raise

    def file_complete(self, file_size: int) -> Any:
        complete = super().file_complete(file_size)
        if complete is None:
            self.problems[str(self.field_name)] = self.problem
        return complete

    def check_field(self, name: str) -> None:
        """Raises Refused for a file of this field that was too large or found no room."""
        self.problem = self.problems.get(name, "")
        self.check(field="file")
