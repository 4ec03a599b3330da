"""What rooms above say of messages that are about their rows."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

Ask = Callable[[UUID], bool]
_wanted: dict[str, Ask] = {}


def register(kind: str, still_wanted: Ask) -> None:
    """Say how to find out whether a message of this kind about a row is still wanted when it goes. Once a kind."""
    if kind in _wanted:
        raise ValueError(f"{kind} has registered already")
    _wanted[kind] = still_wanted


def still_wanted(kind: str, about_id: UUID | None) -> bool:
    """Whether a message should go now. One about nothing, or of a kind nobody asked about, is wanted."""
    ask = _wanted.get(kind)
    return ask is None or about_id is None or ask(about_id)
