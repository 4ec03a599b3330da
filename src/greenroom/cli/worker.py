"""`greenroom worker`: runs jobs."""

from __future__ import annotations

import os

import click

from greenroom.cli.setup import start_django
from greenroom.core.supervisor import end_with_supervisor

NICENESS = 5  # whoever waits for a page comes first


@click.command("worker")
def command() -> None:
    """Run a worker alone. Any number may run, on any number of machines that share a PostgreSQL.

    Example: greenroom worker
    """
    end_with_supervisor()
    start_django()
    os.nice(NICENESS)
    # Django must be set up first.
    from django.conf import settings  # noqa: PLC0415

    from greenroom.core.jobs.worker import work  # noqa: PLC0415
    from greenroom.skills import apart  # noqa: PLC0415

    with apart.processes(settings.JOB_THREADS):
        work()
