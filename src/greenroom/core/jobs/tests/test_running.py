"""How a job that ran is recorded, tried again, and found when its worker is lost."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection

from greenroom.core import clock
from greenroom.core.jobs import cancel, claiming, enqueue, running
from greenroom.core.jobs.claiming import PLACE, WORKER, claim_next, extend_leases, free_lost_jobs, is_dead
from greenroom.core.jobs.running import execute
from greenroom.core.jobs.tests import kinds
from greenroom.core.models import Job
from greenroom.core.testing.jobs import run_due_jobs

pytestmark = pytest.mark.django_db


def only() -> Job:
    return Job.objects.get()


def claimed() -> Job:
    row = claim_next()
    assert row is not None
    return row


def ended_process() -> int:
    """The number of a process that has ended and was waited for."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_a_failing_job_waits_longer_each_time_and_then_fails_for_good(time_machine) -> None:
    time_machine.move_to("2030-01-01T10:00:00Z", tick=False)
    enqueue(kinds.fails)
    waits = []
    while run_due_jobs() and only().state == "waiting":
        waits.append((only().run_at - clock.now()).total_seconds())
        time_machine.move_to(only().run_at)
    assert len(kinds.seen) == 3
    assert 8 <= waits[0] <= 12
    assert 24 <= waits[1] <= 36
    assert (only().state, only().attempts, only().error) == ("failed", 3, "RuntimeError")


def test_the_words_of_a_failure_are_neither_logged_nor_kept(caplog) -> None:
    enqueue(kinds.fails)
    run_due_jobs()
    logged = " ".join(str(record.msg) for record in caplog.records)
    assert "job raised" in logged
    assert "RuntimeError" in logged
    assert "in fails" in logged
    assert kinds.PERSON not in logged + only().error


def test_try_again_says_when(time_machine) -> None:
    time_machine.move_to("2030-01-01T10:00:00Z", tick=False)
    enqueue(kinds.busy, after=120)
    run_due_jobs()
    assert only().run_at == clock.now() + timedelta(seconds=120)
    assert only().error == "The endpoint is busy."


def test_try_again_at_once_means_at_once(time_machine) -> None:
    time_machine.move_to("2030-01-01T10:00:00Z", tick=False)
    enqueue(kinds.busy, after=0)
    assert run_due_jobs() == ["tests.busy", "tests.busy"]
    assert only().state == "failed"


def test_give_up_fails_at_the_first_attempt() -> None:
    enqueue(kinds.hopeless)
    run_due_jobs()
    assert (only().state, only().attempts, only().error) == ("failed", 1, "The file is not a resume.")


def test_a_job_of_a_name_nobody_knows_fails_and_says_so() -> None:
    Job.objects.create(name="tests.removed", arguments={}, run_at=clock.now())
    run_due_jobs()
    assert (only().state, only().error) == ("failed", "No job is called tests.removed.")


def test_progress_is_kept() -> None:
    enqueue(kinds.counted)
    run_due_jobs()
    assert (only().progress_done, only().progress_total, kinds.seen) == (2, 3, ["finished"])


def test_a_claimed_job_is_nobody_elses() -> None:
    enqueue(kinds.note, what=1)
    assert claimed().worker == WORKER
    assert claim_next() is None


def test_a_job_of_a_living_worker_is_left_alone() -> None:
    enqueue(kinds.note, what=1)
    claimed()
    assert free_lost_jobs() == 0
    assert only().state == "running"


def test_a_job_of_a_dead_process_is_put_back_at_once() -> None:
    enqueue(kinds.note, key="k", what=1)
    row = claimed()
    Job.objects.filter(id=row.id).update(worker=f"{PLACE}:{ended_process()}:beef")
    assert free_lost_jobs() == 1
    row = only()
    assert (row.state, row.losses, row.key, row.lease_until) == ("waiting", 1, "k", None)
    run_due_jobs()
    assert kinds.seen == [1]


def test_a_process_number_that_was_given_again_does_not_keep_a_dead_workers_job() -> None:
    assert is_dead(f"{PLACE}:{os.getpid()}:another")
    assert not is_dead(WORKER)
    assert not is_dead(f"{PLACE}:{os.getppid()}:living")


def test_a_worker_of_another_place_is_lost_only_when_its_lease_runs_out(time_machine) -> None:
    time_machine.move_to("2030-01-01T10:00:00Z", tick=False)
    enqueue(kinds.note, what=1)
    row = claimed()
    Job.objects.filter(id=row.id).update(worker=f"elsewhere/1:{ended_process()}:beef")
    assert free_lost_jobs() == 0
    time_machine.shift(claiming.LEASE)
    assert free_lost_jobs() == 1


def test_a_heartbeat_extends_the_lease_of_what_is_being_run(time_machine) -> None:
    time_machine.move_to("2030-01-01T10:00:00Z", tick=False)
    enqueue(kinds.counted)
    kinds.meanwhile += [lambda: time_machine.shift(timedelta(seconds=20)), extend_leases]
    kinds.meanwhile.append(lambda: kinds.seen.append(only().lease_until - clock.now()))
    run_due_jobs()
    assert kinds.seen == [claiming.LEASE, "finished"]


def test_a_job_whose_end_could_not_be_recorded_is_not_kept_for_ever(monkeypatch, time_machine) -> None:
    time_machine.move_to("2030-01-01T10:00:00Z", tick=False)
    enqueue(kinds.note, what=1)

    def fail(*args: object, **kwargs: object) -> None:
        raise DatabaseError

    monkeypatch.setattr(running, "_end", fail)
    execute(claimed())
    time_machine.shift(claiming.LEASE)
    extend_leases()
    assert free_lost_jobs() == 1


def test_losses_are_no_failures() -> None:
    enqueue(kinds.busy, after=0)
    for _ in range(3):
        claimed()
        Job.objects.update(lease_until=clock.now())
        assert free_lost_jobs() == 1
    assert run_due_jobs() == ["tests.busy", "tests.busy"]
    assert (only().attempts, only().losses) == (5, 3)


def test_a_job_that_kills_its_worker_again_and_again_fails() -> None:
    enqueue(kinds.note, what=1)
    for _ in range(claiming.LOST_TOO_OFTEN):
        claimed()
        Job.objects.update(lease_until=clock.now())
        free_lost_jobs()
    assert (only().state, only().error) == ("failed", "Its worker died again and again.")


def test_a_lost_job_that_was_asked_to_stop_is_cancelled() -> None:
    enqueue(kinds.note, what=1)
    cancel(claimed().id)
    Job.objects.update(lease_until=clock.now())
    free_lost_jobs()
    assert only().state == "cancelled"


def test_a_worker_that_lost_its_job_does_not_record_its_end() -> None:
    enqueue(kinds.note, what=1)
    first = claimed()
    Job.objects.update(lease_until=clock.now())
    free_lost_jobs()
    second = claimed()
    execute(first)
    assert only().state == "running"
    execute(second)
    assert (only().state, only().attempts) == ("done", 2)


def test_a_worker_that_lost_its_job_stops_at_its_next_progress() -> None:
    enqueue(kinds.counted)

    def lose() -> None:
        Job.objects.update(worker="elsewhere/1:1:beef")

    kinds.meanwhile.append(lose)
    execute(claimed())
    assert kinds.seen == []
    assert only().state == "running"


def test_a_keyed_job_that_is_tried_again_yields_its_key_to_the_one_that_waits() -> None:
    enqueue(kinds.stubborn, key="k")
    kinds.meanwhile.append(lambda: enqueue(kinds.note, key="k", what=1))
    execute(claimed())
    assert set(Job.objects.filter(state="waiting").values_list("name", "key")) == {
        ("tests.stubborn", None),
        ("tests.note", "k"),
    }


def test_the_look_for_due_work_reads_an_index() -> None:
    due = Job.objects.filter(state=Job.State.WAITING, run_at__lte=clock.now()).order_by("run_at", "id")[:1]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_sort = off")
    assert "job_waiting" in due.explain()
