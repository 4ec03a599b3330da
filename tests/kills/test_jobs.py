"""What jobs promise when the worker is killed, with real processes on the engine of this run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import pairwise
from subprocess import Popen

import pytest

from tests.kills.house import House, kill, until

pytestmark = pytest.mark.kills

TRANSACTIONS = 400
KILLS = 6
EFFECTS = "SELECT count(*) FROM effects_effect"
OPEN = "SELECT count(*) FROM core_job WHERE name <> 'effects.tick' AND state IN ('waiting', 'running')"


@pytest.fixture
def start_worker(house: House) -> Iterator[Callable[[], Popen[str]]]:
    """Starts workers; those that still run at the end of the test are killed."""
    workers: list[Popen[str]] = []

    def start() -> Popen[str]:
        workers.append(house.start("-m", "greenroom", "worker"))
        return workers[-1]

    yield start
    for worker in workers:
        if worker.poll() is None:
            kill(worker)


@pytest.mark.endures
def test_nothing_is_lost_doubled_or_made_up_when_the_worker_is_killed_six_times(
    house: House, start_worker: Callable[[], Popen[str]]
) -> None:
    writer = house.start("-m", "greenroom", "manage", "write", "orders", str(TRANSACTIONS))
    kept = {number for number in range(TRANSACTIONS) if number % 4 != 3}
    for killing in range(1, KILLS + 1):
        worker = start_worker()
        goal = len(kept) * killing // (KILLS + 1)
        until(lambda goal=goal: house.number(EFFECTS) >= goal, within=60, what=f"{goal} effects")
        kill(worker)
    start_worker()
    assert writer.wait(timeout=60) == 0
    until(lambda: not house.number(OPEN), within=60, what="the end of all jobs")

    assert {number for (number,) in house.ask("SELECT number FROM effects_order")} == kept
    assert {number for (number,) in house.ask("SELECT number FROM effects_effect")} == kept
    assert house.number("SELECT count FROM effects_tally") == len(kept)
    jobs = "SELECT count(*) FROM core_job WHERE name = 'effects.apply'"
    assert house.number(jobs) == house.number(f"{jobs} AND state = 'done'") == len(kept)
    assert house.number("SELECT sum(losses) FROM core_job WHERE name = 'effects.apply'") >= 1


def test_the_job_of_a_killed_worker_is_taken_up_long_before_its_lease_ends(
    house: House, start_worker: Callable[[], Popen[str]]
) -> None:
    held = "SELECT count(*) FROM effects_run WHERE name = 'hold'"
    house.run("-m", "greenroom", "manage", "write", "hold", "1")
    first = start_worker()
    until(lambda: house.number(held) == 1, within=60, what="the job's start")
    kill(first)
    start_worker()
    until(lambda: house.number(held) == 2, within=60, what="the job's second start")
    assert house.ask("SELECT attempts, losses FROM core_job WHERE name = 'effects.hold'") == [(2, 1)]


def test_a_key_enqueued_by_four_processes_at_once_waits_once(house: House) -> None:
    writers = [house.start("-m", "greenroom", "manage", "write", "same", "50") for _ in range(4)]
    assert [writer.wait(timeout=60) for writer in writers] == [0, 0, 0, 0]
    assert house.number("SELECT count(*) FROM core_job WHERE name = 'effects.apply'") == 1


def test_two_workers_together_keep_one_schedule(house: House, start_worker: Callable[[], Popen[str]]) -> None:
    for _ in range(2):
        start_worker()
    ticks = "SELECT created_at FROM core_job WHERE name = 'effects.tick' ORDER BY created_at"
    until(lambda: len(house.ask(ticks)) >= 4, within=60, what="four ticks")
    moments = [at if isinstance(at, datetime) else datetime.fromisoformat(at) for (at,) in house.ask(ticks)]
    gaps = [(after - before).total_seconds() for before, after in pairwise(moments)]
    assert min(gaps) > 0.5  # doubles would be moments apart; a busy machine may write a row late


def test_a_worker_that_is_asked_to_stop_finishes_what_it_has_begun(
    house: House, start_worker: Callable[[], Popen[str]]
) -> None:
    house.run("-m", "greenroom", "manage", "write", "orders", "100")
    worker = start_worker()
    until(lambda: house.number(EFFECTS) >= 5, within=60, what="some effects")
    worker.terminate()
    assert worker.wait(timeout=60) == 0
    assert house.number("SELECT count(*) FROM core_job WHERE state = 'running'") == 0
    assert 5 <= house.number(EFFECTS) < 75
