"""The golden cases of find_highlights, written for this project."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from greenroom.skills.contract import run
from greenroom.skills.evidence import is_exact
from greenroom.skills.find_highlights import SKILL
from greenroom.skills.find_highlights.schema import InterviewHeard

CASES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "golden.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_built_in_engine_finds_what_the_golden_case_names(case: dict[str, Any]) -> None:
    said = [{"turn": turn, "question": question, "text": text} for turn, question, text in case["said"]]
    given = InterviewHeard.model_validate(
        {"role": "Any", "requirements": case["requirements"], "language": case["language"], "said": said}
    )
    found = run(SKILL, given).output.found
    texts = {turn.turn: turn.text for turn in given.said}
    assert all(is_exact(light.span, texts[light.turn]) for light in found)
    for kind, words, wording in case["found"]:
        assert any(
            light.kind == kind and words in light.span.text and wording in light.text for light in found
        ), found
    assert not {light.kind for light in found} & set(case.get("absent", []))


def test_there_are_enough_cases_and_each_has_a_name_of_its_own() -> None:
    assert len({case["name"] for case in CASES}) == len(CASES) >= 10
