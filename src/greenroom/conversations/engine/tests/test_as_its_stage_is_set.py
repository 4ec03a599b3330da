"""First and last words, how long it lasts at least and at most, and the language of who answers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from greenroom.conversations import engine
from greenroom.conversations.engine.machine import Judge as Asked
from greenroom.conversations.engine.phrases import phrases
from greenroom.conversations.engine.tests.test_machine import Judge, plan, turn
from greenroom.skills.next_turn.builtin import next_turn

FULL = "I wore protective equipment and reported it to the lead straight away."
SPANISH = "Trabajé en el almacén durante tres años y siempre llevaba el equipo de protección."


def kinds(says: tuple[engine.Say, ...]) -> list[str]:
    return [say.kind for say in says]


def begun(*, most: int = 2, questions: int = 2, **settings: object) -> engine.State:
    return engine.start(replace(plan(most=most, questions=questions), **settings))[0]


def test_first_words_come_after_who_speaks_is_said_and_before_the_first_question() -> None:
    spoken = replace(plan(), intro="Good to have you, {name}.", told=("We pack at night.",))
    _, says = engine.start(spoken)
    assert [say.text for say in says][1:] == [
        "Good to have you, {name}.",
        "We pack at night.",
        "Question number 1?",
    ]
    assert "AI" in says[0].text


def test_last_words_come_before_every_goodbye_but_that_to_who_insults() -> None:
    state = begun(questions=1, outro="The shop opens in May.")
    state, _ = engine.hear(state, FULL, Judge(turn("answer", "next")))
    over, says = engine.hear(state, "No, thank you.", Judge(turn("answer", "next")))
    assert (over.ended, kinds(says), says[0].text) == (True, ["closing", "closing"], "The shop opens in May.")
    asked, _ = engine.hear(begun(outro="The shop opens in May."), "Let us stop", Judge(turn("stop", "close")))
    stopped, says = engine.hear(asked, "yes", Judge())
    assert (stopped.ending, says[0].text) == ("candidate", "The shop opens in May.")
    state = replace(begun(outro="The shop opens in May."), abuses=2)
    ended, says = engine.hear(state, "You fool.", Judge(turn("abuse")))
    assert (ended.ending, len(says)) == ("abuse", 1)


def after(used: int, state: engine.State, judge: Asked) -> tuple[engine.State, tuple[engine.Say, ...]]:
    """A full answer to the question, when so many seconds are used."""
    return engine.hear(replace(state, used=used), FULL, judge)


def asked_of_full_answers(state: engine.State, *, each: int) -> list[str]:
    """Everything the built-in engine asks of somebody whose answers lack nothing. each: seconds an answer takes."""
    texts: list[str] = []
    for number in range(1, 20):
        state, says = after(number * each, state, next_turn)
        texts += [say.text for say in says if say.kind in ("follow_up", "question")]
        if state.phase == "closing":
            return texts
    raise AssertionError("it does not end")


def test_an_interview_ahead_of_its_least_time_goes_deeper_within_its_limits_and_never_asks_the_same_twice() -> (
    None
):
    usual = asked_of_full_answers(begun(), each=30)
    deeper = asked_of_full_answers(begun(least_seconds=600), each=30)
    assert usual == ["Question number 2?"]
    assert (len(deeper), deeper[2], len(set(deeper[:3])), len(set(deeper[2:]))) == (
        5,
        "Question number 2?",
        3,
        3,
    )
    assert asked_of_full_answers(begun(least_seconds=60), each=30) == usual
    assert asked_of_full_answers(begun(least_seconds=600, most=0), each=30) == usual
    assert len(asked_of_full_answers(begun(least_seconds=120), each=30)) == 3  # a follow-up on each


def test_where_nothing_is_left_to_ask_the_interview_goes_on_however_short_it_was() -> None:
    state = begun(least_seconds=3600, most=5)
    wanted = [turn("answer", "follow_up", "What came of it?") for _ in range(2)]
    state, _ = after(10, state, Judge(wanted[0]))
    state, says = after(20, state, Judge(wanted[1]))
    assert kinds(says) == ["reply", "question"]
    state, says = after(30, state, Judge(turn("answer", "next")))
    assert (kinds(says), state.phase) == (["reply", "closing"], "closing")


def test_once_the_longest_time_is_used_only_what_must_be_asked_is_asked() -> None:
    wanted = turn("answer", "follow_up", "What came of it?")
    state, says = after(59, begun(most_seconds=60), Judge(wanted))
    assert kinds(says) == ["follow_up"]
    state, says = after(60, state, Judge(wanted))
    assert kinds(says) == ["reply", "question"]
    due = engine.start(replace(plan(least=1, questions=1), most_seconds=60))[0]
    assert kinds(after(90, due, Judge(wanted))[1]) == ["follow_up"]


@pytest.mark.parametrize(("multilingual", "language"), [(True, "es"), (False, "en")])
def test_who_answers_in_another_language_is_answered_in_it_where_that_is_wanted(
    multilingual: bool, language: str
) -> None:
    judge = Judge(turn("answer", "next"), turn("repeat"), turn("answer", "next"))
    state, _ = engine.hear(begun(multilingual=multilingual), SPANISH, judge)
    state, says = engine.hear(state, "Puede repetir", judge)  # too short to tell: the language stays
    assert (state.language, judge.asked[-1].language) == (language, language)
    assert says[0].text == phrases(language).say("repeat", question="Question number 2?")
    back, _ = engine.hear(state, "I would rather go on in English now, that is easier for me.", judge)
    assert back.language == "en"
    assert engine.State.from_json(state.as_json()) == state
