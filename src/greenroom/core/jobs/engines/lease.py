"""The embedded engine: workers look at the table of jobs."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from uuid import UUID

from greenroom.core.jobs.engines import Stop
from greenroom.core.jobs.running import claim_next, execute, release_connection

LOOK_EVERY = 0.25  # seconds between two looks at an empty table


class LeaseEngine:
    """Polls; a poke is the row itself."""

    def poke(self, job_id: UUID, *, run_at: datetime) -> None:
        """The row is enough."""

    def work(self, *, threads: int, stop: Stop) -> None:
        running: set[Future[None]] = set()
        with ThreadPoolExecutor(threads, thread_name_prefix="job") as pool:
            while not stop.is_set():
                running = {future for future in running if not future.done()}
                claimed = claim_next() if len(running) < threads else None
                if claimed is None:
                    stop.wait(LOOK_EVERY)
                else:
                    running.add(pool.submit(execute, claimed))
        release_connection()


ENGINE = LeaseEngine()
