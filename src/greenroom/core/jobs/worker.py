"""The worker process: runs jobs, keeps their leases, enqueues what repeats."""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from types import FrameType

import structlog
from django.conf import settings
from django.db import Error, connection, transaction

from greenroom.core import clock
from greenroom.core.jobs import engines
from greenroom.core.jobs.claiming import extend_leases, free_lost_jobs
from greenroom.core.jobs.port import KINDS, SCHEDULES, enqueue
from greenroom.core.models import Schedule
from greenroom.core.settled import settle

log = structlog.get_logger(__name__)

HEARTBEAT = 2.0  # seconds
SWITCH = 0.0005  # seconds a thread may compute while another, which may hold the database, waits to go on


def work() -> None:
    """Run jobs until SIGTERM or SIGINT; a second signal ends the process at once."""
    stop = threading.Event()

    def ask_to_stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001  (signal's signature)
        if stop.is_set():
            os._exit(1)
        stop.set()

    signal.signal(signal.SIGTERM, ask_to_stop)
    signal.signal(signal.SIGINT, ask_to_stop)
    sys.setswitchinterval(SWITCH)
    ended = threading.Event()
    heart = threading.Thread(target=_beat, args=(ended,), name="heartbeat", daemon=True)
    heart.start()
    settle()
    gc.disable()
    threading.Thread(target=_collect, args=(ended,), name="collector", daemon=True).start()
    log.info("worker started", engine=settings.JOB_ENGINE, threads=settings.JOB_THREADS)
    engines.current().work(threads=settings.JOB_THREADS, stop=stop)
    ended.set()
    heart.join(timeout=HEARTBEAT * 2)
    log.info("worker stopped")


def _beat(ended: threading.Event) -> None:
    """Once a heartbeat until the end. A heart that stopped would have its jobs given to others."""
    while True:
        try:
            beat()
        except Error as failure:
            log.warning("heartbeat missed", failure=type(failure).__name__)
            connection.close()
        except Exception:
            log.exception("heartbeat failed")
        if ended.wait(HEARTBEAT):
            connection.close()
            return


def _collect(ended: threading.Event) -> None:
    """Collect what others leave, here alone: a thread that did so with the database in its hands might find there a
    cursor of one that waits for the database, and wait for that one in turn."""
    while not ended.wait(HEARTBEAT):
        gc.collect()


def beat() -> None:
    """What every worker does every two seconds, whatever else it does."""
    extend_leases()
    free_lost_jobs()
    enqueue_what_is_due()
    engines.current().remind()


def enqueue_what_is_due() -> None:
    """Enqueue each repeating job whose time has come, once among all workers."""
    now = clock.now()
    due_at = dict(Schedule.objects.values_list("name", "due_at"))
    for name, period in SCHEDULES.items():
        due = due_at.get(name)
        if due is not None and now < due <= now + period:
            continue
        with transaction.atomic():
            if due is None:
                _, taken = Schedule.objects.get_or_create(name=name, defaults={"due_at": now + period})
            else:
                taken = bool(Schedule.objects.filter(name=name, due_at=due).update(due_at=now + period))
            if taken:
                enqueue(KINDS[name], key=f"every:{name}")
