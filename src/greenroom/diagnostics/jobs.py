"""Work of this room that runs off the request."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from greenroom.core.jobs import every, job


@job("diagnostics.name_browser")
def name_browser(*, visit_id: str) -> None:
    from greenroom.diagnostics.actions import visits  # noqa: PLC0415  (actions enqueue this job)

    visits.name_it(UUID(visit_id))


@every(timedelta(hours=6))
@job("diagnostics.forget_old")
def forget_old() -> None:
    from greenroom.diagnostics.actions import forgetting  # noqa: PLC0415  (models must be loaded first)

    forgetting.forget_old()
