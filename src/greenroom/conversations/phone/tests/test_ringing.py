"""Asking for a call and placing it: when it may be, how often, and once whatever the carrier does."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine
from django.db.models import F

from greenroom.candidates.models import Candidate
from greenroom.compliance.models import Consent
from greenroom.conversations.models import PhoneCall, VoiceWorker
from greenroom.conversations.phone import asking, dialling, phrases, registry
from greenroom.core import clock
from greenroom.core.errors import Refused
from greenroom.core.models import Job
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.outreach.models import Policy

pytestmark = pytest.mark.usefixtures("account", "worker")


@contextmanager
def later(**delta: float):
    with time_machine.travel(clock.now() + timedelta(**delta), tick=False):
        VoiceWorker.objects.update(heartbeat_at=clock.now())
        yield


def ask(attempt, choice: str = "now", **more: str) -> PhoneCall:
    return asking.ask(attempt=attempt, choice=choice, **more)


def state(row: PhoneCall) -> tuple[str, str]:
    row.refresh_from_db()
    return row.state, row.why


def test_a_candidate_is_rung_once_at_the_number_they_gave(attempt, account):
    row = ask(attempt, phone="+44 20 7946 0959")
    run_due_jobs()
    dialling.dial(phone_call_id=row.id)
    (rung,) = account.rung
    assert (rung.to, rung.form["From"]) == ("+442079460959", ["+15005550006"])
    row.refresh_from_db()
    assert (row.state, row.sid, row.number) == ("dialling", rung.sid, rung.to)
    assert Candidate.objects.get().phone == rung.to
    with pytest.raises(Refused, match="already"):
        ask(attempt)
    assert PhoneCall.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"choice": "soon"}, "Choose when"),
        ({"phone": "no number"}, "country code"),
        ({"phone": "+44 909 879 0000"}, "this kind of number"),
    ],
)
def test_a_call_that_cannot_be_is_refused_in_words(attempt, given, words):
    with pytest.raises(Refused, match=words):
        ask(attempt, **given)
    assert not PhoneCall.objects.exists()


def test_nobody_is_called_without_agreement_nor_without_a_number(attempt, account):
    row = ask(attempt)
    Consent.objects.update(withdrawn_at=clock.now())
    run_due_jobs()
    assert state(row) == ("over", "cancelled")
    with pytest.raises(Refused, match="agreement"):
        ask(attempt)
    Consent.objects.update(withdrawn_at=None)
    Candidate.objects.update(phone="")
    attempt.application.candidate.refresh_from_db()
    with pytest.raises(Refused, match="country code"):
        ask(attempt)
    assert account.rung == []


def test_at_most_three_calls_fall_into_an_hour_and_a_later_one_replaces_what_waits(attempt, account):
    for n in range(3):
        with later(minutes=10 * n):
            row = ask(attempt)
            run_due_jobs()
            account.report(account.rung[-1], "no-answer")
            assert state(row) == ("over", "no_answer")
    with later(minutes=40):
        with pytest.raises(Refused, match="three times"):
            ask(attempt)
        first, second = ask(attempt, "1"), ask(attempt, "3")
    assert state(first) == ("over", "cancelled")
    assert second.due_at - first.due_at == timedelta(hours=23)
    assert len(account.rung) == 3


def test_a_call_keeps_the_quiet_hours_on_the_candidates_clock(attempt, account):
    Policy.objects.create(
        workspace_id=attempt.workspace_id,
        name="Usual",
        is_default=True,
        quiet_from=time(21),
        quiet_until=time(8),
    )
    attempt.application.candidate.time_zone = "Europe/Berlin"
    Candidate.objects.update(time_zone="Europe/Berlin")
    with time_machine.travel(datetime(2026, 1, 5, 21, 30, tzinfo=UTC), tick=False):
        row = ask(attempt)
        assert row.due_at == datetime(2026, 1, 6, 7, tzinfo=UTC)
        run_due_jobs()
        PhoneCall.objects.update(due_at=clock.now())  # asked before the policy said so
        dialling.dial(phone_call_id=row.id)
        assert account.rung == []
    with time_machine.travel(datetime(2026, 1, 6, 7, 0, 1, tzinfo=UTC), tick=False):
        VoiceWorker.objects.update(heartbeat_at=clock.now())
        run_due_jobs()
        assert len(account.rung) == 1


@pytest.mark.parametrize("fault", ["busy", "away", "gone", "lost"])
def test_a_try_that_failed_is_made_again_and_never_rings_twice(attempt, account, fault):
    row = ask(attempt)
    account.fail(fault)
    run_due_jobs()
    with later(seconds=6):
        run_due_jobs()
    (rung,) = account.rung
    row.refresh_from_db()
    assert (row.state, row.sid) == ("dialling", rung.sid)


def test_a_carrier_that_hangs_is_not_waited_for(attempt, account, monkeypatch):
    row = ask(attempt)
    quick = replace(registry.caller(attempt.workspace_id), timeout=0.1)
    monkeypatch.setattr(registry, "caller", lambda _: quick)
    account.fail("hang")
    run_due_jobs()
    assert state(row) == ("dialling", "")
    assert Job.objects.get(name=asking.DIAL).error == "Twilio did not answer in time."


@pytest.mark.parametrize(
    ("faults", "tries"), [(["login"], 1), (["geo"], 1), (["invalid"], 1), (["away"] * 8, 4)]
)
def test_a_call_that_cannot_be_placed_says_so_after_few_tries(attempt, account, faults, tries):
    row = ask(attempt)
    account.fail(*faults)
    for n in range(6):
        with later(minutes=3 * n):
            run_due_jobs()
    assert state(row) == ("over", "failed")
    assert sum(asked.method == "POST" for asked in account.asked) <= tries
    assert account.rung == []


def test_without_a_free_line_nobody_is_rung(attempt, account):
    VoiceWorker.objects.update(most=F("active"))
    row = ask(attempt)
    for n in range(6):
        with later(minutes=3 * n):
            run_due_jobs()
    assert state(row) == ("over", "no_lines")
    assert account.asked == []


def test_what_a_lost_job_or_a_silent_carrier_leaves_is_swept(attempt, account):
    row = ask(attempt)
    Job.objects.all().delete()
    with later(minutes=3):
        dialling.sweep()
        run_due_jobs()
        assert len(account.rung) == 1
    with later(minutes=7):
        dialling.sweep()
    assert state(row) == ("over", "no_answer")


def test_a_call_that_rings_is_hung_up_when_it_is_not_wanted_any_more(attempt, account):
    row = ask(attempt)
    run_due_jobs()
    asking.cancel(attempt=attempt)
    account.fail("away")
    run_due_jobs()
    with later(seconds=6):
        run_due_jobs()
    assert state(row) == ("over", "cancelled")
    assert account.hung_up == [account.rung[0].sid]


def test_there_is_no_caller_without_an_account_an_address_or_a_number(attempt, settings):
    assert registry.caller(attempt.workspace_id) is not None
    for name in ("TWILIO_AUTH_TOKEN", "VOICE_PUBLIC_URL", "TWILIO_FROM"):
        before, value = getattr(settings, name), "" if name != "TWILIO_FROM" else "MG123"
        setattr(settings, name, value)
        assert registry.caller(attempt.workspace_id) is None
        setattr(settings, name, before)


def test_every_language_says_everything():
    spoken = phrases._all()
    assert set(spoken) == {"en", "es", "fr", "de", "pt", "ar"}
    assert all(set(texts) == set(spoken["en"]) for texts in spoken.values())
    assert all("9" in texts["consent"] and "{company}" in texts["consent"] for texts in spoken.values())
