"""Work of this room that runs off the request."""

from __future__ import annotations

from datetime import timedelta

from greenroom.core import scope
from greenroom.core.jobs import every, job


@every(timedelta(hours=6))
@job("branding.forget_removed")
def forget_removed() -> None:
    from greenroom.branding.actions import removal  # noqa: PLC0415  (models must be loaded first)

    with scope.everything("what was removed a day ago goes, whosever it was"):
        removal.forget_removed()
