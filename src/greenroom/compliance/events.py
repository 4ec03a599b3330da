"""What happens in this room."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from greenroom.core.events import Event


@dataclass(frozen=True, kw_only=True)
class DataAsked(Event):
    """Somebody asks something of their own data. kind: as in `models.DataRequest`."""

    data_request_id: UUID
    person_id: UUID
    kind: str


@dataclass(frozen=True, kw_only=True)
class DataRequestTaken(Event):
    data_request_id: UUID


@dataclass(frozen=True, kw_only=True)
class DataRequestRefused(Event):
    data_request_id: UUID
    person_id: UUID
    kind: str


@dataclass(frozen=True, kw_only=True)
class DataRequestDone(Event):
    data_request_id: UUID
    person_id: UUID
    kind: str


@dataclass(frozen=True, kw_only=True)
class ErasureOrdered(Event):
    """A member has ordered that everything held of somebody be erased; it begins with this transaction."""

    data_request_id: UUID
    person_id: UUID


@dataclass(frozen=True, kw_only=True)
class DataErased(Event):
    """Nothing but pseudonymous ids is held of this subject any more."""

    data_request_id: UUID
    person_id: UUID


@dataclass(frozen=True, kw_only=True)
class DaysOver(Event):
    """The days of the notice were over for this person; everything held of them is gone with this transaction."""

    person_id: UUID


@dataclass(frozen=True, kw_only=True)
class RetentionEnded(Event):
    """The daily run is through. people: how many it erased."""

    run_id: UUID
    people: int
