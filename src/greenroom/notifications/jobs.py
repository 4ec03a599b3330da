"""Work of this room off the request."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from greenroom.core.jobs import Retry, TryAgain, job
from greenroom.notifications.actions import notices
from greenroom.notifications.contract import RetryLater

# The delivery counts its own tries and fails when they are used up; a worker that dies does not use one.
UNTIL_THE_DELIVERY_GIVES_UP = Retry(times=1000, first=timedelta(seconds=30), factor=2.0)


@job(notices.DELIVER, retry=UNTIL_THE_DELIVERY_GIVES_UP)
def deliver(*, delivery_id: str) -> None:
    """Send one notice to a webhook."""
    try:
        notices.deliver(delivery_id=UUID(delivery_id))
    except RetryLater as busy:
        raise TryAgain(str(busy), after=busy.after) from busy
