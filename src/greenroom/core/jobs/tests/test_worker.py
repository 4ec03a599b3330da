"""Schedules, tidying, and the reminders of the PostgreSQL engine."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from greenroom.core import clock
from greenroom.core.jobs import engines, enqueue, housekeeping, port, worker
from greenroom.core.jobs.tests import kinds
from greenroom.core.jobs.worker import beat, enqueue_what_is_due
from greenroom.core.models import Job, Schedule
from greenroom.core.testing.jobs import run_due_jobs

pytestmark = pytest.mark.django_db

needs_postgresql = pytest.mark.skipif(
    "connection.vendor != 'postgresql'", reason="the database of this run is SQLite"
)


@pytest.fixture
def every_minute(time_machine, monkeypatch):
    time_machine.move_to("2030-01-01T10:00:00Z", tick=False)
    for module in ("port", "worker"):
        monkeypatch.setattr(
            f"greenroom.core.jobs.{module}.SCHEDULES", {"tests.counted": timedelta(minutes=1)}
        )
    return time_machine


def test_a_repeating_job_is_enqueued_at_once_and_then_each_period(every_minute) -> None:
    enqueue_what_is_due()
    assert run_due_jobs() == ["tests.counted"]
    enqueue_what_is_due()
    assert run_due_jobs() == []
    every_minute.shift(timedelta(minutes=1))
    enqueue_what_is_due()
    assert run_due_jobs() == ["tests.counted"]


def test_a_repeating_job_does_not_pile_up_while_nobody_works(every_minute) -> None:
    for _ in range(5):
        enqueue_what_is_due()
        every_minute.shift(timedelta(minutes=1))
    assert Job.objects.count() == 1


def test_a_clock_that_was_ahead_does_not_silence_a_schedule(every_minute) -> None:
    Schedule.objects.create(name="tests.counted", due_at=clock.now() + timedelta(days=365))
    enqueue_what_is_due()
    assert run_due_jobs() == ["tests.counted"]


def test_all_registered_schedules_name_registered_jobs() -> None:
    assert "core.tidy" in worker.SCHEDULES
    assert set(worker.SCHEDULES) <= set(port.KINDS)


def test_a_heartbeat_runs_through(every_minute) -> None:
    beat()
    assert Job.objects.get().name == "tests.counted"


def test_jobs_that_ended_long_ago_are_removed_and_no_others(time_machine) -> None:
    time_machine.move_to("2030-01-01T10:00:00Z", tick=False)
    enqueue(kinds.note, what=1)
    enqueue(kinds.hopeless)
    run_due_jobs()
    enqueue(kinds.note, what=2, run_at=clock.now() + timedelta(days=365))
    time_machine.shift(housekeeping.KEEP_DONE + timedelta(seconds=1))
    housekeeping.tidy()
    assert set(Job.objects.values_list("state", flat=True)) == {"failed", "waiting"}
    time_machine.shift(housekeeping.KEEP_OTHERS)
    housekeeping.tidy()
    assert set(Job.objects.values_list("state", flat=True)) == {"waiting"}


def pokes() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo'")
        (count,) = cursor.fetchone()
    return int(count)


@pytest.mark.postgres
@needs_postgresql
def test_a_poke_that_was_lost_is_sent_again_and_only_once() -> None:
    enqueue(kinds.note, what=1)
    enqueue(kinds.note, what=2)
    Job.objects.update(run_at=clock.now() - timedelta(seconds=4))
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE id = (SELECT min(id) FROM procrastinate_jobs)")
    assert pokes() == 1
    engines.current().remind()
    assert pokes() == 2
    engines.current().remind()
    assert pokes() == 2


@pytest.mark.postgres
@needs_postgresql
def test_what_a_killed_worker_left_in_procrastinates_tables_is_removed() -> None:
    enqueue(kinds.note, what=1)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '2 minutes')"
        )
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing',"
            " worker_id = (SELECT id FROM procrastinate_workers)"
        )
    engines.current().remind()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT count(*) FROM procrastinate_workers), (SELECT count(*) FROM procrastinate_jobs)"
        )
        assert cursor.fetchone() == (0, 0)
