"""The conversation as a table: what was said before, what is said now, and what follows."""

from __future__ import annotations

from datetime import date

import pytest

from greenroom.skills.read_answer.builtin import read as read_words
from greenroom.skills.read_answer.schema import AnswerRead, AnswerToRead, Number, YesNo
from greenroom.stages.conversational_sms import engine
from greenroom.stages.conversational_sms.engine import Asked, Plan, State, Told

LICENCE = Asked("q1", "Do you have a driving licence?", "yes_no")
YEARS = Asked("q2", "How many years have you worked at heights?", "number", "years")
NIGHTS = Asked("q3", "Can you work nights?", "yes_no")
PLAN = Plan("Window Cleaner", "Northfield", "Casey Sample", "en", (LICENCE, YEARS, NIGHTS))


def read(asked: Asked, words: str) -> AnswerRead:
    shape = Number(unit=asked.unit) if asked.shape == "number" else YesNo()
    return read_words(AnswerToRead(question=asked.text, shape=shape, words=words, as_of=date(2026, 11, 21)))


def tell(_asked: Asked, words: str) -> Told:
    return Told("Pay: 20 an hour.", "job description") if "pay" in words.lower() else Told()


def talk(*messages: str, plan: Plan = PLAN) -> tuple[State, list[engine.Heard]]:
    state, _says = engine.start(plan)
    heard = []
    for number, words in enumerate(messages):
        heard.append(engine.hear(plan, state, words, turn=f"t{number}", read=read, tell=tell))
        state = heard[-1].state
    return state, heard


def given(state: State) -> dict[str, bool | float]:
    return {each.question: each.value for each in state.given}


@pytest.mark.parametrize(
    ("messages", "answers", "kinds", "at"),
    [
        (["yep"], {"q1": True}, ["answer"], 1),
        (["no"], {"q1": False}, ["answer"], 1),
        (["yes", "about five yrs", "no"], {"q1": True, "q2": 5.0, "q3": False}, ["answer"] * 3, 3),
        (["hmm maybe tomorrow"], {}, ["unclear"], 0),
        (["hmm maybe tomorrow", "yes"], {"q1": True}, ["unclear", "answer"], 1),
        (["hmm maybe tomorrow", "the blue one"], {}, ["unclear", "unclear"], 1),
        (["what is the pay?"], {}, ["question"], 0),
        (
            ["what is the pay?", "what is the pay?", "yes"],
            {"q1": True},
            ["question", "question", "answer"],
            1,
        ),
        (["STOP"], {}, ["stop"], 0),
        (["yes", "stop"], {"q1": True}, ["answer", "stop"], 1),
        (["I'd rather not say"], {}, ["skip"], 1),
        (["yes", "oops I meant no"], {"q1": False}, ["answer", "correction"], 1),
        (["yes", "sorry, no"], {"q1": False}, ["answer", "correction"], 1),
        (["yes", "5", "I meant 6 years"], {"q1": True, "q2": 6.0}, ["answer", "answer", "correction"], 2),
        (["yes", "5", "actually no"], {"q1": True, "q2": 5.0, "q3": False}, ["answer"] * 3, 3),
        (["sorry, no"], {"q1": False}, ["answer"], 1),
        (
            ["yes", "5", "actually for the first one, no"],
            {"q1": False, "q2": 5.0},
            ["answer", "answer", "correction"],
            2,
        ),
        (["yes", "5", "question 2: 7"], {"q1": True, "q2": 7.0}, ["answer", "answer", "correction"], 2),
        (
            ["yes", "5", "sorry, I have no driving licence"],
            {"q1": False, "q2": 5.0},
            ["answer", "answer", "correction"],
            2,
        ),
        (["yes", "5", "the third one: yes"], {"q1": True, "q2": 5.0, "q3": True}, ["answer"] * 3, 3),
        (
            ["yes", "can you call me please?", "3"],
            {"q1": True, "q2": 3.0},
            ["answer", "call_back", "answer"],
            2,
        ),
    ],
)
def test_what_is_heard_and_where_it_leads(messages, answers, kinds, at):
    state, heard = talk(*messages)
    assert given(state) == answers
    assert [each.kind for each in heard] == kinds
    assert state.at == at


def test_the_recruiters_words_open_it_with_their_variables_filled_in():
    plan = Plan(
        "Window Cleaner", "Northfield", "Casey", "en", (LICENCE,), "Hi {{candidate_name}}: {{job_title}}!"
    )
    _state, says = engine.start(plan)
    assert says[0].text == "Hi Casey: Window Cleaner!"
    assert "not a person" in says[1].text
    assert "STOP" in says[1].text
    assert (says[2].kind, says[2].text, says[2].question) == ("question", LICENCE.text, "q1")


def test_the_span_of_an_answer_is_exact_also_after_a_correction():
    words = ["well, yes I do", "oops, I meant no"]
    state, _heard = talk(*words)
    (kept,) = state.given
    assert kept.turn == "t1"
    assert "no" in words[1][kept.start : kept.end]
    assert "meant" not in words[1][kept.start : kept.end]


def test_unclear_words_are_asked_again_in_other_words_once_and_then_left_to_a_person():
    _state, heard = talk("purple", "green")
    again, left = heard
    assert again.says[0].text != LICENCE.text
    assert LICENCE.text in again.says[0].text
    assert "a person from the team will ask you" in left.says[0].text
    assert left.says[1].question == "q2"


def test_a_question_back_is_answered_from_the_facts_or_passed_on_and_noted():
    state, heard = talk("what is the pay?", "is there a canteen?")
    assert (heard[0].says[0].text, heard[0].says[0].source) == ("Pay: 20 an hour.", "job description")
    assert heard[0].says[1].text == LICENCE.text
    assert "pass it on" in heard[1].says[0].text
    assert [note["text"] for note in state.notes] == ["is there a canteen?"]


def test_an_answer_that_comes_with_a_question_gets_both():
    state, heard = talk("yes, but what is the pay?")
    assert given(state) == {"q1": True}
    assert [say.text for say in heard[0].says] == ["Pay: 20 an hour.", YEARS.text]


def test_a_no_that_is_to_change_and_a_range_are_kept_as_such():
    state, _heard = talk("no, but I can get one by May", "five or six")
    assert state.given[0].later is True
    assert (state.given[1].value, state.given[1].up_to) == (5.0, 6.0)


def test_stop_ends_it_at_once_and_the_last_answer_ends_it_with_thanks():
    stopped, heard = talk("yes", "STOP")
    assert stopped.ended
    assert len(heard[-1].says) == 1
    finished, heard = talk("yes", "3", "yes")
    assert finished.ended
    assert heard[-1].says[-1].kind == "goodbye"


def test_nothing_to_ask_ends_with_thanks():
    state, says = engine.start(Plan("R", "C", "N", "en", ()))
    assert state.ended
    assert says[-1].kind == "goodbye"


@pytest.mark.parametrize("language", ["en", "de", "es", "fr", "pt", "ar"])
def test_every_language_says_everything(language):
    plan = Plan("R", "C", "N", language, (LICENCE, YEARS))
    state, says = engine.start(plan)
    said = [say.text for say in says]
    for number, words in enumerate(["purple", "green", "1"]):
        heard = engine.hear(plan, state, words, turn=str(number), read=read, tell=tell)
        state, said = heard.state, [*said, *(say.text for say in heard.says)]
    assert state.ended
    assert all("{" not in text and text.strip() for text in said)


def test_an_earlier_answer_that_is_changed_is_named_and_its_span_is_exact():
    words = ["yes", "5", "actually, for the first one: no"]
    state, heard = talk(*words)
    assert LICENCE.text in heard[-1].says[0].text
    assert heard[-1].says[1].text == NIGHTS.text
    kept = next(each for each in state.given if each.question == "q1")
    assert words[2][kept.start : kept.end].strip() == "no"


def test_a_wish_to_be_called_is_noted_and_the_question_stays_open():
    state, heard = talk("Please call me")
    assert [note["kind"] for note in state.notes] == ["call_back"]
    assert heard[0].says[-1].text == LICENCE.text


def test_a_rule_that_stops_says_the_recruiters_words_and_nothing_else():
    _state, heard = talk("no")
    stopped = engine.stopped_by_rule(PLAN, heard[0], "Sorry, {{candidate_name}}: a licence is needed.")
    assert [say.text for say in stopped.says] == ["Sorry, Casey Sample: a licence is needed."]
    assert stopped.state.ended
    assert given(stopped.state) == {"q1": False}


def test_the_end_invites_to_a_call_where_the_recruiter_wants_that():
    plan = Plan(
        "R",
        "C",
        "N",
        "en",
        (LICENCE,),
        call="Shall we talk, {{candidate_name}}?",
        link="https://example.org/x",
    )
    state, _says = engine.start(plan)
    heard = engine.hear(plan, state, "yes", turn="t", read=read, tell=tell)
    assert heard.says[-1].text.startswith("Shall we talk, N?")
    assert heard.says[-1].text.endswith("https://example.org/x")


def test_a_state_comes_back_from_json_as_it_was():
    state, _heard = talk("no, but I can get one by May", "is there a canteen?")
    assert State.from_json(state.as_json()) == state
