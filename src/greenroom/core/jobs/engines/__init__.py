"""How a worker hears that there is something to do."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from importlib import import_module
from typing import Protocol
from uuid import UUID

from django.conf import settings


class Engine(Protocol):
    """Carries the news of a job to a worker. Losing a poke delays a job; it never loses one."""

    def poke(self, job_id: UUID, *, run_at: datetime) -> None:
        """Tell the workers of a job, in the current transaction."""

    def remind(self) -> None:
        """Poke again for the jobs that have been due for a while and of which no poke is on its way."""

    def work(self, *, threads: int, stop: Stop) -> None:
        """Run jobs until asked to stop, then finish those at hand and return."""


class Stop(Protocol):
    def is_set(self) -> bool: ...

    def wait(self, timeout: float) -> bool: ...


@cache
def current() -> Engine:
    """The engine that GREENROOM_JOB_ENGINE names."""
    engine: Engine = import_module(f"greenroom.core.jobs.engines.{settings.JOB_ENGINE}").ENGINE
    return engine
