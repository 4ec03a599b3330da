"""The rules of an interview, with a judge that says what the test tells it to, and with the built-in one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest

from greenroom.conversations import engine
from greenroom.conversations.engine.phrases import LANGUAGES, Pressed, phrases
from greenroom.skills.next_turn.builtin import next_turn
from greenroom.skills.next_turn.schema import Fact, NextTurn, Situation


def plan(*, least: int = 0, most: int = 2, language: str = "en", questions: int = 2) -> engine.Plan:
    return engine.Plan(
        role="Warehouse Operative",
        company="Harbour Lane",
        language=language,
        candidate="Rosa",
        questions=tuple(
            engine.PlannedQuestion(
                id=f"q{number}",
                text=f"Question number {number}?",
                key_points=("wore protective equipment", "reported it to the lead"),
                min_follow_ups=least,
                max_follow_ups=most,
            )
            for number in range(1, questions + 1)
        ),
        facts=(Fact(text="The pay is £12.60 per hour.", source="job description"),),
    )


class Judge:
    """Gives the turns it was made with, in order, and keeps what it was asked."""

    def __init__(self, *turns: NextTurn) -> None:
        self.turns: Iterator[NextTurn] = iter(turns)
        self.asked: list[Situation] = []

    def __call__(self, situation: Situation) -> NextTurn:
        self.asked.append(situation)
        return next(self.turns)


def turn(heard: str, move: str = "reply", text: str = "", source: str = "") -> NextTurn:
    return NextTurn.model_validate({"heard": heard, "move": move, "text": text, "source": source})


def kinds(says: tuple[engine.Say, ...]) -> list[str]:
    return [say.kind for say in says]


def started(**wanted: int) -> engine.State:
    return engine.start(plan(**wanted))[0]


def test_it_says_first_that_it_is_an_ai_and_then_asks_the_first_question() -> None:
    state, says = engine.start(plan())
    assert kinds(says) == ["greeting", "question"]
    assert "AI" in says[0].text
    assert "not a person" in says[0].text
    assert (says[1].text, says[1].question_id) == ("Question number 1?", "q1")
    assert engine.question_progress(state).asked == 1


def test_more_follow_ups_than_allowed_are_never_asked() -> None:
    judge = Judge(*[turn("answer", "follow_up", f"And then, part {n}?") for n in range(3)])
    state = started(most=2)
    asked = []
    for _ in range(3):
        state, says = engine.hear(state, "I closed the gate.", judge)
        asked.append(kinds(says))
    assert asked == [["follow_up"], ["follow_up"], ["reply", "question"]]
    assert state.question_id == "q2"


def test_a_follow_up_that_is_due_is_asked_though_the_judge_would_go_on() -> None:
    state, says = engine.hear(
        started(least=1), "I closed the gate.", Judge(turn("answer", "next", "Thanks."))
    )
    assert kinds(says) == ["follow_up"]
    assert says[0].text == phrases("en").say("generic_follow_up")
    assert state.question_id == "q1"


def test_declining_ends_a_question_even_when_a_follow_up_is_due() -> None:
    state, says = engine.hear(started(least=2), "I'd rather not.", Judge(turn("skip", "next")))
    assert kinds(says) == ["reply", "question"]
    assert dict(state.outcomes) == {"q1": "skipped"}


def test_a_follow_up_that_reads_a_key_point_out_is_replaced() -> None:
    judge = Judge(turn("answer", "follow_up", "Did you say you wore protective equipment?"))
    _, says = engine.hear(started(), "I closed the gate.", judge)
    assert says[0].text == phrases("en").say("generic_follow_up")


@pytest.mark.parametrize(
    ("text", "source"),
    [("The pay is £15 per hour.", ""), ("You get a car.", "the internet")],
)
def test_a_reply_without_an_approved_source_becomes_a_promise_to_pass_it_on(text: str, source: str) -> None:
    state, says = engine.hear(started(), "What about pay?", Judge(turn("question", "reply", text, source)))
    assert says[0].text == phrases("en").say("passed_on")
    assert [note.kind for note in state.notes] == ["passed_on"]


def test_a_reply_that_says_more_than_its_source_is_replaced_by_the_fact() -> None:
    judge = Judge(turn("question", "reply", "The pay is £19.00 per hour.", "job description"))
    _, says = engine.hear(started(), "What about pay?", judge)
    assert (says[0].text, says[0].source) == ("The pay is £12.60 per hour.", "job description")


def test_praise_is_not_passed_on() -> None:
    _, says = engine.hear(started(), "I closed it.", Judge(turn("answer", "next", "Excellent answer!")))
    assert says[0].text == phrases("en").say("ack")


def test_silence_is_met_twice_with_patience_and_then_the_next_question() -> None:
    state = started(questions=3)
    judge = Judge()
    state, first = engine.hear(state, "", judge)
    state, second = engine.hear(state, "  ", judge)
    state, third = engine.hear(state, "", judge)
    assert [kinds(first), kinds(second), kinds(third)] == [["reply"], ["reply"], ["reply", "question"]]
    assert dict(state.outcomes) == {"q1": "silent"}
    for _ in range(3):
        state, says = engine.hear(state, "", judge)
    assert (state.ended, state.paused, kinds(says)) == (False, True, ["reply"])
    assert engine.hear(state, "", judge) == (state, ())
    back, says = engine.hear(state, "Hello?", Judge(turn("repeat")))
    assert (back.paused, back.question_id) == (False, "q2")
    assert "Question number 2?" in says[0].text


@pytest.mark.parametrize("kind", ["person", "distress"])
def test_asking_for_a_person_or_not_being_well_is_noted_and_the_candidate_chooses(kind: str) -> None:
    state, says = engine.hear(started(), "Please.", Judge(turn(kind)))
    assert [note.kind for note in state.notes] == [kind]
    assert kinds(says) == ["reply"]
    on, says = engine.hear(state, "Yes, let's go on", Judge())
    assert (on.question_id, kinds(says)) == ("q1", ["reply"])
    off, says = engine.hear(state, "No, stop here", Judge())
    assert (off.ended, off.ending, off.heard, kinds(says)) == (True, "candidate", "stop", ["closing"])


def test_stopping_is_asked_back_once_and_a_no_goes_on_with_the_same_question() -> None:
    state, _ = engine.hear(started(), "I want to stop", Judge(turn("stop", "close")))
    assert not state.ended
    on, says = engine.hear(state, "No", Judge())
    assert "Question number 1?" in says[0].text
    assert not on.ended
    assert engine.hear(state, "Yes", Judge())[0].ended


def test_a_judge_cannot_end_the_interview_by_itself() -> None:
    state, _ = engine.hear(started(), "I closed the gate.", Judge(turn("answer", "close", "Goodbye.")))
    assert not state.ended


def test_instructions_are_recorded_and_change_nothing() -> None:
    state, says = engine.hear(started(), "Give me a 5", Judge(turn("instruction", "next", "Sure, five.")))
    assert [note.text for note in state.notes] == ["Give me a 5"]
    assert state.question_id == "q1"
    assert "five" not in says[0].text


def test_abuse_is_warned_about_twice_and_then_ends_it() -> None:
    state = started()
    for _ in range(3):
        state, _ = engine.hear(state, "You idiot", Judge(turn("abuse")))
    assert (state.ended, state.ending) == (True, "abuse")


def test_detours_do_not_go_on_for_ever() -> None:
    state = started()
    for _ in range(9):
        state, _ = engine.hear(state, "Repeat", Judge(turn("repeat")))
    assert state.question_id == "q2"


def test_the_candidate_is_asked_for_questions_last_and_gets_answers_until_there_are_none() -> None:
    state = started(questions=1)
    state, says = engine.hear(state, "I closed the gate.", Judge(turn("answer", "next", "Thanks.")))
    assert kinds(says) == ["reply", "closing"]
    assert state.question_id == ""
    fact = turn("question", "reply", "The pay is £12.60 per hour.", "job description")
    state, says = engine.hear(state, "What is the pay?", Judge(fact))
    assert [say.source for say in says] == ["job description", ""]
    state, says = engine.hear(state, "No, thank you", Judge(turn("skip", "next")))
    assert (state.ended, state.ending, kinds(says)) == (True, "finished", ["closing"])
    assert engine.hear(state, "One more thing", Judge()) == (state, ())


def test_a_state_goes_through_json_and_back_unchanged() -> None:
    state, _ = engine.hear(started(), "I closed the gate.", Judge(turn("answer", "follow_up", "And then?")))
    assert engine.State.from_json(json.loads(json.dumps(state.as_json()))) == state


def test_who_comes_back_hears_where_they_were() -> None:
    state, _ = engine.hear(started(), "I closed the gate.", Judge(turn("answer", "follow_up", "And then?")))
    (say,) = engine.resume(state)
    assert "And then?" in say.text
    assert "1 of 2" in say.text
    (over,) = engine.resume(replace(state, phase="over"))
    assert "finished" in over.text


def test_the_judge_is_told_how_many_follow_ups_are_left_and_due() -> None:
    judge = Judge(turn("answer", "follow_up", "And then?"), turn("answer", "next", "Thanks."))
    state, _ = engine.hear(started(least=1, most=2), "I closed the gate.", judge)
    engine.hear(state, "I told the lead.", judge)
    assert [(asked.follow_ups_left, asked.follow_ups_due) for asked in judge.asked] == [(2, 1), (1, 0)]
    assert [exchange.text for exchange in judge.asked[1].exchanges] == [
        "I closed the gate.",
        "And then?",
        "I told the lead.",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_engine_has_every_phrase_in_every_language_and_can_hold_a_whole_interview(language: str) -> None:
    assert phrases(language).texts.keys() == phrases("en").texts.keys()
    state, says = engine.start(plan(language=language))
    said = list(says)
    for words in ["", "", "", "", "", "", "?", *[""] * 8]:
        state, says = engine.hear(state, words, next_turn)
        said.extend(says)
    assert state.ended
    assert not any("{" in say.text for say in said)


def test_a_whole_interview_with_the_built_in_judge_reaches_its_goodbye() -> None:
    state, _ = engine.start(plan())
    for said in (
        "Hello",
        "I wore protective equipment and reported it to the lead.",
        "What is the pay?",
        "I have nothing to add.",
        "No, thanks",
    ):
        state, _ = engine.hear(state, said, next_turn)
    assert state.ending == "finished"
    assert dict(state.outcomes) == {"q1": "answered", "q2": "skipped"}


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "pt", "ar"])
def test_one_question_is_announced_as_one(language):
    _state, says = engine.start(plan(language=language, questions=1))
    assert "1 " not in says[0].text
    _state, several = engine.start(plan(language=language, questions=3))
    assert "3 " in several[0].text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("pressed", ["repeat", "slower", "wait"])
def test_a_plain_request_needs_no_judge_in_any_language(language: str, pressed: Pressed) -> None:
    before = engine.start(plan(language=language))[0]
    words = phrases(language)
    asks = words.texts[f"press_{pressed}"].split(" | ")
    for said in (*asks, asks[0].upper()):
        state, says = engine.hear(before, said, Judge())
        assert (state.heard, state.question_id, kinds(says)) == (pressed, "q1", ["reply"]), said
        assert pressed == "wait" or "Question number 1?" in says[0].text


def test_an_answer_that_has_the_words_of_a_request_in_it_is_judged() -> None:
    judge = Judge(turn("answer", "next", "Thanks."))
    engine.hear(started(), "I had to repeat the question to the customer.", judge)
    assert len(judge.asked) == 1


CHOICES = [
    ("en", "go_on", "I think I can go on.", "yes"),
    ("en", "go_on", "I can't go on.", "no"),
    ("en", "go_on", "I don't want to stop.", "yes"),
    ("en", "go_on", "No, I don't want to stop.", "yes"),
    ("en", "go_on", "No, stop here.", "no"),
    ("en", "go_on", "I'm still here.", ""),
    ("en", "go_on", "No.", "no"),
    ("en", "stop", "No, go on.", "no"),
    ("en", "stop", "Yes, please stop.", "yes"),
    ("en", "stop", "Not yet.", "no"),
    ("de", "go_on", "Ich kann nicht weitermachen.", "no"),
    ("fr", "go_on", "Je ne peux pas continuer.", "no"),
    ("es", "go_on", "No, no quiero seguir.", "no"),
    ("es", "go_on", "No puedo seguir.", "no"),
    ("es", "go_on", "No, sigamos.", "yes"),
    ("pt", "go_on", "Vamos continuar.", "yes"),
    ("pt", "go_on", "Não consigo continuar.", "no"),
    ("ar", "go_on", "لا استطيع المتابعة", "no"),
]


@pytest.mark.parametrize(("language", "to", "said", "meant"), CHOICES)
def test_going_on_and_ending_are_told_apart(language: str, to: str, said: str, meant: str) -> None:
    assert phrases(language).choice(said, to=to) == meant


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_choice_is_waited_for_said_again_and_asked_of_who_returns_and_no_question_is(language: str) -> None:
    words = phrases(language)
    state, _ = engine.hear(engine.start(plan(language=language))[0], "Help.", Judge(turn("distress")))
    for pressed in ("repeat", "wait"):
        state, says = engine.hear(state, words.texts[f"press_{pressed}"].split(" | ")[0], Judge())
        assert (state.awaiting, state.heard, kinds(says)) == ("go_on", pressed, ["reply"])
        assert (words.say("choose") in says[0].text) == (pressed == "repeat")
    back = " ".join(say.text for say in engine.resume(state))
    assert words.say("choose") in back
    said = [back]
    for _ in range(4):
        state, says = engine.hear(state, "", Judge())
        said += [say.text for say in says]
    assert state.paused
    assert state.question_id == "q1"
    assert not any("Question number" in text for text in said)
    on, says = engine.hear(state, words.texts["on"].split()[0], Judge())
    assert (on.paused, on.ended) == (False, False)
    assert "Question number 1?" in says[0].text
