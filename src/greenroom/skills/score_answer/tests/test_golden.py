"""The golden cases of score_answer, written for this project."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from greenroom.skills.contract import run
from greenroom.skills.evidence import is_exact
from greenroom.skills.score_answer import SKILL
from greenroom.skills.score_answer.schema import AnswerToScore

CASES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "golden.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_built_in_engine_meets_the_golden_case(case: dict[str, Any]) -> None:
    given = AnswerToScore.model_validate({"rubric": case["rubric"], "answer": case["answer"]})
    judged = run(SKILL, given)
    output = judged.output
    assert judged.engine == "built-in"
    assert output.verdict == case["verdict"]
    assert (output.score is None) == (output.verdict == "not_addressed")
    assert bool(output.evidence) == (output.verdict == "scored")
    spans = [*output.evidence, *(point.span for point in output.points if point.span)]
    assert all(is_exact(span, given.answer) for span in spans)
    assert [point.point for point in output.points] == given.rubric.key_points
    if output.score is not None:
        assert case.get("at_least", 1.0) <= output.score <= case.get("at_most", 5.0), output
    if "made" in case:
        assert sum(point.span is not None for point in output.points) == case["made"], output.reason


def test_there_are_enough_cases_and_each_has_a_name_of_its_own() -> None:
    assert len({case["name"] for case in CASES}) == len(CASES) >= 10
