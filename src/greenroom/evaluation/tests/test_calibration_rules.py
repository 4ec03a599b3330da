"""What is drawn, how agreement is counted, and what counts as changed."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from greenroom.evaluation.rules.calibrating import Held, Made, changes, hold, moved, worth
from greenroom.evaluation.rules.sampling import draw
from greenroom.skills.evals.agreement import agreement, band

halves = some.integers(2, 10).map(lambda number: number / 2)
pairs = some.lists(some.tuples(halves, halves), min_size=1, max_size=30)
answers = some.tuples(some.sampled_from(["low", "middle", "high"]), some.integers(1, 9))
pools = some.lists(answers, max_size=80).map(
    lambda pool: [(key, band, person) for key, (band, person) in enumerate(pool)]
)


@settings(max_examples=100)
@given(pools, some.integers(10, 30))
def test_the_same_answers_are_drawn_each_time_and_no_band_is_left_out(pool, size) -> None:
    drawn = draw(pool, size)
    assert drawn == draw(list(pool), size)
    assert len(drawn) == len(set(drawn)) == min(size, len(pool))
    bands = {key: band for key, band, _ in pool}
    counts, there = Counter(bands[key] for key in drawn), Counter(bands.values())
    assert counts.keys() == there.keys()
    for name, count in counts.items():
        assert count == there[name] or count >= max(counts.values()) - 1
        mine = [(key, person) for key, band, person in pool if band == name]
        per_person = Counter(person for key, person in mine if key in drawn)
        for person, number in per_person.items():
            own = [key for key, who in mine if who == person]
            assert set(own[:number]) == {key for key in own if key in drawn}
            others = Counter(who for _, who in mine)
            assert all(per_person[who] >= min(number - 1, others[who]) for who in others)


@settings(max_examples=100)
@given(pairs)
def test_agreement_is_the_same_whoever_is_first(both) -> None:
    one, other = [a for a, _ in both], [b for _, b in both]
    there, back = agreement(one, other), agreement(other, one)
    assert there.kappa == pytest.approx(back.kappa)
    assert there.overall == back.overall
    assert there.difference == pytest.approx(-back.difference)
    assert there.confusion == [list(column) for column in zip(*back.confusion, strict=True)]
    assert agreement(one, one).overall.exact == 1
    assert [band(mark) for mark in (1, 2.4, 2.5, 3.4, 3.5, 5)] == [
        "low",
        "low",
        "middle",
        "middle",
        "high",
        "high",
    ]


def test_nine_answers_make_no_figure_and_what_one_side_left_out_is_not_counted() -> None:
    nine = [(3.0, 4.0)] * 9
    assert hold([*nine, (None, 4.0), (2.0, None)]) == Held(9)
    ten = hold([*nine, (1.0, 1.0)])
    assert ten.n == 10
    assert ten.found.difference == pytest.approx(0.9)
    assert ten.found.kappa == pytest.approx(1 - ten.seen / ten.by_chance)
    assert (worth("not_addressed", None), worth("scored", 2.5), worth("skipped", None)) == (1.0, 2.5, None)
    assert moved([(2.0, 2.04), (2.0, 2.1), (None, 3.0)]) == 1


@pytest.mark.parametrize(
    ("was", "changed"),
    [
        (("built-in", "", "3"), []),
        (("built-in", "", "3, 7"), []),
        (("built-in, model", "example", "2, 7"), ["engine", "model", "version"]),
        (("built-in", "", "7"), ["version"]),
        (("model", "example", "3"), ["engine", "model"]),
    ],
)
def test_a_change_is_one_of_what_marks_the_answers(was, changed) -> None:
    now, beside = Made.read("built-in", "", "3"), Made.read("built-in", "", "7")
    assert changes(Made.read(*was), now=now, beside=beside) == changed
