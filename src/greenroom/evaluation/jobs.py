"""Work of this room that runs off the request."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from greenroom.core.jobs import Retry, TryAgain, job
from greenroom.skills.models.contract import RetryLater


@job("evaluation.evaluate", retry=Retry(times=40, first=timedelta(seconds=5), longest=timedelta(minutes=10)))
def evaluate(*, evaluation_id: str) -> None:
    from greenroom.evaluation.actions import evaluations  # noqa: PLC0415  (actions enqueue this job)

    try:
        evaluations.run(evaluation_id=UUID(evaluation_id))
    except RetryLater as busy:
        raise TryAgain(str(busy), after=timedelta(seconds=busy.after) if busy.after else None) from busy
