"""Work of this room that runs off the request."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from greenroom.core.jobs import enqueue, every, job


@job("candidates.decide_matching")
def decide_matching(
    *, interviewer_id: str, decision: str, member_id: str, asked: dict[str, str], until: str
) -> None:
    from greenroom.candidates.actions import deciding  # noqa: PLC0415  (actions enqueue this job)

    deciding.decide_all(
        interviewer_id=UUID(interviewer_id),
        decision=decision,
        member_id=UUID(member_id),
        asked=asked,
        until=datetime.fromisoformat(until),
    )


@job("candidates.tell_may_go_on")
def tell_may_go_on(*, attempt_id: str) -> None:
    from greenroom.candidates.actions import going_on  # noqa: PLC0415  (actions enqueue this job)

    going_on.tell(attempt_id=UUID(attempt_id))


@job("candidates.catch_up")
def catch_up(*, interviewer_id: str) -> None:
    from greenroom.candidates.actions import going_on  # noqa: PLC0415  (actions enqueue these jobs)

    going_on.catch_up(interviewer_id=UUID(interviewer_id))


@job("candidates.thank")
def thank(*, application_id: str) -> None:
    from greenroom.candidates.actions import writing  # noqa: PLC0415  (handlers enqueue this job)

    writing.thank(application_id=UUID(application_id))


@job("candidates.offer_times")
def offer_times(*, application_id: str) -> None:
    from greenroom.candidates.actions import writing  # noqa: PLC0415  (handlers enqueue this job)

    writing.offer_times(application_id=UUID(application_id))


@job("candidates.offer_retakes")
def offer_retakes(*, application_id: str) -> None:
    from greenroom.candidates.actions import writing  # noqa: PLC0415  (handlers enqueue this job)

    opens_at = writing.offer_retakes(application_id=UUID(application_id))
    if opens_at is not None:
        enqueue(offer_retakes, run_at=opens_at, application_id=application_id)


@every(timedelta(minutes=10))
@job("candidates.remind")
def remind() -> None:
    from greenroom.candidates.actions import reminding  # noqa: PLC0415  (actions enqueue jobs of this module)

    reminding.sweep()
