"""A letter says what was heard, and holds no score."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from greenroom.skills.candidate_feedback.builtin import words, write
from greenroom.skills.candidate_feedback.model import WrittenFeedback, prompt, read
from greenroom.skills.candidate_feedback.schema import FeedbackToWrite
from greenroom.skills.evidence import is_exact

CASES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "golden.json").read_text(encoding="utf-8")
)


def given_in(case: dict[str, Any]) -> FeedbackToWrite:
    return FeedbackToWrite.model_validate(
        {
            "name": "Casey Sample",
            "role": "Window cleaner",
            "company": "Highline",
            "language": case["language"],
            "answers": case["answers"],
        }
    )


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_golden_letters(case: dict[str, Any]) -> None:
    given = given_in(case)
    written = write(given)
    assert [praise.text for praise in written.went_well] == case["well"]
    assert written.next_time == case["next"]
    assert all(text in written.text for text in [*case["well"], *case["next"], "Casey Sample", "Highline"])
    texts = {answer.turn: answer.text for answer in given.answers}
    assert all(is_exact(praise.span, texts[praise.turn]) for praise in written.went_well)


def test_every_language_has_every_sentence() -> None:
    assert {frozenset(words(code)) for code in ("en", "es", "fr", "de", "pt", "ar")} == {
        frozenset(words("fi"))
    }


def test_a_models_letter_has_no_invented_quote_and_no_score_and_it_never_saw_the_name() -> None:
    given = given_in(CASES[0])
    answer = WrittenFeedback.model_validate(
        {
            "went_well": [
                {"text": "You check the harness.", "turn": "t1", "quote": "I check the  harness"},
                {"text": "You fly.", "turn": "t1", "quote": "purple zeppelins"},
                {"text": "You scored 4/5 here.", "turn": "t1", "quote": "I love it"},
            ],
            "next_time": ["Speak of the weather.", "You were in the top 10 % of all."],
        }
    )
    checked = read(given, answer)
    assert [praise.span.text for praise in checked.output.went_well] == ["I check the harness"]
    assert (checked.output.next_time, checked.dropped) == (["Speak of the weather."], 3)
    assert "Casey" in checked.output.text
    assert "Casey" not in "".join(prompt(given))
