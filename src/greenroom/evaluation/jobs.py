"""Work of this room that runs off the request."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from greenroom.core.jobs import Retry, TryAgain, every, job
from greenroom.evaluation.queries.work import JOB
from greenroom.skills.models.contract import RetryLater


@job(JOB, retry=Retry(times=40, first=timedelta(seconds=5), longest=timedelta(minutes=10)))
def evaluate(*, evaluation_id: str) -> None:
    from greenroom.evaluation.actions import evaluations  # noqa: PLC0415  (actions enqueue this job)

    try:
        evaluations.run(evaluation_id=UUID(evaluation_id))
    except RetryLater as busy:
        raise TryAgain(str(busy), after=timedelta(seconds=busy.after) if busy.after else None) from busy


@job("evaluation.note_rescored", retry=Retry(times=5))
def note_rescored(*, rescore_id: str) -> None:
    from greenroom.evaluation.actions import proposing  # noqa: PLC0415  (as above)

    proposing.note_all(rescore_id=UUID(rescore_id))


@every(timedelta(minutes=1))
@job("evaluation.sweep", retry=Retry(times=1))
def sweep() -> None:
    from greenroom.evaluation.actions import sweeping  # noqa: PLC0415  (actions enqueue these jobs)

    sweeping.sweep()
