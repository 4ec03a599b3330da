"""The one place that reads the clock."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

_moment: ContextVar[datetime | None] = ContextVar("moment", default=None)


def now() -> datetime:
    """The time in UTC, aware."""
    return _moment.get() or datetime.now(UTC)  # noqa: TID251  (this is the place)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Within this block it is that moment, for this thread alone. moment: aware."""
    token = _moment.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _moment.reset(token)
