"""People's marks, doubt, comparison and masking: arithmetic without a database."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greenroom.evaluation.rules.comparing import compare
from greenroom.evaluation.rules.masking import mask_of
from greenroom.evaluation.rules.reviewing import doubt, people_mark, standing, with_people
from greenroom.evaluation.rules.scores import QuestionResult

WORDS = (
    "I am Rowan Vale, ROWAN to friends, of Northfield\n College; rowan.vale@example.org or +44 1632 960 158, "
    "see https://example.org/rowan. In 2019 - 2024 I cleaned 45 towers in Valencia."
)


def test_the_newest_word_of_each_that_was_not_taken_back_stands() -> None:
    said = [("a", False, 1), ("b", True, 2), ("a", False, 3), ("c", False, 4), ("c", True, 5)]
    assert standing(said) == [3, 4]


def test_the_mark_of_people_is_their_mean_and_agreeing_that_nothing_was_addressed_is_the_lowest() -> None:
    assert people_mark([]) is None
    assert people_mark([4.0, 3.0, None]) == pytest.approx(8 / 3)


def test_peoples_marks_stand_in_for_the_machines_and_for_nothing_else() -> None:
    first = QuestionResult(weight=1, asked=True, verdict="scored", score=5.0)
    second = QuestionResult(weight=1, asked=True, verdict="not_addressed", score=None)
    unasked = QuestionResult(weight=2, asked=False, verdict="", score=None)
    assert with_people([(first, None), (second, None), (unasked, None)]).score == 50
    changed = with_people([(first, 3.0), (second, 2.0), (unasked, None)])
    assert changed.score == pytest.approx(37.5)
    assert changed.coverage == 0.5


def test_what_is_unsure_in_the_middle_or_quoted_wrongly_is_worth_more_time() -> None:
    sure = doubt(score=5.0, confidence=0.9, dropped=0)
    middle = doubt(score=3.0, confidence=0.9, dropped=0)
    unsure = doubt(score=3.0, confidence=0.3, dropped=0)
    worst = doubt(score=3.0, confidence=0.3, dropped=2)
    assert sure.amount < middle.amount < unsure.amount < worst.amount == pytest.approx(2.2)
    assert (sure.is_middle, middle.is_middle, unsure.is_unsure, worst.has_dropped) == (
        False,
        True,
        True,
        True,
    )


def test_nobody_is_compared_with_fewer_than_five_and_with_five_by_n_mean_share_and_bins() -> None:
    assert compare(80.0, [10, 20, 30, 40]) is None
    found = compare(80.0, [10, 20, 80, 84.9, 100])
    assert found is not None
    assert (found.n, found.higher_than, round(found.mean, 2)) == (5, 40, 58.98)
    assert [(each.low, each.count, each.mine) for each in found.bins if each.count] == [
        (10, 1, False),
        (20, 1, False),
        (80, 2, True),
        (95, 1, False),
    ]
    assert len(found.bins) == 20


def test_a_mask_hides_names_places_schools_and_ways_to_reach_somebody_and_no_more() -> None:
    hidden = mask_of(names=["Rowan Vale"], phrases=["Northfield College"]).text(WORDS)
    for told in ("Rowan", "ROWAN", "Vale,", "Northfield", "College", "example.org", "1632", "https"):
        assert told not in hidden
    for kept in ("2019 - 2024", "45 towers", "Valencia", "friends"):
        assert kept in hidden


def test_a_long_text_takes_no_longer_than_its_length_to_mask() -> None:
    mask = mask_of(names=["Rowan Vale"], phrases=[])
    begun = time.process_time()
    for piece in ("a", "a-", "1 ", "a.", "(12)", "@a"):
        assert len(mask.text(piece * 50_000)) == 50_000 * len(piece)
    assert time.process_time() - begun < 5


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80), st.text(max_size=12), st.text(max_size=12))
def test_a_mask_keeps_every_letter_in_its_place(text: str, name: str, phrase: str) -> None:
    hidden = mask_of(names=[name], phrases=[phrase]).text(text)
    assert len(hidden) == len(text)
    assert all(after in {before, "•"} for before, after in zip(text, hidden, strict=True))
