"""The golden cases of scenario_reply, and what its built-in engine promises beside them."""

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
from greenroom.skills.scenario_reply import SKILL
from greenroom.skills.scenario_reply.schema import ScenarioReply, ScenarioToAssist

GOLDEN: dict[str, Any] = json.loads((Path(__file__).parents[1] / "golden.json").read_text(encoding="utf-8"))
every_language = pytest.mark.parametrize("language", GOLDEN)


def replied(language: str, *said: str, **more: object) -> ScenarioReply:
    """The reply to what was said in turn, the candidate's words first and last."""
    turns = [{"speaker": ("candidate", "assistant")[at % 2], "text": text} for at, text in enumerate(said)]
    given = {**GOLDEN[language]["scenario"], "language": language, "turns": turns, **more}
    return run(SKILL, ScenarioToAssist.model_validate(given)).output


@every_language
def test_a_question_is_answered_in_the_words_of_the_scenario(language: str) -> None:
    case = GOLDEN[language]
    output = replied(language, case["question"])
    assert case["answer"] in output.text
    assert [is_exact(span, case["scenario"]["scenario"]) for span in output.sources] == [True]
    assert (output.lacks, output.invented, output.planted) == ([], [], None)


@every_language
def test_what_the_scenario_lacks_is_said_and_not_made_up(language: str) -> None:
    output = replied(language, GOLDEN[language]["unknown"])
    assert len(output.lacks) == 1
    assert output.lacks[0] in output.text
    assert (output.invented, output.sources) == ([], [])


@every_language
def test_it_makes_up_what_is_missing_only_where_that_is_allowed_and_marks_it(language: str) -> None:
    output = replied(language, GOLDEN[language]["unknown"], invents_missing_details=True)
    (made_up,) = output.invented
    assert is_exact(made_up, output.text)
    assert output.lacks


@every_language
def test_a_draft_is_made_of_the_part_that_was_asked_for(language: str) -> None:
    case = GOLDEN[language]
    first = replied(language, case["request"])
    assert case["request"] in first.text
    assert first.sources
    assert first.planted is None


@every_language
def test_in_error_detection_one_figure_is_told_wrong_and_marked(language: str) -> None:
    case = GOLDEN[language]
    output = replied(language, case["question"], mode="error_detection")
    assert output.planted is not None
    assert is_exact(output.planted.span, output.text)
    assert output.planted.source is not None
    assert is_exact(output.planted.source, case["scenario"]["scenario"])
    assert output.planted.span.text != output.planted.right == "900"
    assert case["answer"] not in output.text


@every_language
def test_a_mistake_that_was_caught_is_put_right_and_no_new_one_made(language: str) -> None:
    case = GOLDEN[language]
    wrong = replied(language, case["question"], mode="error_detection").text
    output = replied(language, case["question"], wrong, case["objection"], mode="error_detection")
    assert case["answer"] in output.text
    assert output.planted is None


@every_language
def test_without_words_of_the_candidate_it_greets_with_the_deliverable(language: str) -> None:
    output = replied(language)
    assert GOLDEN[language]["scenario"]["deliverable"] in output.text
    assert output.planted is None


def test_parts_are_drafted_one_after_the_other_until_all_are() -> None:
    said: list[str] = []
    for part in ("A staffing schedule", "a training plan", "a message to the catering firm"):
        output = replied("en", *said, "Go on with the next one.")
        assert f"this part: {part}" in output.text
        said += ["Go on with the next one.", output.text]
    assert "All parts have a draft" in replied("en", *said, "Go on with the next one.").text


def test_a_brief_without_numbers_gives_no_mistake() -> None:
    more = {"scenario": "The shop opens soon.", "mode": "error_detection"}
    assert replied("en", "When does the shop open?", **more).planted is None


@settings(max_examples=60, deadline=None)
@cases(st.text(max_size=120), st.sampled_from(["en", "de", "fr", "es", "pt", "ar"]), st.booleans())
def test_any_words_are_answered_with_exact_spans(words: str, language: str, invents: bool) -> None:
    output = replied(language, words, mode="error_detection", invents_missing_details=invents)
    assert output.text
    assert all(is_exact(span, output.text) for span in output.invented)
    assert output.planted is None or is_exact(output.planted.span, output.text)
