"""The outbox: every message is a row first, and goes out from there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from greenroom.accounts.models import Member, Workspace
from greenroom.accounts.permissions import require
from greenroom.accounts.rules.roles import Permission
from greenroom.core import clock, scope
from greenroom.core.actors import SYSTEM, Actor
from greenroom.core.errors import Refused
from greenroom.core.events import emit
from greenroom.core.jobs import enqueue
from greenroom.core.jobs.port import KINDS
from greenroom.core.text import clean
from greenroom.outreach.contract import NeedsReconnect, Receipt, Rejected, RetryLater
from greenroom.outreach.events import (
    MessageCancelled,
    MessageFailed,
    MessageKept,
    MessageSent,
    MessageSentAgain,
)
from greenroom.outreach.models import Message
from greenroom.outreach.queries import asking
from greenroom.outreach.rules.letters import Letter
from greenroom.outreach.senders import registry

SEND = "outreach.send"
SEND_MANY = "outreach.send_many"
TRIES = 10  # over about three and a half hours
State = Message.State
AGAIN = frozenset({State.FAILED, State.KEPT, State.CANCELLED})
"""States from which a message can be sent once more."""


def record(letter: Letter) -> Message:
    """Put a message in the outbox of the workspace in scope, and have it sent once this transaction commits."""
    if letter.key is not None:
        raise ValueError("a message with a key may have been written before: use record_all")
    return record_all([letter])[0]


@transaction.atomic
def record_all(letters: Sequence[Letter]) -> list[Message]:
    """Put messages in the outbox together, in as many statements for many as for two.

    Those whose key is in the outbox already are left out: another has written them.
    """
    rows = [_row(letter) for letter in letters]
    Message.objects.bulk_create([row for row in rows if row.key is None])
    keyed = [row for row in rows if row.key is not None]
    if keyed:
        Message.objects.bulk_create(keyed, ignore_conflicts=True)
        new = set(Message.objects.filter(id__in=[row.id for row in keyed]).values_list("id", flat=True))
        rows = [row for row in rows if row.key is None or row.id in new]
    _enqueue_all(rows)
    return rows


def _row(letter: Letter) -> Message:
    return Message(
        workspace_id=scope.current(),
        channel=letter.channel,
        sender=letter.sender[:255],
        recipient=letter.recipient[:255],
        subject=clean(letter.subject)[:255],
        body=clean(letter.body),
        html=clean(letter.html),
        kind=letter.kind,
        about_id=letter.about_id,
        due_at=letter.due_at,
        key=letter.key,
        policy_id=letter.policy_id,
        zone=letter.zone,
        unsubscribe_url=letter.unsubscribe_url,
    )


def _enqueue_all(rows: Sequence[Message]) -> None:
    """A job for each that waits, and one for all that may go now."""
    at_once = [row for row in rows if row.due_at is None]
    for row in (row for row in rows if row.due_at is not None or len(at_once) == 1):
        _enqueue(row)
    if len(at_once) > 1:
        ids = [str(row.id) for row in at_once]
        enqueue(KINDS[SEND_MANY], key=f"{SEND_MANY}:{ids[0]}", message_ids=ids)


def _enqueue(message: Message) -> None:
    enqueue(KINDS[SEND], key=f"{SEND}:{message.id}", run_at=message.due_at, message_id=message.id)


def enqueue_sending(*, message_id: UUID) -> None:
    """Give a message that waits a job of its own."""
    message = Message.objects.filter(id=message_id, state=State.WAITING).first()
    if message is not None:
        _enqueue(message)


def deliver(*, message_id: UUID) -> None:
    """Send a waiting message, or keep it where there is no server. Does nothing for one that has gone.

    It is asked again whether it should go, and when. Mail of a demo workspace is kept whatever server there is:
    nobody lives at its addresses. Raises RetryLater while another try may help. The network is not waited for
    inside a transaction.
    """
    message = Message.objects.filter(id=message_id, state=State.WAITING).first()
    if message is None:
        return
    verdict = asking.verdict(message)
    if verdict.reason:
        _give_up(message, verdict.reason)
        return
    if verdict.later is not None:
        _put_off(message, verdict.later)
        return
    sender = None if _is_of_a_demo(message) else registry.sender_for(message.channel)
    if sender is None:
        _settle(message, State.KEPT)
        return
    try:
        receipt = sender.send(message)
    except RetryLater as busy:
        message.tries += 1
        if message.tries < TRIES:
            _note(message, reason=str(busy))
            raise
        _settle(message, State.FAILED, error=str(busy))
        return
    except (NeedsReconnect, Rejected) as refused:
        _settle(message, State.FAILED, error=str(refused))
        return
    _settle(message, State.SENT, receipt=receipt)


@transaction.atomic
def _put_off(message: Message, until: datetime) -> None:
    Message.objects.filter(id=message.id, state=State.WAITING).update(due_at=until)
    enqueue(KINDS[SEND], run_at=until, message_id=message.id)


@transaction.atomic
def _give_up(message: Message, reason: str, *, by: Actor = SYSTEM) -> None:
    """It does not go. Its key is free again, so that the same may be written once it is wanted."""
    waiting = Message.objects.filter(id=message.id, state=State.WAITING)
    if waiting.update(state=State.CANCELLED, key=None, error=reason):
        emit(MessageCancelled(message_id=message.id, reason=reason), by=by)


@transaction.atomic
def cancel(message: Message, *, by: Member) -> Message:
    """Take back a message that still waits. Raises Refused for one that has gone."""
    require(by, Permission.MANAGE_WORKSPACE)
    locked = Message.objects.select_for_update(no_key=True).get(id=message.id, workspace_id=by.workspace_id)
    if locked.state != State.WAITING:
        raise Refused(_("This message does not wait any more."))
    _give_up(locked, "taken_back", by=by.actor)
    locked.refresh_from_db()
    return locked


def _is_of_a_demo(message: Message) -> bool:
    workspace_id = message.workspace_id
    return workspace_id is not None and Workspace.objects.filter(id=workspace_id, is_demo=True).exists()


def _note(message: Message, *, reason: str) -> None:
    message.error = reason[:300]
    message.save(update_fields=["tries", "error"])


@transaction.atomic
def _settle(
    message: Message, state: Message.State, *, error: str = "", receipt: Receipt | None = None
) -> None:
    said: dict[str, Any] = {
        "state": state,
        "error": error[:300],
        "sent_at": clock.now() if state == State.SENT else None,
    }
    if receipt is not None:
        carried = {"vendor": receipt.vendor, "vendor_id": receipt.vendor_id, "parts": receipt.parts}
        Message.objects.filter(id=message.id).update(**carried)
        said = {**said, **carried}
    open_still = Message.objects.filter(id=message.id, state__in=[State.WAITING, State.CANCELLED])
    if not open_still.update(**said):
        return  # its vendor has told more already
    events = {State.SENT: MessageSent, State.KEPT: MessageKept, State.FAILED: MessageFailed}
    emit(events[state](message_id=message.id, channel=message.channel))


@transaction.atomic
def send_again(message: Message, *, by: Member) -> Message:
    """Give a message that failed, was kept or was taken back another full set of tries."""
    require(by, Permission.MANAGE_WORKSPACE)
    locked = Message.objects.select_for_update(no_key=True).get(id=message.id, workspace_id=by.workspace_id)
    if locked.state not in AGAIN:
        raise Refused(_("This message has been sent or is on its way."))
    before, locked.state, locked.error, locked.tries = locked.state, State.WAITING, "", 0
    locked.save(update_fields=["state", "error", "tries"])
    _enqueue(locked)
    emit(MessageSentAgain(message_id=locked.id, before=before), by=by.actor)
    return locked
