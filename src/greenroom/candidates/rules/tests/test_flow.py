"""A candidate's way through a workflow that may change around them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from greenroom.candidates.rules.flow import OVER, State, Went, steps

goes = some.builds(
    Went,
    stage=some.integers(0, 99),
    is_open=some.booleans(),
    outcome=some.sampled_from(["", "passed", "waiting", "stopped"]),
    is_ruled=some.booleans(),
    let_on=some.booleans(),
)


def states(begun: list[Went[int]], ahead: list[int]) -> list[str]:
    return [step.state.value for step in steps(begun, ahead)]


def done(stage: int = 1) -> Went[int]:
    return Went(stage, is_open=False, outcome="passed")


@given(begun=some.lists(goes, max_size=6), ahead=some.lists(some.integers(100, 199), max_size=6))
def test_every_step_stands_once_and_at_most_the_first_ahead_is_ready(begun, ahead) -> None:
    found = steps(begun, ahead)
    assert [step.stage for step in found] == [*(went.stage for went in begun), *ahead]
    ready = [step.stage for step in found if step.state is State.READY]
    free = all(step.state is State.DONE for step in found[: len(begun)])
    assert ready == (ahead[:1] if free else [])
    assert all(step.state in OVER or step.state is State.BEGUN for step in found[: len(begun)])


def test_a_stage_without_a_rule_is_done_when_it_is_sent() -> None:
    assert states([Went(1, is_open=False)], [2]) == ["done", "ready"]


def test_nobody_goes_on_while_a_rule_has_not_spoken_or_a_person_has_not_looked() -> None:
    assert states([Went(1, is_open=False, is_ruled=True)], [2]) == ["reading", "ahead"]
    assert states([Went(1, is_open=False, outcome="waiting")], [2]) == ["waiting", "ahead"]
    assert states([Went(1, is_open=False, outcome="stopped")], [2]) == ["stopped", "ahead"]


def test_whoever_is_let_on_goes_on_whatever_the_rule_said() -> None:
    for outcome in ("waiting", "stopped"):
        assert states([Went(1, is_open=False, outcome=outcome, let_on=True)], [2]) == ["done", "ready"]


def test_where_nothing_is_ahead_nobody_has_to_be_let_on() -> None:
    assert states([done(), Went(2, is_open=False, outcome="waiting")], []) == ["done", "done"]
    assert states([done(), Went(2, is_open=False, outcome="stopped")], []) == ["done", "stopped"]


def test_a_step_that_is_done_again_holds_up_what_is_ahead() -> None:
    assert states([Went(1, is_open=True), done(2)], [3]) == ["begun", "done", "ahead"]
