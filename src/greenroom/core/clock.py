"""The one place that reads the clock."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """The time in UTC, aware."""
    return datetime.now(UTC)  # noqa: TID251  (this is the place)
