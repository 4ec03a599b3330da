"""Work of this room that runs off the request."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from greenroom.core.jobs import Retry, TryAgain, every, is_last_try, job
from greenroom.skills.models.contract import RetryLater

PATIENCE = Retry(times=30, first=timedelta(seconds=5), longest=timedelta(minutes=10))


@job("interviewers.plan", retry=PATIENCE)
def plan_interviewer(*, interviewer_id: str) -> None:
    """Make a plan. Whatever stands in the way is said on the interviewer, for good once tries have run out."""
    from greenroom.interviewers.actions import planning  # noqa: PLC0415  (actions enqueue this job)

    subject = UUID(interviewer_id)
    try:
        planning.plan(interviewer_id=subject)
    except RetryLater as busy:
        if is_last_try(PATIENCE):
            return planning.fail(interviewer_id=subject, reason=str(busy))
        planning.delay(interviewer_id=subject, reason=str(busy))
        raise TryAgain(str(busy), after=timedelta(seconds=busy.after) if busy.after else None) from busy
    except Exception:
        say = planning.fail if is_last_try(PATIENCE) else planning.delay
        say(interviewer_id=subject, reason="Something went wrong on our side.")
        raise


@every(timedelta(minutes=1))
@job("interviewers.expire")
def expire_interviewers() -> None:
    from greenroom.interviewers.actions import lifecycle  # noqa: PLC0415  (actions enqueue jobs of this module)

    lifecycle.expire_what_is_due()
