"""The worker process: runs jobs, keeps their leases, enqueues what repeats."""

from __future__ import annotations

import signal
import threading
from types import FrameType

import structlog
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from greenroom.core import clock
from greenroom.core.jobs import engines
from greenroom.core.jobs.port import KINDS, SCHEDULES, enqueue
from greenroom.core.jobs.running import extend_leases, free_lost_jobs
from greenroom.core.models import Schedule

log = structlog.get_logger(__name__)

HEARTBEAT = 2.0  # seconds


def work() -> None:
    """Run jobs until SIGTERM or SIGINT; a second signal ends the process at once."""
    stop = threading.Event()

    def ask_to_stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001  (signal's signature)
        if stop.is_set():
            raise SystemExit(1)
        stop.set()

    signal.signal(signal.SIGTERM, ask_to_stop)
    signal.signal(signal.SIGINT, ask_to_stop)
    ended = threading.Event()
    heart = threading.Thread(target=_beat, args=(ended,), name="heartbeat", daemon=True)
    heart.start()
    log.info("worker started", engine=settings.JOB_ENGINE, threads=settings.JOB_THREADS)
    engines.current().work(threads=settings.JOB_THREADS, stop=stop)
    ended.set()
    heart.join(timeout=HEARTBEAT * 2)
    log.info("worker stopped")


def _beat(ended: threading.Event) -> None:
    while True:
        try:
            extend_leases()
            free_lost_jobs()
            enqueue_what_is_due()
        except DatabaseError as failure:
            log.warning("heartbeat missed", failure=type(failure).__name__)
            connection.close()
        if ended.wait(HEARTBEAT):
            connection.close()
            return


def enqueue_what_is_due() -> None:
    """Enqueue each repeating job whose time has come, once among all workers."""
    now = clock.now()
    for name, period in SCHEDULES.items():
        with transaction.atomic():
            schedule, _ = Schedule.objects.get_or_create(name=name, defaults={"due_at": now})
            if schedule.due_at > now:
                continue
            taken = Schedule.objects.filter(name=name, due_at=schedule.due_at).update(due_at=now + period)
            if taken:
                enqueue(KINDS[name], key=f"every:{name}")
