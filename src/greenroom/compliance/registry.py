"""Who holds personal data, as the rooms have said."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from uuid import UUID

from greenroom.compliance.contract import Holding, Subject

Find = Callable[[UUID], Subject]

_holdings: dict[str, Holding] = {}
_people: dict[str, Find] = {}


def add(holding: Holding, *, find: Find | None = None) -> None:
    """Register what a room holds. find: by the one room that knows people; raises NotFound for nobody of ours."""
    _holdings[holding.slug] = holding
    if find is not None:
        _people[holding.slug] = find


def shown() -> Iterator[Holding]:
    """Every holding, who somebody is before what they did."""
    yield from sorted(_holdings.values(), key=lambda holding: holding.slug not in _people)


def erased() -> Iterator[Holding]:
    """Every holding in the order of erasing: the room by which the others find somebody is the last."""
    yield from sorted(_holdings.values(), key=lambda holding: holding.slug in _people)


def subject(candidate_id: UUID) -> Subject:
    """Somebody of the workspace in scope. Raises NotFound for anybody else, and once they were erased."""
    (find,) = _people.values()
    return find(candidate_id)
