"""Failures that every room shares."""

from __future__ import annotations


class NotFound(Exception):
    """There is no such row for the one who asks."""


class Refused(Exception):
    """A rule says no. The message tells a person what to do instead; field: where it was typed, if anywhere."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field
