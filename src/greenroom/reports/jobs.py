"""Work of this room that runs off the request."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from greenroom.core import scope
from greenroom.core.jobs import Retry, every, job


@job("reports.pack")
def pack(*, package_id: str) -> None:
    from greenroom.reports.actions import packaging  # noqa: PLC0415  (actions enqueue this job)

    packaging.make(package_id=UUID(package_id))


@job("reports.translate", retry=Retry(times=4))
def translate(*, application_id: str, language: str, member_id: str) -> None:
    from greenroom.reports.actions import translating  # noqa: PLC0415  (actions enqueue this job)

    translating.translate_for(
        application_id=UUID(application_id), language=language, member_id=UUID(member_id)
    )


@every(timedelta(hours=6))
@job("reports.forget_packages")
def forget_packages() -> None:
    from greenroom.reports.actions import packaging  # noqa: PLC0415  (actions enqueue jobs of this module)

    with scope.everything("packages of every workspace are thrown away after a week"):
        packaging.forget()
