"""What people ask of their own data, and what the team does about it."""

from __future__ import annotations

import hashlib
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from greenroom.accounts.models import Member
from greenroom.accounts.permissions import require
from greenroom.accounts.rules.roles import Permission
from greenroom.compliance import events
from greenroom.compliance.models import DataRequest
from greenroom.compliance.rules.deadlines import ANSWER_WITHIN
from greenroom.core import clock
from greenroom.core.actors import Actor
from greenroom.core.errors import Changed, Refused
from greenroom.core.events import emit
from greenroom.core.jobs import enqueue
from greenroom.core.jobs.port import KINDS
from greenroom.core.text import clean

Kind, State = DataRequest.Kind, DataRequest.State
WAITING = (State.RECEIVED, State.LOOKED_AT)
ERASE = "compliance.erase"
LONGEST = 4_000


def ask(
    *, workspace_id: UUID, subject_id: UUID, kind: str, words: str = "", about_id: UUID | None = None
) -> DataRequest:
    """Note a request; the same one again, while it waits, is one. subject_id: the candidate who asks.

    about_id: the application an objection is about. Raises Refused when a correction says nothing, or too much.
    """
    words = clean(words).strip()
    if kind == Kind.CORRECT and not words:
        raise Refused(_("Tell us what is wrong, and what is right."), field="words")
    if len(words) > LONGEST:
        raise Refused(_("Please keep it under 4,000 characters."), field="words")
    same_as = _hash(subject_id, kind, about_id, words if kind == Kind.CORRECT else "")
    try:
        with transaction.atomic():
            return _find_or_note(
                workspace_id=workspace_id,
                subject_id=subject_id,
                kind=kind,
                words=words,
                about_id=about_id,
                same_as=same_as,
            )
    except IntegrityError:  # sent twice at once
        return DataRequest.objects.get(same_as=same_as, ended_at=None)


def _hash(subject_id: UUID, kind: str, about_id: UUID | None, words: str) -> str:
    return hashlib.sha256(f"{subject_id}:{kind}:{about_id}:{words}".encode()).hexdigest()


def _find_or_note(*, same_as: str, **given: object) -> DataRequest:
    found = DataRequest.objects.filter(same_as=same_as, ended_at=None).first()
    if found is not None:
        return found
    made = DataRequest.objects.create(same_as=same_as, due_at=clock.now() + ANSWER_WITHIN, **given)
    emit(
        events.DataAsked(data_request_id=made.id, person_id=made.subject_id, kind=made.kind),
        by=Actor("candidate", made.subject_id),
    )
    return made


def needed(kind: str) -> Permission:
    """What a member must be allowed to do to settle a request: an objection is for those who decide."""
    return Permission.DECIDE if kind == Kind.OBJECT else Permission.MANAGE_WORKSPACE


@transaction.atomic
def take(request: DataRequest, *, by: Member) -> DataRequest:
    """A member looks at it; its subject sees that somebody does."""
    held = _held(request, by)
    if held.state != State.RECEIVED:
        return held
    held.state, held.taken_by = State.LOOKED_AT, by
    held.save(update_fields=["state", "taken_by"])
    emit(events.DataRequestTaken(data_request_id=held.id), by=by.actor)
    return held


@transaction.atomic
def refuse(request: DataRequest, *, reason: str, by: Member) -> DataRequest:
    """Say no, with the reason its subject reads."""
    held = _held(request, by)
    reason = clean(reason).strip()
    if not reason:
        raise Refused(_("Say why, in words the candidate will read."), field="reason")
    return _end(held, State.REFUSED, reason, by)


@transaction.atomic
def finish(request: DataRequest, *, reason: str = "", by: Member) -> DataRequest:
    """It is done. reason: what was done, for its subject to read. An erasure ends by erasing alone."""
    held = _held(request, by)
    if held.kind == Kind.ERASE:
        raise Refused(_("An erasure is done when everything is erased."))
    return _end(held, State.DONE, clean(reason).strip(), by)


@transaction.atomic
def order_erasure(request: DataRequest, *, by: Member) -> DataRequest:
    """Have everything erased that is held of its subject; there is no way back. Nothing the second time."""
    require(by, Permission.MANAGE_WORKSPACE)
    held = DataRequest.objects.select_for_update(of=("self",)).get(id=request.id)
    if held.kind != Kind.ERASE:
        raise Refused(_("This request is no request for erasure."))
    if held.state == State.ERASING:
        return held
    if held.state not in WAITING:
        raise Refused(_("This request has been settled already."))
    held.state, held.taken_by = State.ERASING, by
    held.save(update_fields=["state", "taken_by"])
    emit(events.ErasureOrdered(data_request_id=held.id, person_id=held.subject_id), by=by.actor)
    enqueue(KINDS[ERASE], key=f"{ERASE}:{held.id}", data_request_id=held.id)
    return held


def _held(request: DataRequest, by: Member) -> DataRequest:
    require(by, needed(request.kind))
    return DataRequest.objects.select_for_update(of=("self",)).get(id=request.id)


def _end(held: DataRequest, state: str, reason: str, by: Member) -> DataRequest:
    """Twice is once. Raises Changed where it was settled otherwise: two people were at it."""
    if held.state == state and held.reason == reason:
        return held
    if held.state not in WAITING:
        raise Changed(_("This request has been settled already."), now=held)
    if len(reason) > LONGEST:
        raise Refused(_("Please keep it under 4,000 characters."), field="reason")
    held.state, held.reason, held.ended_at, held.taken_by = state, reason, clock.now(), by
    held.save(update_fields=["state", "reason", "ended_at", "taken_by"])
    told = events.DataRequestRefused if state == State.REFUSED else events.DataRequestDone
    emit(told(data_request_id=held.id, person_id=held.subject_id, kind=held.kind), by=by.actor)
    return held
