"""Work of this room off the request."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from greenroom.core.jobs import Retry, TryAgain, job
from greenroom.outreach.actions import outbox, texts, texts_status
from greenroom.outreach.contract import RetryLater

# The message counts its own tries and fails when they are used up; a worker that dies does not use one.
UNTIL_THE_MESSAGE_GIVES_UP = Retry(times=1000, first=timedelta(seconds=30), factor=2.0)


@job(outbox.SEND, retry=UNTIL_THE_MESSAGE_GIVES_UP)
def send(*, message_id: str) -> None:
    """Send one message of the outbox, or keep it where no mail server is configured."""
    try:
        outbox.deliver(message_id=UUID(message_id))
    except RetryLater as busy:
        raise TryAgain(str(busy)) from busy


@job(outbox.SEND_MANY)
def send_many(*, message_ids: list[str]) -> None:
    """Send messages that were written together; one whose server is busy goes on by itself."""
    for message_id in message_ids:
        try:
            outbox.deliver(message_id=UUID(message_id))
        except RetryLater:
            outbox.enqueue_sending(message_id=UUID(message_id))


@job(texts.TAKE)
def take_text(*, text_id: str) -> None:
    """Take in a text message that was received."""
    texts.take(text_id=UUID(text_id))


@job(texts_status.NOTE)
def note_text_status(*, message_id: str, vendor_id: str, status: str, code: int) -> None:
    """Note what a vendor told of a text message."""
    try:
        texts_status.note(message_id=UUID(message_id), vendor_id=vendor_id, status=status, code=code)
    except RetryLater as busy:
        raise TryAgain(str(busy)) from busy
