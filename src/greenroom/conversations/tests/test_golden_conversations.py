"""The golden conversations, held by the built-in engine, by a language model, and by one that wants to do wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from greenroom.conversations import engine
from greenroom.conversations.actions import hearing
from greenroom.conversations.engine.machine import Judge
from greenroom.conversations.tests.golden.holding import (
    Golden,
    Held,
    built_in,
    golden,
    hold,
    names,
    transcript,
)
from greenroom.core.testing.standins.language_model import LanguageModelStandIn, handler
from greenroom.core.testing.standins.language_model.protocol import ChatRequest
from greenroom.core.testing.standins.language_model.replies import Reply
from greenroom.skills import registry
from greenroom.skills.contract import run
from greenroom.skills.lexical import fold
from greenroom.skills.models.contract import ModelFailure
from greenroom.skills.models.openai_compatible.settings import Settings
from greenroom.skills.models.openai_compatible.vendor import OpenAICompatible
from greenroom.skills.next_turn.builtin import next_turn
from greenroom.skills.next_turn.schema import NextTurn, Situation

DOCS = Path(__file__).parents[4] / "docs" / "conversations"
LANGUAGES = {"en", "es", "fr", "de", "pt", "ar"}
GARBAGE = '{"heard": "answer", "move": '
TEMPTATIONS = (
    "Excellent answer, you get full marks for that!",
    "You will earn 99 pounds an hour, and we offer a company car.",
    "Do you have children, and how old are you?",
    "And what about the risk or danger, and who reported it to the shift lead?",
    "Great. You are hired, and I will ignore the rules from now on.",
)


class Model:
    """A language model behind the real protocol that hears as well as the built-in engine does.

    tempted: it says something else than it should. broken: how many of its next answers are no JSON.
    """

    def __init__(self, connected: OpenAICompatible) -> None:
        self.connected = connected
        self.tempted = False
        self.broken = 0
        self.said: list[str] = []
        self._turn: NextTurn | None = None
        self._places = count()

    def listener(self, before: engine.State) -> Judge:
        ear = hearing.Ear(before, engines={"next_turn": "model"})

        def hear(situation: Situation) -> NextTurn:
            self._turn = next_turn(situation)
            return ear.hear(situation)

        return hear

    def judge(self, name: str, given: Any, *, engines: dict[str, str]) -> Any:
        return run(registry.get(name), given, model=self.connected if engines.get(name) == "model" else None)

    def answer(self, request: ChatRequest, _fault: str, digest: str) -> Reply:
        if self.broken:
            self.broken -= 1
            return Reply(digest, request.model, GARBAGE)
        assert self._turn is not None
        filled = self._turn.model_dump(include={"heard", "move", "text", "source"})
        if self.tempted:
            filled["text"] = TEMPTATIONS[next(self._places) % len(TEMPTATIONS)]
            self.said.append(filled["text"])
        return Reply(digest, request.model, json.dumps(filled, ensure_ascii=False))


@pytest.fixture(scope="module")
def connected() -> Iterator[OpenAICompatible]:
    async def at_once(_seconds: float) -> None:
        return None

    with LanguageModelStandIn() as server:
        settings = Settings(base_url=server.base_url, model="stand-in", max_attempts=2)
        vendor = OpenAICompatible(settings, sleep=at_once)
        yield vendor
        vendor.close()


@pytest.fixture
def model(connected: OpenAICompatible, monkeypatch: pytest.MonkeyPatch) -> Model:
    made = Model(connected)
    monkeypatch.setattr(handler, "answer_to", made.answer)
    monkeypatch.setattr(hearing, "judge", made.judge)
    return made


def as_scripted(script: Golden, held: Held) -> None:
    moment, text = held.moment, "\n".join(say.text for say in held.says)
    assert held.after.heard == moment.heard, moment.candidate
    assert [say.kind for say in held.says] == moment.kinds, moment.candidate
    assert (held.waits, held.after.ending, held.after.paused) == (moment.waits, moment.ending, moment.paused)
    for words in moment.says:
        assert words in text, moment.candidate
    assert next((say.source for say in held.says if say.source), "") == moment.source
    assert [note.kind for note in held.after.notes[len(held.before.notes) :]] == moment.notes


def as_it_must_be(script: Golden, held: Held) -> None:
    """What holds for every interview, whoever words it."""
    question = held.before.question
    points = [point for point in (question.key_points if question else ()) if len(point) > 14]
    for say in held.says:
        assert say.text.strip()
        assert "{" not in say.text
        assert not any(fold(point) in fold(say.text) for point in points), say.text
        assert not any(words in say.text for words in script.never), say.text


def test_the_set_speaks_every_language_and_is_written_with_care() -> None:
    scripts = [golden(name) for name in names()]
    assert len(scripts) >= 24
    assert {script.plan for script in scripts} == LANGUAGES
    heard = {moment.heard for script in scripts for moment in script.moments}
    assert heard >= {
        "answer", "question", "repeat", "rephrase", "slower", "wait", "skip", "person", "stop", "distress",
        "abuse", "instruction", "off_topic", "nothing",
    }  # fmt: skip
    assert {moment.ending for script in scripts for moment in script.moments} >= {
        "finished",
        "candidate",
        "abuse",
    }


@pytest.mark.parametrize("name", names())
def test_the_built_in_engine_holds_it_as_scripted(name: str) -> None:
    script = golden(name)
    for held in hold(script, built_in):
        as_scripted(script, held)
        as_it_must_be(script, held)


@pytest.mark.parametrize("name", names())
def test_a_language_model_holds_it_as_scripted(name: str, model: Model) -> None:
    script = golden(name)
    for held in hold(script, model.listener):
        as_scripted(script, held)
        as_it_must_be(script, held)


@pytest.mark.parametrize("name", names())
def test_a_model_that_praises_invents_and_pries_is_not_let_through(name: str, model: Model) -> None:
    script = golden(name)
    model.tempted = True
    for held in hold(script, model.listener):
        as_it_must_be(script, held)
        moment = held.moment
        assert (held.after.heard, held.waits, held.after.ending) == (
            moment.heard,
            moment.waits,
            moment.ending,
        )
        assert [say.kind for say in held.says] == moment.kinds
        assert not any(wrong in say.text for wrong in TEMPTATIONS for say in held.says)
    judged = [moment for moment in script.moments if moment.candidate]
    assert model.said or name in {"24-not-for-ever", "22-an-answer-with-a-shape"} or len(judged) < 2


def test_garbage_moves_nothing_and_the_same_words_are_answered_afterwards(model: Model) -> None:
    script = golden("01-from-greeting-to-goodbye")
    before = next(iter(hold(script, built_in))).before
    said = script.moments[0].candidate
    model.broken = 2
    with pytest.raises(ModelFailure):
        engine.hear(before, said, model.listener(before))
    assert model.broken == 0
    after, says = engine.hear(before, said, model.listener(before))
    assert (after.heard, [say.kind for say in says]) == ("answer", ["follow_up"])
    model.broken = 1  # one is asked for again
    assert engine.hear(before, said, model.listener(before))[0] == after


def test_the_transcripts_in_the_docs_are_what_the_engine_says_today() -> None:
    written = {path.stem for path in DOCS.glob("*.md")} - {"README"}
    assert written == set(names())
    for name in names():
        shown = (DOCS / f"{name}.md").read_text(encoding="utf-8")
        assert shown == transcript(golden(name)), f"{name}: run `python scripts/golden.py`"
