"""What the interviewer on the line does when all is not well: by Pipecat's frames, without a line."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from pipecat.frames.frames import (
    Frame,
    InputTransportMessageFrame,
    TranscriptionFrame,
    TTSSpeakFrame,
    UserStartedSpeakingFrame,
    UserStoppedSpeakingFrame,
)
from pipecat.tests.utils import SleepFrame, run_test

from greenroom.conversations.engine.phrases import phrases
from greenroom.conversations.voice.contract import Heard, Line, NoReply, Standing
from greenroom.conversations.voice.interviewer import Interviewer

FIRST = Line("How do you stay safe on a rope?", UUID(int=1))
SECOND = Line("What do you do in wind?", UUID(int=2))
WAIT = SleepFrame(sleep=0.1)


@dataclass
class Paper:
    """An interview on paper. failures: how often a reply cannot be made."""

    failures: int = 0
    language: str = "de"
    heard: list[Heard] = field(default_factory=list)
    silences: int = 0

    async def join(self) -> Standing:
        return Standing((FIRST,), FIRST.text, 0, 2)

    async def hear(self, heard: Heard) -> Standing:
        self.heard.append(heard)
        return await self.catch_up()

    async def catch_up(self) -> Standing:
        if self.failures:
            self.failures -= 1
            raise NoReply
        return Standing((SECOND,), SECOND.text, 1, 2)

    async def silence(self) -> Standing:
        self.silences += 1
        return Standing((Line("Noch da?"),), FIRST.text, 0, 2)

    async def spoken(self, line: Line, *, start_ms: int, end_ms: int, whole: bool) -> None:
        pass

    async def now_ms(self) -> int:
        return 5_000


def story(paper: Paper, frames: Sequence[Frame]) -> tuple[list[str], list[dict[str, Any]]]:
    """What is spoken, and what the page is told. Every line counts as heard as soon as it is given."""
    page: list[dict[str, Any]] = []

    async def play() -> list[str]:
        interviewer = Interviewer(
            interview=paper, page=page.append, key="k", stretch=1, slower=lambda: False, finished=lambda: None
        )
        interviewer.answered()
        down, _ = await run_test(interviewer, frames_to_send=[WAIT, *frames, WAIT])
        return [frame.text for frame in down if isinstance(frame, TTSSpeakFrame)]

    return asyncio.run(asyncio.wait_for(play(), 20)), page


def spoken(text: str) -> list[Frame]:
    """An answer."""
    words = TranscriptionFrame(text=text, user_id="", timestamp="", result={"confidence": 0.4})
    return [UserStartedSpeakingFrame(), words, SleepFrame(sleep=0.05), UserStoppedSpeakingFrame(), WAIT]


def test_a_reply_that_cannot_be_made_is_apologised_for_and_made_at_the_second_try():
    said, page = story(paper := Paper(failures=1), spoken("Ich prüfe alles."))
    assert said == [FIRST.text, phrases("de").say("trouble"), SECOND.text]
    assert {"type": "trouble", "what": "reply"} in page
    assert {"type": "trouble", "what": "typing"} not in page
    assert [(heard.text, heard.confidence) for heard in paper.heard] == [("Ich prüfe alles.", 0.4)]


def test_a_reply_that_cannot_be_made_twice_leaves_the_candidate_typing_with_nothing_lost():
    said, page = story(Paper(failures=2), spoken("Ich prüfe alles."))
    assert " ".join(said[2:]) == phrases("de").say("trouble_typing"), "sentence by sentence"
    assert page[-1] == {"type": "trouble", "what": "typing"}


def test_a_sound_without_words_stops_nobody():
    said, _ = story(paper := Paper(), [UserStartedSpeakingFrame(), UserStoppedSpeakingFrame()])
    assert (said, paper.heard) == ([FIRST.text, FIRST.text], [])


def test_words_over_a_question_that_has_not_sounded_are_told_as_such():
    _, page = story(paper := Paper(), spoken("Guten Tag!"))
    assert [heard.unheard for heard in paper.heard] == [(FIRST.turn_id,)]
    assert (paper.heard[0].key, paper.heard[0].start_ms >= 5_000) == ("k:1", True)
    assert page[-1] == {"type": "standing", "question": SECOND.text, "done": 1, "planned": 2, "ended": False}


def test_done_with_nothing_said_asks_again_only_when_it_is_the_candidates_turn():
    press = InputTransportMessageFrame(message={"type": "done"})
    said, _ = story(paper := Paper(), [press])
    assert (paper.silences, said) == (0, [FIRST.text]), "while the question is being spoken"
