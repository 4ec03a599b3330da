"""The model's side of play_candidate."""

from __future__ import annotations

from greenroom.skills.play_candidate.model import PlayedAnswer, prompt, read
from greenroom.skills.play_candidate.schema import PartToPlay

GIVEN = PartToPlay(question="Tell me about a sale.", key_points=["the need", "the price"], level="strong")


def test_points_keep_the_words_of_the_answer_in_the_order_of_the_rubric() -> None:
    points = [
        {"point": 2, "quote": "40 dollars"},
        {"point": 1, "quote": "SHE needed"},
        {"point": 9, "quote": "a"},
    ]
    answer = PlayedAnswer.model_validate({"text": "She needed a lamp for 40 dollars.", "points": points})
    checked = read(GIVEN, answer)
    assert [(point.point, point.span.text) for point in checked.output.points] == [
        (0, "She needed"),
        (1, "40 dollars"),
    ]
    assert checked.dropped == 0


def test_words_that_are_not_in_the_answer_make_no_point() -> None:
    answer = PlayedAnswer.model_validate(
        {"text": "She left.", "points": [{"point": 1, "quote": "she needed"}]}
    )
    checked = read(GIVEN, answer)
    assert (checked.output.points, checked.dropped) == ([], 1)


def test_the_level_and_the_points_are_told() -> None:
    _, user = prompt(GIVEN)
    assert "Level: strong" in user
    assert "2. the price" in user
