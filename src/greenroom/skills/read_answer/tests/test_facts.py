"""Answers that name a fact, an amount or the question's own words in place of a yes or a no."""

from __future__ import annotations

from datetime import date

import pytest

from greenroom.skills.read_answer.builtin import read
from greenroom.skills.read_answer.schema import AnswerRead, AnswerToRead, Number, YesNo

NIGHTS = "Can you work night shifts?"
CAR = "Do you have your own car?"
LIFT = "Are you able to lift 50 lbs?"
YEARS = "Do you have at least 2 years of warehouse experience?"


def heard(question: str, words: str) -> AnswerRead:
    return read(
        AnswerToRead(question=question, shape=YesNo(), words=words, language="en", as_of=date(2026, 3, 10))
    )


@pytest.mark.parametrize(
    ("question", "words", "value", "span"),
    [
        (CAR, "I take the bus", False, "I take the bus"),
        (NIGHTS, "Only mornings for me", False, "Only mornings"),
        (NIGHTS, "I can do days but not nights", False, "not nights"),
        (LIFT, "30 max", False, "30"),
        (LIFT, "even 80", True, "80"),
        (LIFT, "I can lift about 30", False, "30"),
        (NIGHTS, "I have classes so I can't", False, "can't"),
        (YEARS, "18 months", False, "18 months"),
        (YEARS, "3 yrs", True, "3 yrs"),
        (NIGHTS, "nights work for me", True, "nights work for me"),
        (NIGHTS, "definately", True, "definately"),
        (NIGHTS, "unfortunatly", False, "unfortunatly"),
        ("Have you ever driven a forklift?", "every day", True, "every day"),
    ],
)
def test_a_fact_answers_with_the_words_that_name_it(
    question: str, words: str, value: bool, span: str
) -> None:
    answer = heard(question, words)
    assert (answer.value, answer.span and answer.span.text) == (value, span)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (CAR, "my brother has a car"),
        (NIGHTS, "some nights"),
        (NIGHTS, "only Fridays"),
        (NIGHTS, "I am busy so maybe"),
        (LIFT, "at least 20"),
        (LIFT, "50 with help"),
        (YEARS, "5 years in retail"),
        (YEARS, "I have three children"),
        (NIGHTS, "I hate Mondays"),
        (NIGHTS, "days are fine"),
        (CAR, "I am in school"),
        ("Are you authorized to work in the US?", "I applied for a green card"),
        ("Have you ever driven a forklift?", "I drive a truck"),
    ],
)
def test_a_fact_beside_the_question_answers_nothing(question: str, words: str) -> None:
    assert heard(question, words).reading == "unclear"


def test_a_limit_is_the_answer_only_where_one_is_asked_for() -> None:
    def number(question: str) -> float | bool | list[str] | str | None:
        asked = AnswerToRead(
            question=question, shape=Number(), words="up to 40", language="en", as_of=date(2026, 3, 10)
        )
        return read(asked).value

    assert number("How many hours a week can you work?") == 40
    assert number("How many people were in your team?") is None


@pytest.mark.parametrize(
    "words",
    [
        "I don't want more than 20 hours",
        "my wife can drop me off",
        "I had to quit it",
        "I stop at 5 on Fridays",
    ],
)
def test_words_of_a_wish_to_stop_inside_an_answer_stop_nothing(words: str) -> None:
    assert heard(NIGHTS, words).reading != "stop"
