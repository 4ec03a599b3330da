"""Ringing those who are due."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import structlog
from django.conf import settings
from django.db import transaction

from greenroom.candidates.models import Attempt
from greenroom.conversations.models import PhoneCall
from greenroom.conversations.phone import registry, rows
from greenroom.conversations.phone.asking import DIAL, agreed, not_before
from greenroom.conversations.phone.contract import Caller, Hooks, NeedsReconnect, Rejected, RetryLater
from greenroom.conversations.queries import calls
from greenroom.core import clock, scope
from greenroom.core.jobs import Retry, TryAgain, enqueue, is_last_try
from greenroom.core.jobs.port import KINDS

log = structlog.get_logger(__name__)

RETRY = Retry(times=4, first=timedelta(seconds=5))
LATE = timedelta(minutes=2)
UNTOLD = timedelta(minutes=3)  # after which a carrier that says nothing will say nothing more
HOOKS = "/hooks/twilio/calls/"
State, Why = PhoneCall.State, PhoneCall.Why


def hook(name: str, phone_call_id: UUID) -> str:
    """The address a carrier calls: "answer", "status", "machine", "after" or "later"."""
    return f"{settings.PUBLIC_URL}{HOOKS}{name}/?call={phone_call_id}"


def dial(*, phone_call_id: UUID) -> None:
    """Ring once. A try of which nobody knows how it went is looked up before the next. Raises TryAgain."""
    with transaction.atomic():
        row = rows.held(phone_call_id)
        if not _may_ring(row):
            return
        caller = registry.caller(row.workspace_id)
        if caller is None:
            rows.close(row, Why.FAILED)
            return
        tried = row.dialled_at is not None
        no_room = not tried and not calls.lines().free
        if not no_room and not tried:
            row.state, row.dialled_at = State.DIALLING, clock.now()
            row.save(update_fields=["state", "dialled_at"])
    if no_room:
        _later(row, Why.NO_LINES, "every line is taken")
        return
    try:
        sid = (_known(caller, row) if tried else "") or caller.ring(row.number, _hooks(row))
    except RetryLater as failure:
        _later(row, Why.FAILED, str(failure))
    except (NeedsReconnect, Rejected) as failure:
        log.warning("a carrier refused a call", failure=type(failure).__name__)
        _close(row, Why.FAILED)
    else:
        PhoneCall.objects.filter(id=row.id, sid="").update(sid=sid)


def _may_ring(row: PhoneCall) -> bool:
    """Whether there is still something to ring for, at this hour. Closes, or puts off, what may not be."""
    if row.ended_at is not None or row.sid:
        return False
    attempt = row.attempt
    if attempt.status != Attempt.Status.OPEN or not agreed(attempt):
        rows.close(row, Why.CANCELLED)
        return False
    if row.dialled_at is not None:
        return True
    due_at = not_before(attempt, max(row.due_at, clock.now()))
    if due_at <= clock.now():
        return True
    PhoneCall.objects.filter(id=row.id).update(due_at=due_at)
    enqueue(KINDS[DIAL], run_at=due_at, key=f"{DIAL}:{row.id}", phone_call_id=row.id)
    return False


def _hooks(row: PhoneCall) -> Hooks:
    return Hooks(*(hook(name, row.id) for name in ("answer", "status", "machine")))


def _known(caller: Caller, row: PhoneCall) -> str:
    """What the carrier calls an earlier try that it took, "" where it took none."""
    since = row.dialled_at or clock.now()
    with scope.everything("a carrier's account serves every workspace"):
        taken = set(PhoneCall.objects.filter(number=row.number).values_list("sid", flat=True))
    return next((sid for sid in caller.rung_since(row.number, since) if sid not in taken), "")


def _later(row: PhoneCall, why: str, reason: str) -> None:
    if is_last_try(RETRY):
        _close(row, why)
        return
    raise TryAgain(reason)


@transaction.atomic
def _close(row: PhoneCall, why: str) -> None:
    rows.close(row, why)


def hang_up(*, sid: str, workspace_id: UUID) -> None:
    """End a call at its carrier. Raises TryAgain."""
    caller = registry.caller(workspace_id)
    if caller is None:
        return
    try:
        caller.hang_up(sid)
    except RetryLater as failure:
        raise TryAgain(str(failure)) from failure
    except (NeedsReconnect, Rejected) as failure:
        log.warning("a carrier refused to hang up", failure=type(failure).__name__)


def sweep() -> None:
    """Ring those whose job was lost; close what a carrier told nothing more of."""
    now = clock.now()
    with scope.everything("calls of every workspace are due together"):
        live = PhoneCall.objects.filter(ended_at=None)
        late = list(live.filter(state=State.WAITING, due_at__lt=now - LATE).values_list("id", "workspace_id"))
        untold = live.filter(state__in=[State.DIALLING, State.RINGING], dialled_at__lt=now - UNTOLD)
        talked = live.filter(state=State.TALKING, call__ended_at__lt=now - LATE)
        done = [*untold.values_list("id", "workspace_id"), *talked.values_list("id", "workspace_id")]
    for row_id, workspace_id in late:
        with scope.scoped(workspace_id):
            enqueue(KINDS[DIAL], key=f"{DIAL}:{row_id}", phone_call_id=row_id)
    for row_id, workspace_id in done:
        with scope.scoped(workspace_id), transaction.atomic():
            row = rows.held(row_id)
            rows.close(row, rows.how_it_went(row) if row.state == State.TALKING else Why.NO_ANSWER)
