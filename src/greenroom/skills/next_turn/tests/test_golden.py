"""The golden situations of next_turn, written for this project."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from greenroom.skills.contract import run
from greenroom.skills.next_turn import SKILL
from greenroom.skills.next_turn.schema import Exchange, Fact, Situation

CASES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "golden.json").read_text(encoding="utf-8")
)


def situation_of(case: dict[str, Any]) -> Situation:
    return Situation(
        role="Warehouse Operative",
        language=case["language"],
        question=case["question"],
        exchanges=[Exchange(speaker="candidate", text=case["said"])],
        facts=[Fact(**fact) for fact in case.get("facts", [])],
        manner=case.get("manner", ""),
        instructions=case.get("instructions", ""),
    )


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_built_in_engine_hears_what_the_golden_case_says(case: dict[str, Any]) -> None:
    turn = run(SKILL, situation_of(case)).output
    assert turn.heard == case["heard"]
    assert turn.text.strip()
    assert turn.move == case.get("move", turn.move)
    assert turn.source == case.get("source", turn.source)
    assert case.get("says", "") in turn.text
    assert "never" not in case or case["never"] not in turn.text


@pytest.mark.parametrize(
    "wanted", ["Warm and friendly.", "Formal, reserved.", "Brief. Straight to the point."]
)
def test_a_way_of_talking_changes_words_and_nothing_that_is_decided(wanted: str) -> None:
    changed = 0
    for case in CASES:
        plain, own = (
            run(SKILL, situation_of({**case, "manner": "", "instructions": style})).output
            for style in ("", wanted)
        )
        assert own.model_dump(exclude={"text"}) == plain.model_dump(exclude={"text"}), case["name"]
        assert own.text.strip()
        changed += own.text != plain.text
    assert changed > 20


def test_every_kind_is_heard_in_english_and_most_in_every_language() -> None:
    heard = {
        language: {c["heard"] for c in CASES if c["language"] == language} for language in ("en", "ar", "de")
    }
    assert len(heard["en"]) == 14
    assert min(len(kinds) for kinds in heard.values()) >= 10
