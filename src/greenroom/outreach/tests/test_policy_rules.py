"""When a message may go, on the clock of who gets it."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from greenroom.outreach.rules.kinds import AT_ONCE, ESSENTIAL, KINDS
from greenroom.outreach.rules.policy import SWITCHES, Terms, is_quiet, when

NIGHT = {"quiet_from": time(21), "quiet_until": time(8)}
ZONES = some.sampled_from(
    ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Kathmandu", "UTC"]
)
MOMENTS = some.integers(0, 2 * 365 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("now", "goes"),
    [
        ("2026-11-21T20:59:59+01:00", "2026-11-21T20:59:59+01:00"),
        ("2026-11-21T21:00:00+01:00", "2026-11-22T08:00:00+01:00"),
        ("2026-11-22T03:00:00+01:00", "2026-11-22T08:00:00+01:00"),
        ("2026-11-22T08:00:00+01:00", "2026-11-22T08:00:00+01:00"),
        ("2026-03-28T22:00:00+01:00", "2026-03-29T08:00:00+02:00"),  # the clock goes forward in that night
        ("2026-10-24T22:00:00+02:00", "2026-10-25T08:00:00+01:00"),  # and back in that one
    ],
)
def test_what_falls_into_the_night_goes_in_the_morning(now, goes):
    assert when(Terms(**NIGHT), "reminder", at(now), "Europe/Berlin") == at(goes)


@pytest.mark.parametrize(
    ("until", "now", "goes"),
    [
        # 02:30 does not exist in the night of 29 March 2026: the first moment after it is 03:00 there.
        (time(2, 30), "2026-03-29T00:30:00+01:00", "2026-03-29T03:30:00+02:00"),
        # 02:30 comes twice in the night of 25 October 2026: it is quiet until the first, and after it no more.
        (time(2, 30), "2026-10-25T01:00:00+02:00", "2026-10-25T02:30:00+02:00"),
    ],
)
def test_an_end_that_the_clock_skips_or_shows_twice_is_an_end(until, now, goes):
    found = when(Terms(quiet_from=time(22), quiet_until=until), "reminder", at(now), "Europe/Berlin")
    assert found is not None
    assert abs(found - at(goes)) <= timedelta(hours=1)
    assert not is_quiet(Terms(quiet_from=time(22), quiet_until=until), found, ZoneInfo("Europe/Berlin"))


@settings(max_examples=100, deadline=None)
@given(now=MOMENTS, start=some.times(), end=some.times(), zone=ZONES)
def test_it_never_goes_in_quiet_hours_nor_waits_for_more_than_a_day(now, start, end, zone):
    terms = Terms(quiet_from=start.replace(microsecond=0), quiet_until=end.replace(microsecond=0))
    found = when(terms, "reminder", now, zone)
    assert found is not None
    assert now <= found <= now + timedelta(hours=26)
    assert not is_quiet(terms, found, ZoneInfo(zone))
    if not is_quiet(terms, now, ZoneInfo(zone)):
        assert found == now


@pytest.mark.parametrize("kind", sorted(AT_ONCE))
def test_codes_and_answers_go_at_once_whatever_the_policy_says(kind):
    off = dict.fromkeys({*SWITCHES.values(), "sends"}, False)
    now = at("2026-11-21T23:00:00+00:00")
    assert when(Terms(**off, **NIGHT, max_age_days=1), kind, now, since=now - timedelta(days=90)) == now


@pytest.mark.parametrize("kind", sorted(set(KINDS) - ESSENTIAL))
def test_nothing_else_goes_once_all_is_off(kind):
    assert when(Terms(sends=False), kind, at("2026-11-21T12:00:00+00:00")) is None


@pytest.mark.parametrize(("kind", "switch"), sorted(SWITCHES.items()))
def test_each_switch_stops_its_own_kind_and_no_other(kind, switch):
    now = at("2026-11-21T12:00:00+00:00")
    gone = {each for each in KINDS if when(Terms(**{switch: False}), each, now) is None}
    assert gone == ({"reminder", "final_reminder"} if switch == "reminds" else {kind})


def test_an_application_can_be_too_old_to_be_written_about():
    now = at("2026-11-21T12:00:00+00:00")
    terms = Terms(max_age_days=30)
    assert when(terms, "reminder", now, since=now - timedelta(days=30)) == now
    assert when(terms, "reminder", now, since=now - timedelta(days=30, seconds=1)) is None
    assert when(Terms(max_age_days=0), "reminder", now, since=now - timedelta(days=3000)) == now


@pytest.mark.parametrize(
    ("zone", "hour"), [("", 8), ("Nowhere/Such", 8), ("America/New_York", 13), ("UTC", 8)]
)
def test_who_has_told_no_zone_lives_in_the_policys(zone, hour):
    terms = Terms(**NIGHT, time_zone="UTC")
    found = when(terms, "reminder", at("2026-11-22T02:30:00+00:00"), zone)
    assert found == at(f"2026-11-22T{hour:02}:00:00+00:00")
