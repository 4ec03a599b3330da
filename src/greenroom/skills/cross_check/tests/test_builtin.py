"""What the built-in engine holds side by side, and what it leaves alone."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from greenroom.skills.cross_check.builtin import compare
from greenroom.skills.cross_check.schema import StatementsToCompare
from greenroom.skills.evidence import is_exact

CASES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "golden.json").read_text(encoding="utf-8")
)
RESUME: str = CASES[0]["resume"]


def given_in(case: dict[str, Any]) -> StatementsToCompare:
    def said(rows: list[list[str]]) -> list[dict[str, str]]:
        return [{"turn": turn, "question": question, "text": text} for turn, question, text in rows]

    return StatementsToCompare.model_validate(
        {
            "language": case["language"],
            "resume": case["resume"],
            "written": said(case.get("written", [])),
            "said": said(case["said"]),
            "as_of": date(2026, 3, 10),
        }
    )


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_golden_conflicts_and_no_others_are_found_with_both_quotes(case: dict[str, Any]) -> None:
    given = given_in(case)
    found = compare(given)
    assert sorted([each.kind, each.first.text, each.second.text] for each in found.conflicts) == sorted(
        case["found"]
    )
    written = {"": given.resume, **{said.turn: said.text for said in given.written}}
    spoken = {said.turn: said.text for said in given.said}
    for each in found.conflicts:
        assert is_exact(each.first, written[each.source])
        assert is_exact(each.second, spoken[each.turn])
    assert found.compared >= len(found.conflicts)


@pytest.mark.parametrize(
    "words",
    [
        "My sister started at Brick Lane Storage in 2009.",
        "I joined a customer of Brick Lane Storage in 2010.",
        "Brick Lane Storage has existed since 1950.",
        "Did you know that Brick Lane Storage closed in 2012?",
        "I was the person who called the manager of Brick Lane Storage.",
        "I have never missed a shift, and I like SAP.",
        "I don't use SAP every day.",
        "I'd love to finish a master's degree one day.",
        "If I had a master's degree I would teach.",
        "My manager has a PhD.",
        "I was not the manager at Brick Lane Storage.",
        "At Brick Lane Storage I started at six in the morning and left at two.",
        "x" * 2000,
    ],
)
def test_what_leaves_it_open_raises_nothing(words: str) -> None:
    case = {"language": "en", "resume": RESUME, "said": [["1", "Tell me about yourself.", words]]}
    assert compare(given_in(case)).conflicts == []


def test_hours_of_talk_are_read_in_bounded_time_and_raise_at_most_a_dozen() -> None:
    said = [
        [str(at), "And then?", f"I joined Brick Lane Storage in {1950 + at % 60}. I have never used SAP."]
        for at in range(1500)
    ]
    found = compare(given_in({"language": "en", "resume": RESUME, "said": said}))
    assert 1 <= len(found.conflicts) <= 12
