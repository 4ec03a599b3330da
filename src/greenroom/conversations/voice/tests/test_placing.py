"""Who gets a line, whatever comes at once, and what becomes of it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.core import signing
from django.db import connection

from greenroom.candidates.models import Attempt
from greenroom.conversations.actions import calls
from greenroom.conversations.jobs import sweep_calls
from greenroom.conversations.models import Call, VoiceWorker
from greenroom.conversations.queries import calls as reading
from greenroom.core import scope
from greenroom.core.models import StoredEvent

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(attempts: list[Attempt]) -> list[object]:
    """Place a call for each, in threads begun together; what each gave or raised."""
    results: list[object] = [None] * len(attempts)
    start = threading.Barrier(len(attempts))

    def run(place: int) -> None:
        try:
            with scope.scoped(attempts[place].workspace_id):
                start.wait(10)
                results[place] = calls.place(attempt=attempts[place])
        except Exception as failure:  # noqa: BLE001  (the test looks at it)
            results[place] = failure
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(attempts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results


def live() -> int:
    return Call.objects.filter(ended_at=None).count()


def test_without_a_worker_everybody_is_told_to_wait(attempt):
    with pytest.raises(calls.Busy) as busy:
        calls.place(attempt=attempt)
    assert (busy.value.wait, reading.lines().workers, live()) == (calls.WAIT, 0, 0)


def test_fifty_offers_for_one_interview_are_one_call(attempt):
    calls.enlist(address="http://one", most=4)
    placed = at_once([attempt] * 50)
    assert [type(each) for each in placed] == [calls.Placed] * 50
    assert (live(), Call.objects.filter(why="taken_over").count()) == (1, 49)
    assert StoredEvent.objects.filter(name="conversations.CallEnded").count() == 49


def test_no_more_are_let_in_than_there_is_room_for_and_each_goes_where_there_is_most(begin: Callable):
    calls.enlist(address="http://one", most=1)
    calls.enlist(address="http://two", most=2)
    calls.enlist(address="http://leaving", most=9)
    VoiceWorker.objects.filter(address="http://leaving").update(draining=True)
    found = at_once([begin(f"candidate{n}") for n in range(6)])
    assert sum(isinstance(each, calls.Busy) for each in found) == 3
    addresses = sorted(each.address for each in found if isinstance(each, calls.Placed))
    assert addresses == ["http://one", "http://two", "http://two"]


def test_a_token_opens_its_call_once_within_a_minute_at_its_own_worker(attempt):
    worker = calls.enlist(address="http://one", most=4)
    placed = calls.place(attempt=attempt)
    own = {"token": placed.token, "worker_id": worker.id}
    assert calls.ticket(**own) == (placed.call.id, attempt.workspace_id)
    assert calls.join(call_id=placed.call.id).joined_at is not None
    with pytest.raises(calls.NotYours):
        calls.join(call_id=placed.call.id)
    for forged in (placed.token + "x", signing.dumps({"call": "1", "worker": str(worker.id)}), ""):
        with pytest.raises(calls.NotYours):
            calls.ticket(token=forged, worker_id=worker.id)
    with pytest.raises(calls.NotYours):
        calls.ticket(token=placed.token, worker_id=attempt.id)
    with time_machine.travel(timedelta(seconds=61)), pytest.raises(calls.NotYours):
        calls.ticket(**own)


def test_the_calls_of_a_worker_that_was_killed_are_closed_within_forty_seconds(begin: Callable):
    worker = calls.enlist(address="http://one", most=4)
    held, never = calls.place(attempt=begin("casey")).call, calls.place(attempt=begin("robin")).call
    calls.join(call_id=held.id)
    with time_machine.travel(timedelta(seconds=9)):
        sweep_calls()
        assert live() == 2
        beaten = calls.beat(worker_id=worker.id, active=1, lag_ms=3, draining=False, held=[held.id])
        assert beaten == {}
    with time_machine.travel(timedelta(seconds=12)):
        assert reading.lines() == reading.Lines(1, 1, 4)
        sweep_calls()
        assert live() == 2
    with time_machine.travel(timedelta(seconds=39)):
        assert reading.lines().workers == 0
        sweep_calls()
    assert dict(Call.objects.values_list("id", "why")) == {held.id: "worker_gone", never.id: "never_joined"}


def test_a_call_of_a_worker_that_could_not_be_heard_of_goes_on_unless_there_is_another_line(begin: Callable):
    worker = calls.enlist(address="http://one", most=4)
    kept, left = (calls.place(attempt=begin(name)).call for name in ("casey", "robin"))
    for call in (kept, left):
        calls.join(call_id=call.id)
    with time_machine.travel(timedelta(seconds=20)):
        sweep_calls()
        assert live() == 0
        calls.enlist(address="http://two", most=4)
        elsewhere = calls.place(attempt=left.attempt).call
        told = calls.beat(worker_id=worker.id, active=2, lag_ms=3, draining=False, held=[kept.id, left.id])
    assert told == {left.id: "worker_gone"}
    assert set(Call.objects.filter(ended_at=None).values_list("id", flat=True)) == {kept.id, elsewhere.id}
    assert StoredEvent.objects.filter(name="conversations.CallGoesOn").count() == 1


def test_a_call_on_a_worker_that_leaves_goes_on_until_there_is_another_line(attempt):
    worker = calls.enlist(address="http://leaving", most=4)
    call = calls.place(attempt=attempt).call
    calls.beat(worker_id=worker.id, active=1, lag_ms=0, draining=True, held=[call.id])
    with pytest.raises(calls.Busy):
        calls.place(attempt=attempt)
    assert reading.live(attempt.id) == call
    calls.enlist(address="http://two", most=4)
    assert calls.place(attempt=attempt).address == "http://two"
    call.refresh_from_db()
    assert call.why == "taken_over"


def test_what_ended_a_call_first_stays_its_reason(attempt):
    calls.enlist(address="http://one", most=4)
    call = calls.place(attempt=attempt).call
    calls.hang_up(attempt=attempt)
    calls.ended(call_id=call.id, why="lost", cut_ins=2, turns=5)
    call.refresh_from_db()
    assert (call.why, call.cut_ins, call.turns, reading.live(attempt.id)) == ("left", 2, 5, None)
