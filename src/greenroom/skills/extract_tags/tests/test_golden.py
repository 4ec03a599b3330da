"""The golden cases of extract_tags, written for this project."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from greenroom.skills.contract import run
from greenroom.skills.evidence import is_exact
from greenroom.skills.extract_tags import SKILL
from greenroom.skills.extract_tags.schema import STANDARD_TAGS, TagsHeard, TagsToHear

CASES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "golden.json").read_text(encoding="utf-8")
)


def given_in(case: dict[str, Any]) -> TagsToHear:
    said = [{"turn": turn, "question": question, "text": text} for turn, question, text in case["said"]]
    wanted = case.get("wanted", [tag.model_dump() for tag in STANDARD_TAGS])
    return TagsToHear.model_validate({"language": case["language"], "wanted": wanted, "said": said})


def values(heard: TagsHeard) -> dict[str, str]:
    return {tag.name: tag.value for tag in heard.tags}


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_built_in_engine_hears_exactly_the_golden_tags(case: dict[str, Any]) -> None:
    given = given_in(case)
    heard = run(SKILL, given).output
    assert values(heard) == case["tags"]
    texts = {said.turn: said.text for said in given.said}
    assert all(is_exact(tag.span, texts[tag.turn]) for tag in heard.tags)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_language_may_be_left_to_be_detected(case: dict[str, Any]) -> None:
    detected = run(SKILL, given_in({**case, "language": ""})).output
    assert values(detected) == case["tags"]


def test_there_are_enough_cases_and_each_has_a_name_of_its_own() -> None:
    assert len({case["name"] for case in CASES}) == len(CASES) >= 10
