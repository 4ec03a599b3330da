"""Only a rule that a recruiter switched on stops anybody, and it says which."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from greenroom.candidates.rules.gate import Checked, Outcome, Rule, Stop, at_once, in_words, outcome

VERDICTS = ("passed", "failed", "unknown", "")
scores = some.none() | some.floats(0, 100)
minimums = some.none() | some.floats(0, 100)
questions = some.lists(
    some.builds(
        Checked,
        version_id=some.sampled_from("abcdef"),
        text=some.just("Do you hold a licence?"),
        is_dealbreaker=some.booleans(),
        verdict=some.sampled_from(VERDICTS),
        answer=some.just("No"),
    ),
    max_size=6,
)
rules = some.builds(
    Rule,
    enforces_dealbreakers=some.booleans(),
    minimum_score=minimums,
    waits_for_person=some.booleans(),
)


def failed(**given: object) -> Checked:
    return Checked(**{"version_id": "v", "text": "T?", "is_dealbreaker": True, "verdict": "failed", **given})


@given(score=scores, checked=questions)
def test_without_a_rule_nobody_is_stopped_whatever_they_said(score, checked) -> None:
    assert outcome(Rule(), score=score, checked=checked) == Outcome("passed")
    assert outcome(Rule(waits_for_person=True), score=score, checked=checked) == Outcome("waiting")


@given(rule=rules, score=scores, checked=questions)
def test_whoever_is_stopped_is_told_a_rule_that_was_on_and_what_broke_it(rule, score, checked) -> None:
    found = outcome(rule, score=score, checked=checked)
    assert (found.state == "stopped") == (found.stop is not None)
    if found.stop is None:
        return
    if found.stop.rule == "dealbreaker":
        assert rule.enforces_dealbreakers
        wrong = [each for each in checked if each.is_dealbreaker and each.verdict == "failed"]
        assert found.stop.version_id == wrong[0].version_id
    else:
        assert rule.minimum_score is not None
        assert score is not None
        assert round(score, 6) < rule.minimum_score


@given(rule=rules, score=scores, checked=questions)
def test_only_a_failed_dealbreaker_or_a_low_score_stops(rule, score, checked) -> None:
    breaks = rule.enforces_dealbreakers and any(
        each.is_dealbreaker and each.verdict == "failed" for each in checked
    )
    low = rule.minimum_score is not None and score is not None and round(score, 6) < rule.minimum_score
    assert (outcome(rule, score=score, checked=checked).state == "stopped") == (breaks or low)


@given(rule=rules, score=scores, checked=questions)
def test_what_is_said_before_the_results_holds_after_them(rule, score, checked) -> None:
    early = at_once(rule, has_dealbreakers=any(each.is_dealbreaker for each in checked))
    if early is not None:
        assert outcome(rule, score=score, checked=checked) == early


@pytest.mark.parametrize("verdict", ["unknown", "", "passed"])
def test_an_answer_that_could_not_be_read_stops_nobody(verdict) -> None:
    rule = Rule(enforces_dealbreakers=True)
    assert outcome(rule, score=None, checked=[failed(verdict=verdict)]).state == "passed"


def test_a_minimum_without_a_score_waits_for_a_person() -> None:
    assert outcome(Rule(minimum_score=60), score=None, checked=[]) == Outcome("waiting")


def test_a_score_that_is_the_minimum_is_enough() -> None:
    rule = Rule(minimum_score=58.3)
    assert outcome(rule, score=58.3, checked=[]).state == "passed"
    assert outcome(rule, score=0.1 * 3 * 100 + 28.3, checked=[]).state == "passed"  # 58.300000000000004
    low = outcome(rule, score=58.2, checked=[])
    assert low.stop == Stop("minimum_score", "58.3", "58.2")


def test_a_stop_is_said_in_words_that_fit() -> None:
    assert in_words(Stop("minimum_score", "60", "41.5")) == "Minimum score 60: scored 41.5"
    assert in_words(Stop("dealbreaker", "A licence?", "No")) == "Dealbreaker “A licence?”: No"
    assert in_words(Stop("dealbreaker", "A licence?", "")) == "Dealbreaker “A licence?”"
    assert len(in_words(Stop("dealbreaker", "word " * 200, "no " * 200))) <= 300
