"""What the built-in engine of read_answer promises beside its golden cases."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given as cases
from hypothesis import settings
from hypothesis import strategies as st

from greenroom.skills.evidence import is_exact
from greenroom.skills.read_answer.builtin import read
from greenroom.skills.read_answer.schema import AnswerRead, AnswerToRead, Choice, Day, Number, Shape, YesNo

AS_OF = date(2026, 3, 10)
SHAPES: list[Shape] = [
    YesNo(),
    Number(unit="years"),
    Choice(options=["Early shift", "Late shift"]),
    Choice(options=["Van", "Lorry", "Bike"], several=True),
    Day(),
]


def heard(words: str, shape: Shape, question: str = "Please tell us:", language: str = "en") -> AnswerRead:
    given = AnswerToRead(question=question, shape=shape, words=words, language=language, as_of=AS_OF)
    return read(given)


def test_a_no_that_will_change_says_by_when() -> None:
    answer = heard("No but I can get one by 4 May", YesNo(), "Do you have a forklift licence?")
    assert (answer.value, answer.later and answer.later.by) == (False, date(2026, 5, 4))
    assert answer.later is not None
    assert answer.later.span.text == "can get one by 4 May"


def test_a_range_keeps_both_its_ends() -> None:
    answer = heard("five or six", Number(unit="years"), "How many years?")
    assert (answer.value, answer.up_to, answer.confidence) == (5.0, 6.0, 0.6)


@pytest.mark.parametrize(("words", "value"), [("7", 7.0), ("eleven", None), ("-", None)])
def test_a_number_beyond_the_slider_is_no_answer(words: str, value: float | None) -> None:
    answer = heard(words, Number(slider_min=0, slider_max=10), "From 0 to 10?")
    assert answer.value == value


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.type)
@pytest.mark.parametrize(
    "words", ["STOP", "Unsubscribe", "stopall", "QUIT", "end", "opt-out", "please stop texting me"]
)
def test_a_wish_to_stop_counts_whatever_was_asked(words: str, shape: Shape) -> None:
    assert heard(words, shape).reading == "stop"


def test_a_word_of_a_keyword_inside_an_answer_stops_nothing() -> None:
    assert heard("I can start at the end of June", Day()).value == "2026-06-30"


def test_an_answer_with_a_question_behind_it_is_an_answer() -> None:
    answer = heard("Yes, but what does it pay?", YesNo(), "Can you work nights?")
    assert (answer.reading, answer.value) == ("answered", True)


@pytest.mark.parametrize(
    ("question", "value"),
    [("When did you leave school?", "2025-06-12"), ("When could you start?", "2026-06-12")],
)
def test_a_day_without_a_year_lies_where_the_question_looks(question: str, value: str) -> None:
    assert heard("12 June", Day(), question).value == value


def test_stretches_of_time_are_turned_into_the_unit_wanted() -> None:
    assert heard("two weeks", Number(unit="days"), "How long?").value == 14
    assert heard("a year and a half", Number(unit="months"), "How long?").value == 18


def test_two_options_are_no_answer_where_one_is_wanted() -> None:
    assert heard("early or late", SHAPES[2]).reading == "unclear"
    assert heard("early, sorry, late", SHAPES[2]).value == ["Late shift"]


@settings(max_examples=150, deadline=None)
@cases(
    st.text(max_size=80),
    st.sampled_from(SHAPES),
    st.sampled_from(["en", "de", "fr", "es", "pt", "ar", "xx", ""]),
)
def test_any_words_are_read_with_an_exact_span_or_not_at_all(words: str, shape: Shape, language: str) -> None:
    answer = heard(words, shape, language=language)
    assert answer.span is None or is_exact(answer.span, words)
    assert (answer.value is not None) == (answer.reading == "answered")
