"""The model's side of suggest_questions."""

from __future__ import annotations

from typing import Any

import pytest

from greenroom.skills.suggest_questions.model import SuggestedAnswer, prompt, read
from greenroom.skills.suggest_questions.schema import JobToAskAbout

JOB = JobToAskAbout(job_description="You weld steel gates.", asked=["How do you weld thin steel?"], count=2)
MADE = {
    "text": "Tell me about a gate that was hard to make.",
    "topic": "Gates",
    "shape": "",
    "unit": "",
    "one": "Names none.",
    "five": "Names one.",
    "key_points": ["the gate"],
    "reason": "It is the work.",
    "quote": "steel GATES",
}


def kept(*made: dict[str, Any]) -> tuple[list[str], int]:
    checked = read(JOB, SuggestedAnswer.model_validate({"questions": list(made)}))
    return [
        question.quote.text if question.quote else "" for question in checked.output.questions
    ], checked.dropped


def test_a_quote_keeps_the_words_of_the_job() -> None:
    assert kept(MADE) == (["steel gates"], 0)
    assert kept({**MADE, "quote": ""}) == ([""], 0)


def test_a_question_on_words_that_are_not_there_is_dropped_and_counted() -> None:
    assert kept({**MADE, "quote": "brass gates"}) == ([], 1)


@pytest.mark.parametrize("text", ["How do you weld thin steel?", "Do you have children?", " "])
def test_what_is_asked_or_may_not_be_asked_is_left_out(text: str) -> None:
    assert kept({**MADE, "text": text}) == ([], 0)


def test_the_same_question_counts_once() -> None:
    assert kept(MADE, MADE) == (["steel gates"], 0)


def test_what_is_asked_already_is_told_and_the_job_is_fenced() -> None:
    _, user = prompt(JOB)
    assert "* How do you weld thin steel?" in user
    assert "<job-" in user
