"""Failures that every room shares."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _


class NotFound(Exception):
    """There is no such row for the one who asks."""


class Refused(Exception):
    """A rule says no. The message tells a person what to do instead; field: where it was typed, if anywhere."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class Changed(Refused):
    """Somebody else has changed the same thing since its writer last saw it. now: as it is."""

    def __init__(self, message: str = "", *, now: Any) -> None:
        super().__init__(
            message or _("Somebody changed this while you were writing. Compare, then save again.")
        )
        self.now = now
