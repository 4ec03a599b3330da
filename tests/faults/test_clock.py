"""A clock that is put back by an hour: no job and no code is lost, none counts twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from greenroom.candidates.actions import applications, codes
from greenroom.candidates.models import Application
from greenroom.core.errors import Refused
from greenroom.core.jobs import Retry, TryAgain, claiming, enqueue, job, port
from greenroom.core.jobs.worker import enqueue_what_is_due
from greenroom.core.models import Job
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.interviewers.models import Interviewer, Stage
from greenroom.outreach.models import Message

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def ran() -> Iterator[list[int]]:
    """What the jobs of these tests have done, in order."""
    did: list[int] = []

    @job("clock.note", retry=Retry(times=3, first=timedelta(minutes=1)))
    def note(*, number: int) -> None:
        did.append(number)
        if did.count(number) == 1 and number < 0:
            raise TryAgain("not yet")

    yield did
    del port.KINDS["clock.note"]


def note(number: int, *, key: str | None = None) -> None:
    enqueue(port.KINDS["clock.note"], key=key, number=number)


def test_a_job_of_before_runs_once_at_the_latest_when_the_clock_has_caught_up(ran: list[int]) -> None:
    with time_machine.travel(NOON, tick=False):
        note(1)
    with time_machine.travel(NOON - HOUR, tick=False):
        note(2)
        run_due_jobs()
        assert 2 in ran
    with time_machine.travel(NOON, tick=False):
        run_due_jobs()
    assert sorted(ran) == [1, 2]


def test_a_job_with_a_key_that_is_asked_for_again_does_not_wait_for_the_clock(ran: list[int]) -> None:
    with time_machine.travel(NOON, tick=False):
        note(1, key="the same")
    with time_machine.travel(NOON - HOUR, tick=False):
        note(1, key="the same")
        run_due_jobs()
    assert ran == [1]


def test_a_retry_that_was_due_is_made_once(ran: list[int]) -> None:
    with time_machine.travel(NOON, tick=False):
        note(-1)
        run_due_jobs()
    with time_machine.travel(NOON - HOUR, tick=False):
        run_due_jobs()
    with time_machine.travel(NOON + timedelta(minutes=2), tick=False):
        run_due_jobs()
        run_due_jobs()
    assert ran == [-1, -1]
    assert Job.objects.get(name="clock.note").state == Job.State.DONE


def test_what_repeats_goes_on_at_once() -> None:
    with time_machine.travel(NOON, tick=False):
        enqueue_what_is_due()
        run_due_jobs()
    with time_machine.travel(NOON - HOUR, tick=False):
        enqueue_what_is_due()
        assert set(run_due_jobs()) == set(port.SCHEDULES)
        enqueue_what_is_due()
        assert run_due_jobs() == []


def test_a_job_that_runs_elsewhere_is_not_taken_away_and_is_freed_when_its_lease_is_over(
    ran: list[int],
) -> None:
    with time_machine.travel(NOON, tick=False):
        note(1)
        claimed = claiming.claim_next()
        assert claimed is not None
        Job.objects.filter(id=claimed.id).update(worker="elsewhere/1:7:0a0b0c0d")
    with time_machine.travel(NOON - HOUR, tick=False):
        assert claiming.free_lost_jobs() == 0
    with time_machine.travel(NOON + claiming.LEASE, tick=False):
        assert claiming.free_lost_jobs() == 1
        run_due_jobs()
    assert ran == [1]


@pytest.fixture
def application(in_workspace) -> Application:
    """Somebody who has applied at noon, with no code yet."""
    with time_machine.travel(NOON, tick=False):
        interviewer = Interviewer.objects.create(
            workspace=in_workspace.workspace,
            title="Deckhand",
            slug="0a1-deckhand",
            found_by="deckhand",
            job_description="Moor and cast off.",
            status=Interviewer.Status.ACTIVE,
            created_by=in_workspace.owner,
        )
        Stage.objects.create(
            workspace=in_workspace.workspace, interviewer=interviewer, position=0, kind="web_interview"
        )
        person = applications.Person(name="Casey Sample", email="casey@example.org")
        return applications.apply(interviewer=interviewer, person=person, agreed=True)


def ask_for_code(application: Application) -> str:
    Message.objects.all().delete()
    codes.ask(interviewer=application.interviewer, email="casey@example.org")
    found = re.search(r"\d{6}", Message.objects.get().body)
    assert found
    return found[0]


def prove(application: Application, code: str) -> Application:
    return codes.prove(interviewer=application.interviewer, email="casey@example.org", code=code)


def test_a_code_of_before_works_once(application: Application) -> None:
    with time_machine.travel(NOON, tick=False):
        code = ask_for_code(application)
    with time_machine.travel(NOON - HOUR, tick=False):
        assert prove(application, code).verified_at == NOON - HOUR
        with pytest.raises(Refused):
            prove(application, "000000" if code != "000000" else "000001")


def test_of_two_codes_the_one_that_was_sent_last_works_though_its_time_is_earlier(
    application: Application,
) -> None:
    with time_machine.travel(NOON, tick=False):
        first = ask_for_code(application)
    with time_machine.travel(NOON - HOUR, tick=False):
        second = ask_for_code(application)
        if first != second:
            with pytest.raises(Refused):
                prove(application, first)
        assert prove(application, second).verified_at == NOON - HOUR


def test_a_code_of_after_the_jump_lasts_a_quarter_of_an_hour(application: Application) -> None:
    with time_machine.travel(NOON - HOUR, tick=False):
        code = ask_for_code(application)
    with time_machine.travel(NOON - HOUR + codes.GOOD_FOR, tick=False), pytest.raises(Refused):
        prove(application, code)
