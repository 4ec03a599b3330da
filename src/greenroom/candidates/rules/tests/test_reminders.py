"""When somebody who is on their way is reminded, and when no more."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from greenroom.candidates.rules.reminders import LAST, ORDINARY, Due, Standing, following
from greenroom.outreach.rules.policy import Terms

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
DAY = timedelta(days=1)
FRESH = Standing(engaged_at=NOON, deadline=NOON + 10 * DAY)


def test_the_first_comes_after_the_cooldown_and_each_further_one_too():
    assert following(Terms(), FRESH, now=NOON) == Due(ORDINARY, NOON + DAY)
    once = replace(FRESH, sent=1, last_sent_at=NOON + DAY)
    assert following(Terms(), once, now=NOON + DAY) == Due(ORDINARY, NOON + 2 * DAY)


def test_who_was_here_meanwhile_is_left_in_peace():
    back = replace(FRESH, sent=1, last_sent_at=NOON - DAY, engaged_at=NOON)
    assert following(Terms(cooldown_hours=48), back, now=NOON) == Due(ORDINARY, NOON + 2 * DAY)


def test_after_the_most_there_is_only_the_last_day():
    enough = replace(FRESH, sent=3, last_sent_at=NOON)
    assert following(Terms(), enough, now=NOON) == Due(LAST, NOON + 9 * DAY)
    told = replace(enough, sent_last=1, last_sent_at=NOON + 9 * DAY)
    assert following(Terms(), told, now=NOON + 9 * DAY) is None


def test_in_the_last_days_an_ordinary_one_is_not_sent_besides():
    late = replace(FRESH, engaged_at=NOON + 8 * DAY)
    assert following(Terms(), late, now=NOON + 9 * DAY) == Due(LAST, NOON + 9 * DAY)


def test_a_long_cooldown_does_not_swallow_the_last_one():
    late = replace(FRESH, engaged_at=NOON + 9 * DAY, sent=3)
    found = following(Terms(cooldown_hours=72), late, now=NOON + 9 * DAY)
    assert found == Due(LAST, NOON + 9 * DAY + DAY / 2)


@pytest.mark.parametrize("terms", [Terms(sends=False), Terms(reminds=False)])
def test_a_policy_against_reminders_has_none_of_either_kind(terms):
    assert following(terms, FRESH, now=NOON) is None


def test_without_a_deadline_there_is_no_last_one():
    assert following(Terms(), replace(FRESH, deadline=None, sent=3), now=NOON) is None
    assert following(Terms(sends_deadline=False), replace(FRESH, sent=3), now=NOON) is None


HOURS = some.integers(-300, 300).map(lambda hours: NOON + timedelta(hours=hours))
TERMS = some.builds(
    Terms,
    cooldown_hours=some.integers(1, 100),
    most_reminders=some.integers(0, 5),
    sends_deadline=some.booleans(),
    deadline_from_days=some.integers(1, 5),
    deadline_until_days=some.integers(0, 4),
    deadline_most=some.integers(0, 3),
)


@settings(max_examples=100, deadline=None)
@given(terms=TERMS, engaged=HOURS, deadline=some.none() | HOURS, start=HOURS)
def test_however_time_passes_they_are_few_apart_and_never_too_late(terms, engaged, deadline, start):
    standing, now, seen = Standing(engaged_at=engaged, deadline=deadline), max(start, engaged), []
    while (due := following(terms, standing, now=now)) is not None:
        assert due.at >= now
        assert deadline is None or due.at < deadline
        seen.append(due)
        now = due.at
        standing = replace(
            standing,
            sent=standing.sent + (due.kind == ORDINARY),
            sent_last=standing.sent_last + (due.kind == LAST),
            last_sent_at=now,
        )
    kinds = [due.kind for due in seen]
    assert kinds.count(ORDINARY) <= terms.most_reminders
    assert kinds.count(LAST) <= terms.deadline_most
    assert kinds == sorted(kinds, reverse=True)  # the last ones come last
    rest = timedelta(hours=terms.cooldown_hours)
    for before, after in pairwise(seen):
        assert after.at - before.at >= rest or (before.kind, after.kind) == (ORDINARY, LAST)
