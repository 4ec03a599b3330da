"""Running the jobs a test has enqueued, in the test's own thread and transaction."""

from __future__ import annotations

from greenroom.core.jobs.claiming import claim_next
from greenroom.core.jobs.running import execute


def run_due_jobs(*, at_most: int = 1000) -> list[str]:
    """Run what is due, and what that enqueues, until nothing is due any more. Returns their names in order.

    Raises AssertionError when there is no end to it.
    """
    ran: list[str] = []
    while (claimed := claim_next()) is not None:
        execute(claimed)
        ran.append(claimed.name)
        if len(ran) >= at_most:
            raise AssertionError(f"{at_most} jobs and no end, the last of them {ran[-5:]}")
    return ran
