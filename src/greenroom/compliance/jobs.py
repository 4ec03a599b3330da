"""Work of this room that runs off the request."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from greenroom.core.jobs import Retry, every, job

RETRY = Retry(times=40, first=timedelta(seconds=5), factor=2.0, longest=timedelta(minutes=10))
"""Over about five hours: longer than the outbox tries to send the last message to somebody."""


@job("compliance.erase", retry=RETRY)
def erase(*, data_request_id: str) -> None:
    from greenroom.compliance.actions import erasing  # noqa: PLC0415  (actions enqueue this job)

    erasing.erase(data_request_id=UUID(data_request_id))


@every(timedelta(days=1))
@job("compliance.look_at_the_days")
def look_at_the_days() -> None:
    from greenroom.compliance.actions import keeping  # noqa: PLC0415  (models must be loaded first)

    keeping.set_out()


@job("compliance.keep_to_the_days")
def keep_to_the_days(*, workspace_id: str) -> None:
    from greenroom.compliance.actions import keeping  # noqa: PLC0415  (models must be loaded first)

    keeping.run(workspace_id=UUID(workspace_id))
