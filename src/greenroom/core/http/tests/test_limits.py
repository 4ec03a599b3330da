from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.test import RequestFactory

from greenroom.core.http import limits
from greenroom.core.models import Attempted

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def tries(count: int, what: str = "sign in", who: str = "198.51.100.7") -> list[bool]:
    return [limits.allow(what, who, times=3, within=MINUTE) for _ in range(count)]


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel("2026-03-01 12:00:00+00:00", tick=False) as clock:
        yield clock


def test_the_try_after_the_last_allowed_one_is_refused():
    assert tries(5) == [True, True, True, False, False]


def test_each_person_and_each_thing_is_counted_apart():
    tries(4)
    assert tries(1, who="198.51.100.8") == [True]
    assert tries(1, what="code") == [True]


def test_a_new_window_begins_at_nought(noon):
    tries(4)
    noon.shift(60)
    assert tries(1) == [True]


def test_what_and_who_cannot_run_into_each_other():
    for _ in range(4):
        limits.allow("ab", "c", times=3, within=MINUTE)
    assert limits.allow("a", "bc", times=3, within=MINUTE)


def test_no_address_is_stored():
    tries(1)
    assert "198.51.100.7" not in str(list(Attempted.objects.values()))


def test_old_counts_are_forgotten_and_new_ones_kept(noon):
    tries(1)
    noon.shift(timedelta(days=2, seconds=1))
    tries(1)
    limits.forget_old_attempts()
    assert Attempted.objects.count() == 1


def test_the_address_is_the_servers_word_and_not_a_header_anybody_can_send():
    request = RequestFactory().get("/", REMOTE_ADDR="198.51.100.7", HTTP_X_FORWARDED_FOR="203.0.113.1")
    assert limits.address(request) == "198.51.100.7"
