"""The outbox: every message is a row first, and goes out from there."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from greenroom.accounts.models import Member, Workspace
from greenroom.accounts.permissions import require
from greenroom.accounts.rules.roles import Permission
from greenroom.core import clock, scope
from greenroom.core.errors import Refused
from greenroom.core.events import emit
from greenroom.core.jobs import enqueue
from greenroom.core.jobs.port import KINDS
from greenroom.core.text import clean
from greenroom.outreach.contract import NeedsReconnect, Rejected, RetryLater
from greenroom.outreach.events import MessageFailed, MessageKept, MessageSent, MessageSentAgain
from greenroom.outreach.models import Message
from greenroom.outreach.rules.letters import Letter
from greenroom.outreach.senders import registry

SEND = "outreach.send"
TRIES = 10  # over about three and a half hours
State = Message.State


@transaction.atomic
def record(letter: Letter) -> Message:
    """Put a message in the outbox of the workspace in scope, and have it sent once this transaction commits."""
    message = Message.objects.create(
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
    )
    _enqueue(message)
    return message


def _enqueue(message: Message) -> None:
    enqueue(KINDS[SEND], key=f"{SEND}:{message.id}", run_at=message.due_at, message_id=message.id)


def deliver(*, message_id: UUID) -> None:
    """Send a waiting message, or keep it where there is no server. Does nothing for one that has gone.

    Mail of a demo workspace is kept whatever server there is: nobody lives at its addresses.
    Raises RetryLater while another try may help. The network is not waited for inside a transaction.
    """
    message = Message.objects.filter(id=message_id, state=State.WAITING).first()
    if message is None:
        return
    sender = None if _is_of_a_demo(message) else registry.sender_for(message.channel)
    if sender is None:
        _settle(message, State.KEPT)
        return
    try:
        sender.send(message)
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
    _settle(message, State.SENT)


def _is_of_a_demo(message: Message) -> bool:
    workspace_id = message.workspace_id
    return workspace_id is not None and Workspace.objects.filter(id=workspace_id, is_demo=True).exists()


def _note(message: Message, *, reason: str) -> None:
    message.error = reason[:300]
    message.save(update_fields=["tries", "error"])


@transaction.atomic
def _settle(message: Message, state: Message.State, *, error: str = "") -> None:
    message.state, message.error = state, error[:300]
    message.sent_at = clock.now() if state == State.SENT else None
    message.save(update_fields=["state", "error", "sent_at"])
    events = {State.SENT: MessageSent, State.KEPT: MessageKept, State.FAILED: MessageFailed}
    emit(events[state](message_id=message.id, channel=message.channel))


@transaction.atomic
def send_again(message: Message, *, by: Member) -> Message:
    """Give a message that failed or was kept another full set of tries."""
    require(by, Permission.MANAGE_WORKSPACE)
    locked = Message.objects.select_for_update().get(id=message.id, workspace_id=by.workspace_id)
    if locked.state not in {State.FAILED, State.KEPT}:
        raise Refused(_("This message has been sent or is on its way."))
    before, locked.state, locked.error, locked.tries = locked.state, State.WAITING, "", 0
    locked.save(update_fields=["state", "error", "tries"])
    _enqueue(locked)
    emit(MessageSentAgain(message_id=locked.id, before=before), by=by.actor)
    return locked
