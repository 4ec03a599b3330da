"""Procrastinate on PostgreSQL: workers are told through LISTEN/NOTIFY."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from procrastinate.contrib.django import DjangoApp
from procrastinate.contrib.django import app as django_app

from greenroom.core import clock
from greenroom.core.jobs.claiming import claim
from greenroom.core.jobs.engines import Stop
from greenroom.core.jobs.running import execute
from greenroom.core.models import Job

TASK = "greenroom.job"
FORGOTTEN = timedelta(seconds=3)  # a poke that is on its way has come by then
AT_ONCE = 500  # reminders
GONE = 60  # seconds without a sign of life from Procrastinate's own worker


class ProcrastinateEngine:
    """One Procrastinate task carries the id of our row."""

    def poke(self, job_id: UUID, *, run_at: datetime) -> None:
        later = run_at if run_at > clock.now() else None
        django_app.configure_task(TASK, schedule_at=later).defer(job_id=str(job_id))

    def remind(self) -> None:
        now = clock.now()
        overdue = Job.objects.filter(state=Job.State.WAITING, run_at__lte=now - FORGOTTEN)
        due = list(overdue.order_by("run_at").values_list("id", flat=True)[:AT_ONCE])
        with transaction.atomic(), connection.cursor() as cursor:
            _forget_dead_workers(cursor)
            told = _told(cursor, due, now)
            for job_id in due:
                if str(job_id) not in told:
                    self.poke(job_id, run_at=now)

    def work(self, *, threads: int, stop: Stop) -> None:
        asyncio.run(_work(threads, stop))


def _told(cursor: Any, due: list[UUID], now: datetime) -> set[str]:
    """Of which of these jobs a poke is on its way."""
    if not due:
        return set()
    cursor.execute(
        "SELECT args->>'job_id' FROM procrastinate_jobs WHERE status = 'todo' AND task_name = %s"
        " AND (scheduled_at IS NULL OR scheduled_at <= %s) AND args->>'job_id' = ANY(%s)",
        [TASK, now, [str(job_id) for job_id in due]],
    )
    return {job_id for (job_id,) in cursor.fetchall()}


def _forget_dead_workers(cursor: Any) -> None:
    """Remove what killed workers left in Procrastinate's tables: themselves, and the pokes they had taken."""
    cursor.execute(
        "DELETE FROM procrastinate_workers WHERE last_heartbeat < now() - make_interval(secs => %s)", [GONE]
    )
    cursor.execute("DELETE FROM procrastinate_jobs WHERE status = 'doing' AND worker_id IS NULL")


async def _work(threads: int, stop: Stop) -> None:
    connector: Any = django_app.connector
    app = DjangoApp(connector=connector.get_worker_connector())
    app.task(name=TASK)(run_job)
    async with app.open_async():
        worker = asyncio.create_task(
            app.run_worker_async(
                concurrency=threads,
                fetch_job_polling_interval=1.0,
                install_signal_handlers=False,
                delete_jobs="always",
            )
        )
        while not stop.is_set() and not worker.done():  # noqa: ASYNC110  (a signal handler sets it)
            await asyncio.sleep(0.1)
        if worker.done():
            worker.result()
            raise RuntimeError("Procrastinate's worker ended by itself")
        worker.cancel()
        await asyncio.gather(worker, return_exceptions=True)


def run_job(job_id: str) -> None:
    """Run the row if nobody else does. Procrastinate calls this in a thread."""
    claimed = claim(UUID(job_id))
    if claimed is not None:
        execute(claimed)


ENGINE = ProcrastinateEngine()
