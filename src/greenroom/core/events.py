"""Domain events: what happened, in the past tense. The only hallway between rooms.

An action emits an event in its own transaction. It is appended to one table, which is the audit trail too, and
handed to the handlers of the rooms above, which write rows or enqueue jobs in that same transaction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction

from greenroom.core import scope
from greenroom.core.actors import SYSTEM, Actor


@dataclass(frozen=True, kw_only=True)
class Event:
    """Base of all events. The first field of a subclass is the id of the row the event is about.

    Fields are ids, numbers, short words and times; never speech or personal data.
    """

    @classmethod
    def name(cls) -> str:
        """Room and class, such as "candidates.ApplicationStarted"."""
        return f"{cls.__module__.split('.')[1]}.{cls.__name__}"

    def payload(self) -> dict[str, Any]:
        return {field.name: _plain(getattr(self, field.name)) for field in fields(self)}

    def subject_id(self) -> UUID:
        subject: UUID = getattr(self, fields(self)[0].name)
        return subject


def _plain(value: Any) -> Any:
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, datetime):
        return value.isoformat()
    return value


EventT = TypeVar("EventT", bound=Event)
Handler = Callable[[Any], None]
_handlers: dict[type[Event], list[Handler]] = defaultdict(list)


def on(kind: type[EventT]) -> Callable[[Callable[[EventT], None]], Callable[[EventT], None]]:
    """Register a handler. It runs inside the transaction of the action that emitted the event."""

    def register(handler: Callable[[EventT], None]) -> Callable[[EventT], None]:
        _handlers[kind].append(handler)
        return handler

    return register


def emit(event: Event, *, by: Actor = SYSTEM) -> None:
    """Append the event to the table and tell the handlers. Must be called inside a transaction."""
    from greenroom.core.models import StoredEvent  # noqa: PLC0415  (models need the app registry)

    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"{event.name()} was emitted outside a transaction")
    StoredEvent.objects.create(
        scope_id=scope.current(),
        name=event.name(),
        subject_id=event.subject_id(),
        payload=event.payload(),
        actor_kind=by.kind,
        actor_id=by.id,
    )
    for handler in _handlers[type(event)]:
        handler(event)
