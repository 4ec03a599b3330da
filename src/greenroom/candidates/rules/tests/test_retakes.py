"""Retakes as a machine: time passes, attempts are sent, and what is offered is what the policy says."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from greenroom.candidates.rules.retakes import MOST, Gone, Offer, Policy, State, offer

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


class Retaking(RuleBasedStateMachine):
    """A candidate who tries again whenever that is offered, under a policy that a member may change."""

    @initialize(most=some.integers(0, MOST), days=some.floats(0, 30))
    def apply(self, most: int, days: float) -> None:
        self.policy = Policy(most, days)
        self.now = self.sent = NOON
        self.attempts, self.largest = 1, most

    def offered(self) -> Offer:
        return offer(self.policy, Gone(self.attempts, self.sent), now=self.now)

    @rule(minutes=some.integers(1, 60 * 24 * 40))
    def wait(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @precondition(lambda self: self.offered().state is State.OPEN)
    @rule()
    def try_again(self) -> None:
        assert self.now - self.sent >= self.policy.cooldown
        left = self.offered().left
        self.attempts, self.sent = self.attempts + 1, self.now
        after = self.offered()
        assert after.left == left - 1
        assert (after.state is State.USED_UP) == (left == 1)

    @rule(most=some.integers(0, MOST), days=some.floats(0, 30))
    def allow(self, most: int, days: float) -> None:
        self.policy, self.largest = Policy(most, days), max(self.largest, most)

    @invariant()
    def never_more_than_the_policy_allows(self) -> None:
        assert self.attempts <= self.largest + 1

    @invariant()
    def exactly_one_of_four_things_is_offered(self) -> None:
        found = self.offered()
        assert (found.state is State.NONE) == (self.policy.most == 0)
        assert (found.left > 0) == (found.state in {State.OPEN, State.COOLING})
        assert (found.opens_at is not None) == (found.state is State.COOLING)

    @precondition(lambda self: self.offered().state is State.COOLING)
    @invariant()
    def a_cooldown_ends_when_it_says_and_not_a_second_before(self) -> None:
        ends = self.offered().opens_at
        assert ends is not None
        gone = Gone(self.attempts, self.sent)
        assert offer(self.policy, gone, now=ends).state is State.OPEN
        early = offer(self.policy, gone, now=ends - timedelta(microseconds=1))
        assert early.state is State.COOLING


TestRetaking = Retaking.TestCase
TestRetaking.settings = settings(max_examples=60, stateful_step_count=20, deadline=None)


@given(days=some.floats(0, 365))
def test_a_fraction_of_a_day_counts(days) -> None:
    found = offer(Policy(1, days), Gone(1, NOON), now=NOON)
    ends = NOON + timedelta(days=days)
    assert (found.opens_at or NOON) == ends


@pytest.mark.parametrize(
    ("most", "attempts", "state", "left"),
    [(0, 1, State.NONE, 0), (1, 1, State.OPEN, 1), (1, 2, State.USED_UP, 0), (10, 10, State.OPEN, 1)],
)
def test_the_first_go_is_not_a_retake(most, attempts, state, left) -> None:
    found = offer(Policy(most, 0), Gone(attempts, NOON), now=NOON)
    assert (found.state, found.left) == (state, left)
