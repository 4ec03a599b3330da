"""What a skill wants to say and may not: whoever words it, in any language."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from greenroom.conversations import engine
from greenroom.conversations.engine import guards
from greenroom.conversations.engine.phrases import LANGUAGES, phrases
from greenroom.conversations.engine.tests.test_machine import Judge, plan, turn
from greenroom.skills.next_turn.speech import speech

WRONG = tomllib.loads((Path(__file__).parent / "wrong.toml").read_text(encoding="utf-8"))


def begun(language: str) -> engine.State:
    return engine.start(plan(language=language))[0]


def wrongs() -> list[tuple[str, str, str]]:
    return [
        (lang, kind, text) for lang, kinds in WRONG.items() for kind, texts in kinds.items() for text in texts
    ]


def test_every_language_has_its_praise_its_promises_and_most_protected_grounds() -> None:
    assert set(WRONG) == set(LANGUAGES)
    for kinds in WRONG.values():
        assert len(kinds["praise"]) >= 4
        assert len(kinds["promise"]) >= 4
        assert len(kinds["protected"]) >= 7


@pytest.mark.parametrize(("language", "kind", "text"), wrongs())
def test_what_may_not_be_said_is_said_in_no_way(language: str, kind: str, text: str) -> None:
    state, words = begun(language), phrases(language)
    for move, heard in (
        ("follow_up", "answer"),
        ("next", "answer"),
        ("reply", "rephrase"),
        ("reply", "wait"),
    ):
        _, says = engine.hear(state, "Gate 7.", Judge(turn(heard, move, text)))
        assert says
        assert not any(text in say.text for say in says), (kind, move, heard)
    fact = f"The pay is £12.60 per hour. {text}"
    _, says = engine.hear(state, "Pay?", Judge(turn("question", "reply", fact, "job description")))
    assert says[0].text in (state.plan.facts[0].text, words.say("passed_on"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_built_in_engine_says_passes_word_for_word(language: str) -> None:
    state, words, own = begun(language), phrases(language), speech(language)
    asks = [*own.deeper, *(ask for aspect in own.aspects for ask in aspect.asks)]
    for text in [*asks, *(frame.format(mention="X") + asks[0] for frame in own.mention)]:
        assert guards.follow_up(state, text, words) == text
    for text in [*own.acks, *(ack for way in own.ways.values() for ack in way["acks"])]:
        assert guards.acknowledgement(state, text, words) == text
    for text in [own.say["rephrase"], *(way["rephrase"] for way in own.ways.values() if "rephrase" in way)]:
        said = text.format(question=state.last_ask)
        assert guards.rephrased(state, said, words) == said


def test_a_question_that_itself_asks_for_it_may_be_followed_up_on_and_no_other() -> None:
    question = engine.PlannedQuestion(id="q", text="Are you over 18?")
    asked = engine.start(engine.Plan(role="Driver", language="en", questions=(question,)))[0]
    again = "So are you over 18 today?"
    assert guards.follow_up(asked, again, phrases("en")) == again
    assert guards.follow_up(asked, "Are you married?", phrases("en")) == phrases("en").say(
        "generic_follow_up"
    )


def test_a_number_nobody_named_is_not_brought_in_and_one_that_was_is_taken_up() -> None:
    state, _ = engine.hear(begun("en"), "We were 14 people.", Judge(turn("answer", "follow_up", "And then?")))
    words = phrases("en")
    assert guards.follow_up(state, "What did the 14 do?", words) == "What did the 14 do?"
    assert guards.follow_up(state, "What did the 15 do?", words) == words.say("generic_follow_up")
