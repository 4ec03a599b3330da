"""Who moves, who crosses a line, and which words of a rubric are others."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greenroom.evaluation.rules.differing import side_by_side
from greenroom.evaluation.rules.movement import crossings, moves, places


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (50, 50.04, False),
        (50, 50.06, True),
        (50, 49.9, True),
        (None, 0.0, True),
        (0.0, None, True),
        (None, None, False),
    ],
)
def test_who_moves_by_less_than_a_tenth_stays(before, after, expected) -> None:
    assert moves(before, after) is expected


def test_only_who_comes_to_the_other_side_of_a_minimum_crosses_it() -> None:
    def stage(before, after, minimum=60.0):
        return {"kind": "web_interview", "before": before, "after": after, "minimum": minimum}

    rows = [
        stage(59.9, 60.0),
        stage(60.0, 59.9),
        stage(60, 99),
        stage(None, 60),
        stage(10, 90, None),
        stage(1, 2),
    ]
    assert [(each.before, each.after, each.meets) for each in crossings(rows)] == [
        (59.9, 60.0, True),
        (60.0, 59.9, False),
        (None, 60, True),
    ]


def test_the_same_score_is_the_same_place_and_nobody_without_one_has_a_place() -> None:
    assert places({"a": 50.0, "b": 80.0, "c": None, "d": 50.0, "e": 10.0}) == {"b": 1, "a": 2, "d": 2, "e": 4}


@given(st.text(max_size=60), st.text(max_size=60))
@settings(max_examples=60, deadline=None)
def test_nothing_of_either_text_is_lost_and_what_is_not_marked_is_in_both(before, now) -> None:
    left, right = side_by_side(before, now)
    assert ("".join(each.text for each in left), "".join(each.text for each in right)) == (before, now)
    same = [[each.text for each in side if not each.differs] for side in (left, right)]
    assert "".join(same[0]) == "".join(same[1])


def test_the_words_that_differ_are_marked() -> None:
    left, right = side_by_side("names one risk", "names two risks")
    assert [each.text for each in left if each.differs] == ["one risk"]
    assert [each.text for each in right if each.differs] == ["two risks"]
    assert [each.text for each in side_by_side("2", "2.5")[1]] == ["2.5"]
