"""What the engine does with each golden utterance of next_turn, in every language."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from greenroom import skills
from greenroom.conversations import engine
from greenroom.skills.next_turn.builtin import next_turn
from greenroom.skills.next_turn.schema import Fact

CASES: list[dict[str, Any]] = json.loads(
    (Path(skills.__file__).parent / "next_turn" / "golden.json").read_text(encoding="utf-8")
)
LEAVES = {"skip"}
MAY_LEAVE = {"answer"}


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_only_an_answer_or_a_skip_leaves_the_question_and_something_is_always_said(
    case: dict[str, Any],
) -> None:
    plan = engine.Plan(
        role="Warehouse Operative",
        language=case["language"],
        questions=(
            engine.PlannedQuestion(id="first", text=case["question"]),
            engine.PlannedQuestion(id="second", text="?"),
        ),
        facts=tuple(Fact(**fact) for fact in case.get("facts", [])),
    )
    state, says = engine.hear(engine.start(plan)[0], case["said"], next_turn)
    assert says
    assert all(say.text.strip() and "{" not in say.text for say in says)
    assert state.heard == case["heard"]
    assert not state.ended
    if case["heard"] not in MAY_LEAVE:
        assert (state.question_id == "second") is (case["heard"] in LEAVES)
    if case["heard"] == "question":
        assert says[0].source == case.get("source", says[0].source)
