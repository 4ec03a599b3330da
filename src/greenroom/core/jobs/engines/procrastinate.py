"""Procrastinate on PostgreSQL: workers are told through LISTEN/NOTIFY."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Any
from uuid import UUID

from procrastinate import App
from procrastinate.contrib.django import app as django_app

from greenroom.core import clock
from greenroom.core.jobs.engines import Stop
from greenroom.core.jobs.running import claim, execute

TASK = "greenroom.job"


class ProcrastinateEngine:
    """One Procrastinate task carries the id of our row."""

    def poke(self, job_id: UUID, *, run_at: datetime) -> None:
        later = run_at if run_at > clock.now() else None
        django_app.configure_task(TASK, schedule_at=later).defer(job_id=str(job_id))

    def work(self, *, threads: int, stop: Stop) -> None:
        asyncio.run(_work(threads, stop))


async def _work(threads: int, stop: Stop) -> None:
    connector: Any = django_app.connector
    app: App = django_app.with_connector(connector.get_worker_connector())
    app.task(name=TASK)(run_job)
    async with app.open_async():
        worker = asyncio.create_task(
            app.run_worker_async(
                concurrency=threads,
                fetch_job_polling_interval=1.0,
                install_signal_handlers=False,
                delete_jobs="always",
                shutdown_graceful_timeout=30,
            )
        )
        while not stop.is_set() and not worker.done():
            await asyncio.sleep(0.1)  # noqa: ASYNC110  (the event belongs to a signal handler's thread)
        worker.cancel()
        await asyncio.gather(worker, return_exceptions=True)


def run_job(job_id: str) -> None:
    """Run the row if nobody else does. Procrastinate calls this in a thread."""
    claimed = claim(UUID(job_id))
    if claimed is not None:
        execute(claimed)


ENGINE = ProcrastinateEngine()
