"""Two connections at once, which only a server can show; tests/kills has the same for real processes."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import pytest
from django.db import connection, transaction

from greenroom.core.jobs import cancel, enqueue
from greenroom.core.jobs.claiming import claim_next
from greenroom.core.jobs.tests import kinds
from greenroom.core.models import Job

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.postgres,
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="the database of this run is SQLite"),
]

Result = TypeVar("Result")


def elsewhere(work: Callable[[], Result]) -> Result:
    """Do it on another connection."""

    def run() -> Result:
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(run).result(timeout=10)


def test_a_job_that_was_enough_does_not_start_before_the_second_to_want_it_commits() -> None:
    enqueue(kinds.note, key="k", what=1)
    with transaction.atomic():
        enqueue(kinds.note, key="k", what=1)
        assert elsewhere(claim_next) is None
    assert elsewhere(claim_next) is not None


def test_workers_pass_over_each_others_jobs() -> None:
    enqueue(kinds.note, what=1)
    enqueue(kinds.note, what=2)
    with transaction.atomic():
        first = claim_next()
        second = elsewhere(claim_next)
    assert first is not None
    assert second is not None
    assert first.id != second.id
    assert claim_next() is None


def test_a_job_of_an_open_transaction_is_not_there_yet() -> None:
    with transaction.atomic():
        enqueue(kinds.note, what=1)
        assert elsewhere(claim_next) is None
        transaction.set_rollback(True)
    assert elsewhere(claim_next) is None


def test_a_job_claimed_while_it_is_cancelled_is_not_started() -> None:
    enqueue(kinds.note, what=1)
    with transaction.atomic():
        cancel(Job.objects.get().id)
        assert elsewhere(claim_next) is None
    assert elsewhere(claim_next) is None
