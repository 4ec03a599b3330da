"""The rules for trying again and for going on, walked at random: what may never happen does not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from greenroom.candidates.actions import applications, attempts, retaking
from greenroom.candidates.models import Application, Attempt
from greenroom.candidates.public.map import in_their_zone
from greenroom.candidates.queries import flows
from greenroom.candidates.rules import flow, gate, retakes
from greenroom.candidates.rules.flow import State, Went
from greenroom.candidates.rules.gate import Checked, Rule
from greenroom.candidates.rules.retakes import Gone, Policy, offer
from greenroom.core import clock
from greenroom.core.errors import Refused
from greenroom.evaluation.tests import scene
from greenroom.interviewers.models import Interviewer, Stage

START = datetime(2026, 10, 24, 12, tzinfo=UTC)  # the day before clocks go back in Europe
MOMENT = timedelta(microseconds=1)
DAYS = st.sampled_from([0.0, 0.5, 1.0, 3.0])
MOST = st.integers(0, 3)
WAITS = st.sampled_from([timedelta(0), MOMENT, timedelta(hours=12), timedelta(days=1), timedelta(days=3)])


class Retaking(RuleBasedStateMachine):
    """One candidate at one stage, whose policy a person may change at any time; rows are never saved."""

    @initialize(most=MOST, days=DAYS)
    def apply(self, most: int, days: float) -> None:
        self.now, self.stage = START, Stage(kind="any")
        interviewer = Interviewer(most_retakes=most, retake_cooldown_days=days)
        self.application = Application(interviewer=interviewer, status="in_progress")
        self.goes = [Attempt(stage=self.stage, number=1, status="open", created_at=START)]
        self.most_ever = most

    @property
    def policy(self) -> Policy:
        own, days = self.application.most_retakes, self.application.retake_cooldown_days
        usual = self.application.interviewer
        return Policy(
            usual.most_retakes if own is None else own, usual.retake_cooldown_days if days is None else days
        )

    def offered(self, *, now: datetime | None = None) -> retakes.Offer:
        newest = self.goes[-1]
        state = {"open": State.BEGUN, "submitted": State.STOPPED}[newest.status]
        return flows.retake(
            self.application, flows.Step(self.stage, state, tuple(self.goes)), now=now or self.now
        )

    @rule(wait=WAITS)
    def wait(self, wait: timedelta) -> None:
        self.now += wait

    @rule(timed_out=st.booleans())
    @precondition(lambda self: self.goes[-1].status == "open")
    def send(self, timed_out: bool) -> None:
        newest = self.goes[-1]
        newest.status, newest.submitted_at = "submitted", self.now
        newest.grants_another = timed_out and not any(go.grants_another for go in self.goes)

    @rule(most=MOST, days=DAYS)
    def allow(self, most: int, days: float) -> None:
        self.application.most_retakes, self.application.retake_cooldown_days = most, days
        self.most_ever = max(self.most_ever, most)

    @rule(status=st.sampled_from(["dismissed", "in_progress"]))
    def decide(self, status: str) -> None:
        self.application.status = status

    @rule()
    def try_again(self) -> None:
        if self.offered().state is not retakes.State.OPEN:
            return
        last = self.goes[-1]
        assert last.submitted_at is not None
        if not last.grants_another:
            assert self.now >= last.submitted_at + timedelta(days=self.policy.cooldown_days)
            assert len(self.goes) - sum(go.grants_another for go in self.goes) <= self.policy.most
        assert self.application.status != "dismissed"
        self.goes.append(Attempt(stage=self.stage, number=len(self.goes) + 1, status="open"))

    @invariant()
    def there_are_never_more_goes_than_anybody_ever_allowed(self) -> None:
        assert len(self.goes) <= 1 + self.most_ever + sum(go.grants_another for go in self.goes)
        assert [go.number for go in self.goes] == list(range(1, len(self.goes) + 1))

    @invariant()
    def what_is_told_is_what_holds(self) -> None:
        told = self.offered()
        assert (told.state is retakes.State.COOLING) == (told.opens_at is not None)
        assert (told.left > 0) == (told.state in {retakes.State.OPEN, retakes.State.COOLING})
        if told.opens_at is not None:
            assert told.opens_at > self.now
            assert self.offered(now=told.opens_at - MOMENT).state is retakes.State.COOLING
            assert self.offered(now=told.opens_at) == retakes.Offer(retakes.State.OPEN, told.left)


RULES = st.builds(
    Rule, st.booleans(), st.one_of(st.none(), st.sampled_from([0.0, 50.0, 100.0])), st.booleans()
)
VERDICTS = st.lists(
    st.tuples(st.sampled_from(["passed", "failed", "unknown", ""]), st.booleans()), max_size=3
)


class Going(RuleBasedStateMachine):
    """One candidate on the way through stages with rules, evaluated at any time and more than once."""

    @initialize(rules=st.lists(RULES, min_size=1, max_size=4))
    def apply(self, rules: list[Rule]) -> None:
        self.rules = rules
        self.begun: list[dict[str, Any]] = []

    @property
    def states(self) -> list[State]:
        went = [
            Went(
                each["stage"],
                is_open=each["is_open"],
                outcome=each["outcome"].state if each["outcome"] else "",
                is_ruled=self.rules[each["stage"]] != Rule(),
                let_on=each["let_on"],
            )
            for each in self.begun
        ]
        steps = flow.steps(went, range(len(self.begun), len(self.rules)))
        assert [step.stage for step in steps] == list(range(len(self.rules)))
        return [step.state for step in steps]

    @rule()
    @precondition(lambda self: State.READY in self.states)
    def begin(self) -> None:
        place = self.states.index(State.READY)
        assert all(state is State.DONE for state in self.states[:place])
        self.begun.append(
            {"stage": place, "is_open": True, "outcome": None, "let_on": False, "results": None}
        )

    @rule(has_dealbreakers=st.booleans())
    @precondition(lambda self: State.BEGUN in self.states)
    def send(self, has_dealbreakers: bool) -> None:
        each = self.begun[-1]
        each["is_open"] = False
        each["outcome"] = gate.at_once(self.rules[each["stage"]], has_dealbreakers=has_dealbreakers)

    @rule(data=st.data(), score=st.one_of(st.none(), st.floats(0, 100)), verdicts=VERDICTS)
    @precondition(lambda self: any(not each["is_open"] for each in self.begun))
    def evaluate(self, data: st.DataObject, score: float | None, verdicts: list[tuple[str, bool]]) -> None:
        each = data.draw(st.sampled_from([each for each in self.begun if not each["is_open"]]))
        before = each["outcome"]
        checked = [
            Checked(str(n), "Has it?", breaks, verdict) for n, (verdict, breaks) in enumerate(verdicts)
        ]
        each["outcome"] = gate.spoken(
            before.state if before else "", self.rules[each["stage"]], score=score, checked=checked
        )
        each["results"] = (score, checked)
        if before and before.state == "passed":
            assert each["outcome"].state == "passed"

    @rule()
    @precondition(lambda self: {State.STOPPED, State.WAITING} & set(self.states))
    def let_on(self) -> None:
        place = next(n for n, state in enumerate(self.states) if state in {State.STOPPED, State.WAITING})
        self.begun[place]["let_on"] = True
        assert self.states[place] is State.DONE

    @invariant()
    def nobody_is_stopped_but_by_a_rule_that_was_on_and_a_result_that_failed_it(self) -> None:
        for each in getattr(self, "begun", ()):
            if not each["outcome"] or each["outcome"].state != "stopped":
                continue
            stop, rule_on, (score, checked) = each["outcome"].stop, self.rules[each["stage"]], each["results"]
            if stop.rule == "minimum_score":
                assert rule_on.minimum_score is not None
                assert score is not None
                assert round(score, 6) < rule_on.minimum_score
            else:
                assert rule_on.enforces_dealbreakers
                assert any(one.is_dealbreaker and one.verdict == "failed" for one in checked)

    @invariant()
    def whoever_is_further_was_done_or_let_on_at_all_before(self) -> None:
        if not hasattr(self, "begun"):
            return
        states = self.states
        assert sum(state in {State.READY, State.BEGUN} for state in states) <= 1
        for each in self.begun[:-1]:
            passed = each["outcome"] is not None and each["outcome"].state == "passed"
            assert each["let_on"] or passed or self.rules[each["stage"]] == Rule()


class Rows(RuleBasedStateMachine):
    """The same candidate in the database: what the page offers is what is granted, and nothing is overwritten."""

    world: tuple[Interviewer, Any]

    @initialize(most=MOST, days=DAYS)
    def apply(self, most: int, days: float) -> None:
        self.inside = transaction.atomic()
        self.inside.__enter__()
        interviewer, self.member = self.world
        Interviewer.objects.filter(id=interviewer.id).update(most_retakes=most, retake_cooldown_days=days)
        self.now = clock.now()
        self.stage = Stage.objects.get(interviewer=interviewer, kind="resume")
        Stage.objects.filter(id=self.stage.id).update(minimum_score=50)
        interviewer.refresh_from_db()
        self.id = scene.applied(interviewer).id
        self.kept: dict[int, Any] = {}
        with time_machine.travel(self.now, tick=False):
            attempts.begin(application=self.application, stage=self.stage)

    @property
    def application(self) -> Application:
        return Application.objects.select_related("interviewer", "candidate").get(id=self.id)

    @rule(wait=WAITS)
    def wait(self, wait: timedelta) -> None:
        self.now += wait

    @rule(most=MOST, days=DAYS)
    def allow(self, most: int, days: float) -> None:
        retaking.allow_retake(self.application, most=most, cooldown_days=days, by=self.member)

    @rule(grant=st.booleans())
    def fail(self, grant: bool) -> None:
        newest = Attempt.objects.order_by("number").last()
        if newest is None or newest.status != "open":
            return
        with time_machine.travel(self.now, tick=False):
            attempts.submit(attempt=newest)
            attempts.rule_on(attempt=newest, score=10, checked=())
            attempts.settle(attempt=newest, score=10, coverage=1)
            if grant:
                attempts.grant_another(attempt=newest)
        sent = Attempt.objects.filter(id=newest.id)
        self.kept[newest.number] = sent.values("submitted_at", "score", "config", "rule", "stop").get()

    @rule()
    def try_again(self) -> None:
        with time_machine.travel(self.now, tick=False):
            step = next(each for each in flows.of(self.application) if each.stage.id == self.stage.id)
            offered = flows.retake(self.application, step, now=self.now)
            before = Attempt.objects.count()
            try:
                attempts.begin(application=self.application, stage=self.stage, again=True)
            except Refused:
                assert offered.state is not retakes.State.OPEN
                assert Attempt.objects.count() == before
                return
        assert offered.state is retakes.State.OPEN or step.state is State.BEGUN
        assert Attempt.objects.count() == before + (step.state is not State.BEGUN)
        for number, row in self.kept.items():
            assert Attempt.objects.filter(number=number).values(*row).get() == row
        assert Attempt.objects.filter(grants_another=True).count() <= 1
        assert self.application.status == "in_progress"

    def teardown(self) -> None:
        if hasattr(self, "inside"):
            transaction.set_rollback(True)
            self.inside.__exit__(None, None, None)


def test_whatever_happens_nobody_tries_again_too_often_or_too_early() -> None:
    run_state_machine_as_test(Retaking, settings=settings(max_examples=100, deadline=None))


@pytest.mark.endures
def test_whatever_happens_nobody_goes_on_who_was_stopped_and_nobody_is_stopped_without_a_rule() -> None:
    run_state_machine_as_test(Going, settings=settings(max_examples=100, deadline=None))


@pytest.mark.django_db
def test_in_the_database_what_is_offered_is_granted_and_earlier_goes_stay_whole(interviewer, cast) -> None:
    Rows.world = (interviewer, cast.colleague)
    few = settings(
        max_examples=12, stateful_step_count=10, deadline=None, suppress_health_check=list(HealthCheck)
    )
    run_state_machine_as_test(Rows, settings=few)


def test_a_cooldown_is_a_length_of_time_also_where_clocks_go_back_and_is_told_by_the_wall() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    sent = datetime(2026, 10, 24, 12, tzinfo=berlin)
    told = offer(Policy(1, 1.0), Gone(1, sent.astimezone(UTC)), now=sent.astimezone(UTC))
    assert told.opens_at == sent.astimezone(UTC) + timedelta(hours=24)
    assert "11 a.m." in in_their_zone(told.opens_at, "Europe/Berlin")


def test_a_clock_that_was_set_back_holds_nobody_up_where_there_is_no_cooldown_and_lets_nobody_in_early() -> (
    None
):
    earlier = START - timedelta(hours=3)
    assert offer(Policy(1, 0), Gone(1, START), now=earlier).state is retakes.State.OPEN
    assert offer(Policy(1, 0.5), Gone(1, START), now=earlier).opens_at == START + timedelta(hours=12)


def test_a_dismissed_candidate_is_offered_nothing_until_the_decision_is_taken_back(
    interviewer, resume_stage, cast
) -> None:
    application = scene.applied(interviewer)
    retaking.allow_retake(application, most=3, cooldown_days=0, by=cast.colleague)
    attempt = scene.sent_resume(application, "Casey Sample")
    attempts.grant_another(attempt=attempt)
    applications.dismiss(application, by=cast.colleague)
    with pytest.raises(Refused):
        attempts.begin(application=application, stage=resume_stage, again=True)
    applications.undecide(application, by=cast.colleague)
    assert attempts.begin(application=application, stage=resume_stage, again=True).number == 2
