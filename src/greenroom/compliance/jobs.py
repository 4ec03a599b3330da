"""Work of this room that runs off the request."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from greenroom.core.jobs import Retry, job

RETRY = Retry(times=40, first=timedelta(seconds=5), factor=2.0, longest=timedelta(minutes=10))
"""Over about five hours: longer than the outbox tries to send the last message to somebody."""


@job("compliance.erase", retry=RETRY)
def erase(*, data_request_id: str) -> None:
    from greenroom.compliance.actions import erasing  # noqa: PLC0415  (actions enqueue this job)

    erasing.erase(data_request_id=UUID(data_request_id))
