"""What enqueueing, cancelling and retrying promise."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction

from greenroom.core import clock, ids, scope
from greenroom.core.jobs import Retry, cancel, enqueue, job, port, retry_failed
from greenroom.core.jobs.claiming import claim_next
from greenroom.core.jobs.running import execute
from greenroom.core.jobs.tests import kinds
from greenroom.core.models import Job
from greenroom.core.testing.jobs import run_due_jobs

pytestmark = pytest.mark.django_db


def only() -> Job:
    return Job.objects.get()


def test_a_job_runs_once_with_its_arguments() -> None:
    enqueue(kinds.note, what={"a": [1, "ü", None]})
    assert run_due_jobs() == ["tests.note"]
    assert kinds.seen == [{"a": [1, "ü", None]}]
    assert (only().state, only().attempts, only().error) == ("done", 1, "")


def test_an_id_arrives_as_text() -> None:
    made = ids.new_id()
    enqueue(kinds.note, what=made)
    run_due_jobs()
    assert kinds.seen == [str(made)]


def test_a_transaction_that_is_rolled_back_leaves_no_job() -> None:
    with transaction.atomic():
        enqueue(kinds.note, what=1)
        enqueue(kinds.note, key="k", what=2)
        transaction.set_rollback(True)
    assert not Job.objects.exists()


def test_a_job_is_not_run_before_its_time(time_machine) -> None:
    time_machine.move_to("2030-01-01T10:00:00Z", tick=False)
    enqueue(kinds.note, what=1, run_at=clock.now() + timedelta(minutes=5))
    assert run_due_jobs() == []
    time_machine.shift(timedelta(minutes=5))
    assert run_due_jobs() == ["tests.note"]


def test_jobs_run_in_the_order_in_which_they_are_due() -> None:
    now = clock.now()
    for minutes in (1, 3, 2):
        enqueue(kinds.note, what=minutes, run_at=now - timedelta(minutes=minutes))
    run_due_jobs()
    assert kinds.seen == [3, 2, 1]


def test_a_key_that_already_waits_is_enough() -> None:
    enqueue(kinds.note, key="score:1", what="first")
    enqueue(kinds.note, key="score:1", what="second")
    enqueue(kinds.note, key="score:2", what="other")
    run_due_jobs()
    assert kinds.seen == ["first", "other"]


def test_a_key_is_free_again_once_its_job_has_started() -> None:
    enqueue(kinds.note, key="score:1", what="first")
    started = claim_next()
    enqueue(kinds.note, key="score:1", what="second")
    assert started is not None
    execute(started)
    run_due_jobs()
    assert kinds.seen == ["first", "second"]


def test_a_waiting_key_is_brought_forward_and_never_put_off() -> None:
    now = clock.now()
    enqueue(kinds.note, key="k", what=1, run_at=now + timedelta(hours=1))
    enqueue(kinds.note, key="k", what=1, run_at=now + timedelta(hours=2))
    assert only().run_at == now + timedelta(hours=1)
    enqueue(kinds.note, key="k", what=1, run_at=now)
    assert only().run_at == now


def test_a_job_runs_in_the_scope_it_was_enqueued_in() -> None:
    tenant = ids.new_id()
    with scope.scoped(tenant):
        enqueue(kinds.note_scope)
    enqueue(kinds.note_scope)
    run_due_jobs()
    assert kinds.seen == [tenant, None]
    assert scope.current() is None


def test_a_waiting_job_is_cancelled_at_once() -> None:
    enqueue(kinds.note, what=1)
    cancel(only().id)
    assert run_due_jobs() == []
    assert only().state == "cancelled"
    assert only().finished_at is not None


def test_a_running_job_is_cancelled_at_its_next_progress() -> None:
    enqueue(kinds.counted)
    kinds.meanwhile.append(lambda: cancel(only().id))
    run_due_jobs()
    assert kinds.seen == []
    assert (only().state, only().progress_done, only().progress_total) == ("cancelled", 1, 3)


def test_a_job_that_fails_after_it_was_asked_to_stop_is_not_tried_again() -> None:
    enqueue(kinds.stubborn)
    kinds.meanwhile.append(lambda: cancel(only().id))
    run_due_jobs()
    assert only().state == "cancelled"


def test_cancelling_what_has_ended_changes_nothing() -> None:
    enqueue(kinds.note, what=1)
    run_due_jobs()
    cancel(only().id)
    assert (only().state, only().cancel_asked) == ("done", False)


def test_a_failed_job_can_be_given_a_full_set_of_attempts_again() -> None:
    enqueue(kinds.hopeless)
    run_due_jobs()
    assert only().state == "failed"
    retry_failed(only().id)
    row = only()
    assert (row.state, row.attempts, row.error, row.finished_at) == ("waiting", 0, "", None)


def test_a_cancelled_job_can_be_started_again_and_then_runs() -> None:
    enqueue(kinds.note, what=1)
    cancel(only().id)
    retry_failed(only().id)
    run_due_jobs()
    assert kinds.seen == [1]
    assert only().state == "done"


def test_only_what_has_failed_or_was_cancelled_can_be_retried() -> None:
    enqueue(kinds.note, what=1)
    run_due_jobs()
    retry_failed(only().id)
    assert only().state == "done"


def test_a_retried_job_gives_up_its_key_to_the_one_that_waits() -> None:
    enqueue(kinds.hopeless, key="k")
    run_due_jobs()
    failed = only().id
    enqueue(kinds.note, key="k", what=1)
    retry_failed(failed)
    assert set(Job.objects.filter(state="waiting").values_list("name", "key")) == {
        ("tests.hopeless", None),
        ("tests.note", "k"),
    }


def test_two_jobs_cannot_have_one_name() -> None:
    with pytest.raises(ValueError, match=r"two jobs are called tests\.note"):
        job("tests.note")(lambda: None)


def test_progress_outside_a_job_is_nothing() -> None:
    port.report_progress(1, 2)


def test_waits_grow_by_the_factor_up_to_the_longest() -> None:
    retry = Retry(first=timedelta(seconds=5), factor=3, longest=timedelta(minutes=1))
    assert [retry.wait(n).total_seconds() for n in (1, 2, 3, 4, 4000)] == [5, 15, 45, 60, 60]
