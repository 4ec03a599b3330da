"""Writes to the database of a house as the product does, again and again: `python -m tests.faults.writer TIMES`."""

from __future__ import annotations

import sys
from datetime import timedelta

from greenroom.cli.setup import start_django

WINDOW = timedelta(days=36500)


def main(times: int) -> None:
    """In each transaction something is read, counted and enqueued."""
    start_django()
    from django.db import transaction  # noqa: PLC0415  (after Django is set up)

    from greenroom.core.http.limits import allow  # noqa: PLC0415
    from greenroom.core.jobs import enqueue  # noqa: PLC0415
    from greenroom.core.jobs.housekeeping import tidy  # noqa: PLC0415

    for _ in range(times):
        with transaction.atomic():
            allow("writing", "everybody", times=1, within=WINDOW)
            enqueue(tidy)


if __name__ == "__main__":
    main(int(sys.argv[1]))
