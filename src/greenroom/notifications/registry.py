"""Which members hear of people without their names, as the room that knows has said."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from uuid import UUID

Find = Callable[[Iterable[UUID]], set[UUID]]

_finds: list[Find] = []


def unnamed(find: Find) -> Find:
    """Register who finds, among members, those who are told no name."""
    _finds.append(find)
    return find


def unnamed_among(member_ids: Iterable[UUID]) -> set[UUID]:
    """Those of the members who are told no name; all of them where no room has said who."""
    wanted = list(member_ids)
    if not _finds:
        return set(wanted)
    return set().union(*(find(wanted) for find in _finds)) if wanted else set()
