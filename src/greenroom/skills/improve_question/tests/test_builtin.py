"""The golden cases of improve_question, and what its built-in engine promises beside them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given as cases
from hypothesis import settings
from hypothesis import strategies as st

from greenroom.skills.contract import run
from greenroom.skills.evidence import is_exact
from greenroom.skills.improve_question import SKILL
from greenroom.skills.improve_question.schema import QuestionImproved, QuestionToImprove
from greenroom.skills.plan_interviewer.bank import LANGUAGES, bank

CASES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "golden.json").read_text(encoding="utf-8")
)
LADDER = {
    "1": "Has led nobody.",
    "2": "Has led one.",
    "3": "Has led a few.",
    "4": "Has led a team.",
    "5": "Runs a site.",
}


def improved(**given: object) -> QuestionImproved:
    return run(SKILL, QuestionToImprove.model_validate(given)).output


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_golden_case_is_improved_as_written(case: dict[str, Any]) -> None:
    output = improved(**case["given"])
    assert output.text == case["text"]
    assert [change.problem for change in output.changes] == case["problems"]
    assert output.split_off == case.get("split_off", [])
    assert output.anchors == case.get("anchors", {})


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_every_change_quotes_what_stood_there_and_gives_its_reason(case: dict[str, Any]) -> None:
    given = QuestionToImprove.model_validate(case["given"])
    fields = {"text": given.text} | {f"anchor {score}": text for score, text in given.anchors.items()}
    for change in run(SKILL, given).output.changes:
        assert change.before is not None
        assert is_exact(change.before, fields[change.field])
        assert change.reason
        assert "{" not in change.reason


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_what_was_improved_needs_no_more(case: dict[str, Any]) -> None:
    once = improved(**case["given"])
    again = improved(**{**case["given"], "text": once.text, "anchors": once.anchors, "wish": ""})
    assert (again.text, again.changes) == (once.text, [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_questions_of_the_bank_need_nothing(language: str) -> None:
    for pattern in bank(language).patterns:
        text = pattern.text.format(job="Clerk", phrase="stock")
        anchors = {"1": pattern.one, "5": pattern.five}
        output = improved(text=text, anchors=anchors, key_points=list(pattern.points), language=language)
        assert (output.text, output.anchors, output.changes) == (text, anchors, [])


def test_stricter_moves_every_anchor_down_one_score() -> None:
    output = improved(text="Has led people", modality="criterion", anchors=LADDER, wish="stricter for senior")
    assert [output.anchors[score] for score in "234"] == [LADDER[score] for score in "345"]
    assert output.anchors["5"].startswith("Runs a site. ")
    assert {change.problem for change in output.changes} == {"wish"}


def test_more_lenient_moves_every_anchor_up_one_score() -> None:
    output = improved(
        text="Has led people", modality="criterion", anchors=LADDER, wish="more lenient for entry level"
    )
    assert [output.anchors[score] for score in "34"] == [LADDER[score] for score in "23"]
    assert output.anchors["5"].startswith("Has led a team. ")


def test_wording_that_shuts_people_out_is_remarked_with_what_to_write() -> None:
    output = improved(text="Describe how a good salesman wins a customer.", language="en")
    assert [(remark.quote.text, remark.problem) for remark in output.remarks] == [("salesman", "biased")]
    assert "salesperson" in output.remarks[0].reason


def test_nothing_to_improve_is_said_and_nothing_changes() -> None:
    text = "Tell me about a time when you helped a colleague."
    output = improved(text=text)
    assert (output.text, output.changes, output.remarks) == (text, [], [])
    assert output.note.startswith("Nothing to improve")


@settings(max_examples=60, deadline=None)
@cases(st.text(max_size=120), st.sampled_from(["en", "de", "fr", "es", "pt", "ar", "xx", ""]))
def test_any_words_come_back_with_exact_quotes(text: str, language: str) -> None:
    output = improved(text=text, language=language)
    assert all(change.before is None or is_exact(change.before, text) for change in output.changes)
    assert output.text == text or output.changes
