"""Work of this room that runs off the request."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from greenroom.core.jobs import Retry, TryAgain, is_last_try, job
from greenroom.skills.models.contract import RetryLater

PATIENCE = Retry(times=5, first=timedelta(seconds=5), longest=timedelta(minutes=1))


@job("rehearsal.rehearse", retry=PATIENCE)
def rehearse(*, rehearsal_id: str) -> None:
    from greenroom.rehearsal.actions import rehearsals  # noqa: PLC0415  (actions enqueue this job)

    try:
        rehearsals.run(rehearsal_id=UUID(rehearsal_id))
    except RetryLater as busy:
        if is_last_try(PATIENCE):
            return rehearsals.fail(rehearsal_id=UUID(rehearsal_id), reason=str(busy))
        raise TryAgain(str(busy), after=timedelta(seconds=busy.after) if busy.after else None) from busy
    except Exception:
        if is_last_try(PATIENCE):
            rehearsals.fail(rehearsal_id=UUID(rehearsal_id), reason="Something went wrong on our side.")
        raise
