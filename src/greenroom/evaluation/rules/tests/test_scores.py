"""The arithmetic of a stage."""

from __future__ import annotations

import pytest

from greenroom.evaluation.rules.scores import QuestionResult, overall_result, stage_result


def scored(score: float, weight: float = 1) -> QuestionResult:
    return QuestionResult(weight, True, "scored", score)


NOT_ADDRESSED = QuestionResult(1, True, "not_addressed", None)
NOT_ASKED = QuestionResult(1, False, "", None)


def test_a_stage_is_the_weighted_share_of_the_way_from_1_to_5() -> None:
    assert stage_result([scored(5, 2), scored(1, 1)]).score == pytest.approx(100 * 2 / 3)
    assert stage_result([scored(3), scored(3)]).score == 50


def test_an_answer_that_did_not_address_the_question_counts_as_the_lowest_score() -> None:
    result = stage_result([scored(5), NOT_ADDRESSED])
    assert (result.score, result.coverage) == (50, 1)


def test_a_question_that_was_not_asked_lowers_coverage_and_never_the_score() -> None:
    result = stage_result([scored(5), NOT_ASKED])
    assert (result.score, result.coverage) == (100, 0.5)


def test_an_informational_question_of_weight_0_counts_for_nothing() -> None:
    assert stage_result([scored(5), scored(1, 0)]) == stage_result([scored(5)])


def test_a_stage_without_a_result_has_no_score() -> None:
    assert (stage_result([NOT_ASKED]).score, stage_result([]).score) == (None, None)


def test_the_overall_score_is_the_mean_of_the_stages_that_have_one() -> None:
    full, none = stage_result([scored(5)]), stage_result([NOT_ASKED])
    half = stage_result([scored(3)])
    assert overall_result([(1, full), (1, half)]).score == 75
    assert overall_result([(1, full), (1, none)]).score == 100
    assert overall_result([(1, full), (1, none)]).coverage == 0.5
