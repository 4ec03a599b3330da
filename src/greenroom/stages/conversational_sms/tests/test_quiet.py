from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greenroom.stages.conversational_sms.config import BlackoutPeriod
from greenroom.stages.conversational_sms.quiet import until

ZONES = [
    "UTC",
    "America/New_York",
    "Europe/Berlin",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "America/St_Johns",
]


def quiet(start: int, end: int, zone: str = "Europe/Berlin") -> BlackoutPeriod:
    return BlackoutPeriod(enabled=True, timezone=zone, start_hour=start, end_hour=end)


def berlin(*moment: int) -> datetime:
    return datetime(*moment, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.mark.parametrize(
    ("period", "now", "end"),
    [
        (quiet(21, 8), berlin(2026, 1, 5, 20, 59), None),
        (quiet(21, 8), berlin(2026, 1, 5, 21, 0), berlin(2026, 1, 6, 8, 0)),
        (quiet(21, 8), berlin(2026, 1, 6, 7, 59), berlin(2026, 1, 6, 8, 0)),
        (quiet(21, 8), berlin(2026, 1, 6, 8, 0), None),
        (quiet(12, 14), berlin(2026, 1, 6, 13, 0), berlin(2026, 1, 6, 14, 0)),
        (quiet(20, 24), berlin(2026, 1, 6, 23, 0), berlin(2026, 1, 7, 0, 0)),
        (quiet(21, 8), berlin(2026, 3, 28, 23, 0), berlin(2026, 3, 29, 8, 0)),  # the night loses an hour
        (quiet(21, 2), berlin(2026, 3, 29, 1, 30), berlin(2026, 3, 29, 3, 0)),  # 2 o'clock does not exist
        (quiet(21, 8), berlin(2026, 10, 24, 23, 0), berlin(2026, 10, 25, 8, 0)),  # the night wins one
        (BlackoutPeriod(), berlin(2026, 1, 6, 3, 0), None),
    ],
)
def test_quiet_hours_end_when_the_clock_on_the_wall_says_so(period, now, end):
    assert until(period, now) == end


def test_the_candidates_clock_counts_where_it_is_known():
    noon = datetime(2026, 1, 6, 12, 0, tzinfo=UTC)
    assert until(quiet(21, 8, "UTC"), noon) is None
    assert until(quiet(21, 8, "UTC"), noon, zone="America/Los_Angeles") == datetime(
        2026, 1, 6, 16, 0, tzinfo=UTC
    )


@settings(max_examples=100, deadline=None)
@given(
    st.integers(0, 3 * 365 * 24 * 60).map(
        lambda minutes: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    ),
    st.sampled_from(ZONES),
    st.integers(0, 23),
    st.integers(1, 24),
)
def test_after_quiet_hours_it_is_not_quiet_and_before_their_end_it_is(now, zone, start, end):
    if start == end % 24:
        return
    period = quiet(start, end, zone)
    found = until(period, now)
    if found is None:
        return
    assert now < found <= now + timedelta(hours=25)
    assert until(period, found) is None
    assert until(period, found - timedelta(seconds=1)) == found
