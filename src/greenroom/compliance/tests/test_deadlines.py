from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from greenroom.compliance.rules.deadlines import days_left

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("due_in", "left"),
    [
        (timedelta(days=30), 30),
        (timedelta(days=29, hours=23), 30),
        (timedelta(minutes=1), 1),
        (timedelta(0), 0),
        (-timedelta(hours=1), 0),
        (-timedelta(days=2), -2),
    ],
)
def test_a_day_that_has_begun_counts_until_the_deadline_has_passed(due_in, left):
    assert days_left(NOW + due_in, now=NOW) == left
