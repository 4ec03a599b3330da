"""Erasing everything that is held of somebody."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from greenroom.compliance import events, registry
from greenroom.compliance.contract import Subject
from greenroom.compliance.models import DataRequest
from greenroom.core import clock
from greenroom.core.errors import NotFound
from greenroom.core.events import emit

State = DataRequest.State


def erase(*, data_request_id: UUID) -> None:
    """Carry out an ordered erasure: each room in turn, the one that knows who it is last.

    Killed in between, it is done again from the start. What stays is the request without its words, consents and
    events, which name nobody. Nothing happens for a request that was not ordered, or is of another workspace.
    """
    request = DataRequest.objects.filter(id=data_request_id, state=State.ERASING).first()
    if request is None:
        return
    try:
        subject = registry.subject(request.subject_id)
    except NotFound:  # erased before the last crash
        _close(request)
        return
    everything_of(subject)
    _close(request)


def everything_of(subject: Subject) -> None:
    """Each room in turn, the one that knows who it is last. Raises TryAgain while something must end first."""
    for holding in registry.erased():
        holding.erase(subject)


@transaction.atomic
def _close(request: DataRequest) -> None:
    ended = DataRequest.objects.filter(id=request.id, state=State.ERASING)
    if ended.update(state=State.DONE, ended_at=clock.now()):
        emit(events.DataErased(data_request_id=request.id, person_id=request.subject_id))
