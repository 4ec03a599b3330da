"""The arithmetic of a stage and of the whole: tables worked out by hand, and laws that always hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.evaluation.rules.scores import QuestionResult, StageResult, overall_result, stage_result


def scored(score: float, weight: float = 1) -> QuestionResult:
    return QuestionResult(weight, True, "scored", score)


NOT_ADDRESSED = QuestionResult(1, True, "not_addressed", None)
NOT_ASKED = QuestionResult(1, False, "", None)
NO_RESULT = QuestionResult(1, True, "", None)
PASSED = QuestionResult(1, True, "passed", None)


@pytest.mark.parametrize(
    ("questions", "score", "coverage"),
    [
        ([scored(1)], 0, 1),
        ([scored(5)], 100, 1),
        ([scored(3)], 50, 1),
        ([scored(2)], 25, 1),
        ([scored(4.6, 2), scored(4.0), scored(4.4, 1.5), scored(5.0), scored(4.1)], 86.154, 1),
        ([scored(5, 2), scored(1)], 66.667, 1),
        ([scored(5), scored(1, 0)], 100, 1),
        ([scored(5), NOT_ADDRESSED], 50, 1),
        ([scored(5), NOT_ASKED], 100, 0.5),
        ([scored(5, 3), NOT_ASKED], 100, 0.75),
        ([scored(3), NO_RESULT], 50, 0.5),
        ([scored(3), PASSED], 50, 0.5),
        ([NOT_ADDRESSED], 0, 1),
        ([QuestionResult(1, False, "scored", 5.0)], None, 0),
        ([QuestionResult(1, False, "not_addressed", None), scored(5)], 100, 0.5),
        ([NOT_ASKED], None, 0),
        ([scored(5, 0)], None, 1),
        ([], None, 1),
    ],
)
def test_the_score_and_coverage_of_a_stage(questions, score, coverage) -> None:
    result = stage_result(questions)
    assert result.score == (None if score is None else pytest.approx(score, abs=0.001))
    assert result.coverage == pytest.approx(coverage)


FULL, HALF, NOTHING = StageResult(100.0, 1.0), StageResult(50.0, 0.5), StageResult(None, 0.0)
ONLY_CHECKS = StageResult(None, 1.0)


@pytest.mark.parametrize(
    ("stages", "score", "coverage"),
    [
        ([(1, FULL)], 100, 1),
        ([(1, FULL), (1, HALF)], 75, 0.75),
        ([(3, FULL), (1, HALF)], 87.5, 0.875),
        ([(1, FULL), (1, NOTHING)], 100, 0.5),
        ([(1, FULL), (3, NOTHING)], 100, 0.25),
        ([(1, FULL), (0, HALF)], 100, 1),
        ([(1, FULL), (1, ONLY_CHECKS)], 100, 1),
        ([(1, StageResult(0.0, 1.0)), (1, FULL)], 50, 1),
        ([(1, StageResult(None, 0.6)), (1, FULL)], 100, 0.5),
        ([(1, NOTHING)], None, 0),
        ([(1, ONLY_CHECKS)], None, 0),
        ([(0, FULL)], None, 0),
        ([], None, 0),
    ],
)
def test_the_overall_score_and_coverage(stages, score, coverage) -> None:
    result = overall_result(stages)
    assert result.score == (None if score is None else pytest.approx(score))
    assert result.coverage == pytest.approx(coverage)


weights = st.one_of(st.just(0.0), st.floats(0.01, 5))
results = st.one_of(
    st.builds(QuestionResult, weights, st.just(True), st.just("scored"), st.floats(1, 5)),
    st.builds(QuestionResult, weights, st.just(True), st.just("not_addressed"), st.none()),
    st.builds(QuestionResult, weights, st.just(False), st.just(""), st.none()),
    st.builds(QuestionResult, weights, st.just(True), st.just(""), st.none()),
)
stages_of_all_kinds = st.lists(
    st.tuples(
        weights,
        st.one_of(
            st.builds(StageResult, st.floats(0, 100), st.floats(0, 1)), st.just(NOTHING), st.just(ONLY_CHECKS)
        ),
    )
)


@given(st.lists(results))
def test_a_stage_lies_between_0_and_100_and_its_coverage_between_0_and_1(questions) -> None:
    result = stage_result(questions)
    assert 0 <= result.coverage <= 1 + 1e-9
    assert result.score is None or -1e-9 <= result.score <= 100 + 1e-9


@given(st.lists(results), st.randoms())
def test_the_order_of_questions_does_not_matter(questions, random) -> None:
    shuffled = random.sample(questions, len(questions))
    first, second = stage_result(questions), stage_result(shuffled)
    assert first.score == (None if second.score is None else pytest.approx(second.score))
    assert first.coverage == pytest.approx(second.coverage)


@given(st.lists(results), weights)
def test_a_question_that_was_not_asked_never_changes_the_score(questions, weight) -> None:
    before = stage_result(questions)
    after = stage_result([*questions, QuestionResult(weight, False, "", None)])
    assert after.score == before.score
    assert after.coverage <= before.coverage + 1e-9


@given(st.lists(results), st.floats(1, 4.9), st.floats(0.01, 5))
def test_a_better_answer_never_lowers_the_score(questions, score, weight) -> None:
    worse = stage_result([*questions, scored(score, weight)])
    better = stage_result([*questions, scored(score + 0.1, weight)])
    assert better.score > worse.score
    assert better.coverage == pytest.approx(worse.coverage)


@given(st.lists(results), st.floats(0.1, 10))
def test_only_the_proportions_of_weights_count(questions, factor) -> None:
    heavier = [
        QuestionResult(each.weight * factor, each.asked, each.verdict, each.score) for each in questions
    ]
    before, after = stage_result(questions), stage_result(heavier)
    assert after.score == (None if before.score is None else pytest.approx(before.score, abs=1e-6))
    assert after.coverage == pytest.approx(before.coverage)


@given(st.lists(results), st.floats(1, 5))
def test_an_informational_question_changes_nothing(questions, score) -> None:
    assert stage_result([*questions, scored(score, 0)]) == stage_result(questions)


@given(stages_of_all_kinds)
def test_the_overall_score_lies_between_those_of_its_stages(stages) -> None:
    result = overall_result(stages)
    counted = [each.score for weight, each in stages if weight > 0 and each.score is not None]
    assert (result.score is None) == (not counted)
    if counted:
        assert min(counted) - 1e-9 <= result.score <= max(counted) + 1e-9
    assert 0 <= result.coverage <= 1 + 1e-9


@given(stages_of_all_kinds, st.floats(0.01, 5))
def test_a_stage_that_only_checks_changes_nothing(stages, weight) -> None:
    assert overall_result([*stages, (weight, ONLY_CHECKS)]) == overall_result(stages)
