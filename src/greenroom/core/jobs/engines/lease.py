"""The embedded engine: workers look at the table of jobs."""

from __future__ import annotations

from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from datetime import datetime
from uuid import UUID

import structlog
from django.db import Error, connection

from greenroom.core.jobs.claiming import claim_next
from greenroom.core.jobs.engines import Stop
from greenroom.core.jobs.running import execute, release_connection
from greenroom.core.models import Job

log = structlog.get_logger(__name__)

LOOK_EVERY = 0.25  # seconds between two looks at an empty table


class LeaseEngine:
    """Polls; a poke is the row itself."""

    def poke(self, job_id: UUID, *, run_at: datetime) -> None:
        """The row is enough."""

    def remind(self) -> None:
        """Nobody forgets a row that is looked for."""

    def work(self, *, threads: int, stop: Stop) -> None:
        running: set[Future[None]] = set()
        with ThreadPoolExecutor(threads, thread_name_prefix="job") as pool:
            while not stop.is_set():
                if len(running) >= threads:
                    _, running = wait(running, timeout=LOOK_EVERY, return_when=FIRST_COMPLETED)
                    continue
                claimed = _look()
                if claimed is not None:
                    running.add(pool.submit(execute, claimed))
                elif not stop.wait(LOOK_EVERY):
                    running = {future for future in running if not future.done()}
        release_connection()


def _look() -> Job | None:
    try:
        return claim_next()
    except Error as failure:
        log.warning("the table of jobs cannot be read", failure=type(failure).__name__)
        connection.close()
        return None


ENGINE = LeaseEngine()
