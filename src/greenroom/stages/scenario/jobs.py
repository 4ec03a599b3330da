"""Work of this kind that runs off the request."""

from __future__ import annotations

from datetime import timedelta

from greenroom.core.jobs import Retry, every, job


@every(timedelta(minutes=1))
@job("stages.close_scenarios", retry=Retry(times=1))
def close() -> None:
    """End the tasks whose time is up."""
    from greenroom.stages.scenario.actions import closing  # noqa: PLC0415  (jobs load before the registry does)

    closing.close_what_is_due()
