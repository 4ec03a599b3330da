"""What the interviewer on the line does when all is not well: by Pipecat's frames, without a line."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pytest
from pipecat.frames.frames import (
    Frame,
    InputTransportMessageFrame,
    OutputAudioRawFrame,
    TranscriptionFrame,
    TTSSpeakFrame,
    UserStartedSpeakingFrame,
    UserStoppedSpeakingFrame,
)
from pipecat.pipeline.pipeline import Pipeline
from pipecat.processors.frame_processor import FrameDirection, FrameProcessor
from pipecat.tests.utils import SleepFrame, run_test

from greenroom.conversations.engine.phrases import phrases
from greenroom.conversations.voice import asking, mouth, patience
from greenroom.conversations.voice.contract import Heard, Line, NoReply, NotKept, Standing
from greenroom.conversations.voice.frames import Playing
from greenroom.conversations.voice.interviewer import Interviewer
from greenroom.conversations.voice.phrases import say
from greenroom.conversations.voice.senses import Hearing

FIRST = Line("How do you stay safe on a rope?", UUID(int=1))
SECOND = Line("What do you do in wind?", UUID(int=2))
WAIT = SleepFrame(sleep=0.1)


@dataclass
class Paper:
    """An interview on paper. failures: how often a reply cannot be made; away: how often nothing can be kept."""

    failures: int = 0
    away: int = 0
    slow: float = 0.0
    language: str = "de"
    heard: list[Heard] = field(default_factory=list)
    kept: list[Heard] = field(default_factory=list)
    silences: int = 0
    joined: int = 0
    paused: bool = False

    async def join(self) -> Standing:
        self.joined += 1
        return Standing((FIRST,), FIRST.text, 0, 2)

    async def hear(self, heard: Heard) -> Standing:
        await asyncio.sleep(self.slow)
        if self.away:
            self.away -= 1
            raise NotKept
        self.heard.append(heard)
        return await self.catch_up()

    async def catch_up(self) -> Standing:
        if self.failures:
            self.failures -= 1
            raise NoReply
        return Standing((SECOND,), SECOND.text, 1, 2)

    async def keep(self, heard: Heard) -> None:
        self.kept.append(heard)

    async def silence(self) -> Standing:
        self.silences += 1
        return Standing((Line("Noch da?"),), FIRST.text, 0, 2, paused=self.paused)

    async def spoken(self, line: Line, *, start_ms: int, end_ms: int, whole: bool) -> None:
        pass

    async def now_ms(self) -> int:
        return 5_000


class Speaker(FrameProcessor):
    """A voice. fails: pieces it makes no sound of; hangs: pieces it never comes back from, unless interrupted."""

    def __init__(self, *, fails: int = 0, hangs: int = 0) -> None:
        super().__init__()
        self.fails, self.hangs = fails, hangs
        self.said: list[str] = []

    async def process_frame(self, frame: Frame, direction: FrameDirection) -> None:
        await super().process_frame(frame, direction)
        if isinstance(frame, TTSSpeakFrame):
            self.said.append(frame.text)
            await self.speak()
            return
        await self.push_frame(frame, direction)

    async def speak(self) -> None:
        if self.hangs:
            self.hangs -= 1
            await asyncio.Event().wait()
        if self.fails:
            self.fails -= 1
        else:
            await self.push_frame(OutputAudioRawFrame(bytes(960), 24_000, 1))


@pytest.fixture(autouse=True)
def _in_a_hurry(monkeypatch) -> None:
    for module, name, seconds in (
        (asking, "ONE_MOMENT", 0.05),
        (asking, "AGAIN", 0.02),
        (mouth, "AGAIN", 0.02),
    ):
        monkeypatch.setattr(module, name, seconds)


Act = Callable[[Interviewer], None]


def story(
    paper: Paper,
    frames: Sequence[Frame],
    *,
    speaker: Speaker | None = None,
    heard: bool = True,
    act: Act | None = None,
    before: bool = False,
) -> tuple[list[str], list[dict[str, Any]]]:
    """What is spoken, and what the page is told, with "done" where the interviewer is.

    heard: lines are heard as they are spoken. act: happens right before the frames, or a while after the first.
    """
    page: list[dict[str, Any]] = []
    speaker = speaker or Speaker()

    async def play() -> None:
        interviewer = Interviewer(
            interview=paper,
            page=page.append,
            key="k",
            stretch=1,
            slower=lambda: False,
            done=lambda how: page.append({"type": "done", "how": how}),
        )
        interviewer.answered()
        ends = interviewer.mouth
        ear = [Playing(began=ends.line_began, ended=ends.line_ended, mute=ends.line_mute)] if heard else []
        if act is not None:
            asyncio.get_running_loop().call_later(0.05 if before else 0.25, act, interviewer)
        await run_test(Pipeline([interviewer, speaker, *ear]), frames_to_send=[WAIT, *frames, WAIT])

    asyncio.run(asyncio.wait_for(play(), 20))
    return speaker.said, page


def spoken(text: str) -> list[Frame]:
    """An answer."""
    words = TranscriptionFrame(text=text, user_id="", timestamp="", result={"confidence": 0.4})
    return [UserStartedSpeakingFrame(), words, SleepFrame(sleep=0.05), UserStoppedSpeakingFrame(), WAIT]


TROUBLE, UNHEARD = phrases("de").say("trouble"), say("unheard", "de")
TYPING = [{"type": "trouble", "what": "typing"}, {"type": "done", "how": "typing"}]
SAID = "Ich prüfe alles."


def troubles(page: list[dict[str, Any]]) -> list[str]:
    return [told["what"] for told in page if told["type"] == "trouble"]


def test_a_reply_that_cannot_be_made_is_apologised_for_and_made_at_the_second_try():
    said, page = story(paper := Paper(failures=1), spoken(SAID))
    assert said == [FIRST.text, TROUBLE, SECOND.text]
    assert troubles(page) == ["reply"]
    assert [(heard.text, heard.confidence) for heard in paper.heard] == [(SAID, 0.4)]


def test_a_reply_that_cannot_be_made_twice_leaves_the_candidate_typing_once_they_were_told():
    said, page = story(Paper(failures=2), spoken(SAID))
    assert " ".join(said[2:]) == phrases("de").say("trouble_typing"), "sentence by sentence"
    assert page[-2:] == TYPING


def test_words_that_cannot_be_kept_are_held_until_they_can_and_asked_about_once():
    """The database is away three times; the candidate hears "one moment" once."""
    said, page = story(paper := Paper(away=3), [*spoken(SAID), WAIT])
    assert said == [FIRST.text, TROUBLE, SECOND.text]
    assert (troubles(page), [heard.key for heard in paper.heard]) == (["reply"], ["k:1"])


def test_a_slow_reply_is_announced_and_nobody_is_asked_meanwhile_whether_they_are_there(monkeypatch):
    monkeypatch.setattr(patience, "SILENCE", 0.15)
    said, _ = story(Paper(slow=0.3), [*spoken(SAID), WAIT, WAIT])
    assert said[:3] == [FIRST.text, TROUBLE, SECOND.text]


def test_a_line_the_voice_cannot_speak_is_shown_and_spoken_at_the_second_try():
    said, page = story(Paper(), [WAIT], speaker=Speaker(fails=1))
    assert (said, troubles(page)) == ([FIRST.text, FIRST.text], ["reply"])
    shown = [told["text"] for told in page if told["type"] == "caption"]
    assert set(shown) == {FIRST.text}


def test_a_voice_that_fails_twice_or_hangs_twice_leaves_the_candidate_typing(monkeypatch):
    monkeypatch.setattr(mouth, "SOUNDS_WITHIN", 0.05)
    for broken in (Speaker(fails=9), Speaker(hangs=9)):
        _, page = story(Paper(), [WAIT], speaker=broken)
        assert page[-2:] == TYPING


def test_ears_that_fail_are_apologised_for_and_the_second_time_given_up():
    turn = [UserStartedSpeakingFrame(), UserStoppedSpeakingFrame()]
    said, page = story(Paper(), [*turn, WAIT], act=Interviewer.ears_failed, before=True)
    assert said == [FIRST.text, UNHEARD]
    assert troubles(page) == ["hearing"]
    heard = Hearing(failed=True)
    assert heard.nothing(0) == "again"
    assert [heard.nothing(ms) for ms in (200, 2_000, 2_000)] == ["", "again", "typing"], "words never came"
    heard.words()
    assert heard.nothing(2_000) == "again"


def test_who_was_away_is_told_again_where_they_were_and_not_asked_meanwhile(monkeypatch):
    monkeypatch.setattr(patience, "SILENCE", 0.1)
    gone, _ = story(away := Paper(), [WAIT, WAIT, WAIT], act=Interviewer.line_away, before=True)
    assert (gone, away.silences) == ([FIRST.text], 0)
    monkeypatch.setattr(patience, "SILENCE", 1.0)
    back, _ = story(paper := Paper(), [WAIT, WAIT], act=Interviewer.line_back)
    assert (back[:2], paper.joined) == ([FIRST.text, FIRST.text], 2)


def test_nobody_is_asked_again_who_seems_not_to_be_there(monkeypatch):
    monkeypatch.setattr(patience, "SILENCE", 0.05)
    _, _ = story(paper := Paper(paused=True), [WAIT, WAIT, WAIT])
    assert paper.silences == 1


def test_words_cut_off_are_handed_to_whoever_ends_the_call_and_words_of_the_page_before_are_kept():
    rest: list[Heard] = []
    words = TranscriptionFrame(text="Zuerst", user_id="", timestamp="")
    before = InputTransportMessageFrame(message={"type": "before", "text": "Ich prüfe", "key": "p1"})
    frames = [before, UserStartedSpeakingFrame(), words, WAIT, WAIT, WAIT]
    story(paper := Paper(), frames, act=lambda interviewer: rest.extend(interviewer.unkept()))
    assert [(heard.text, heard.ended) for heard in rest] == [("Zuerst", "gone")]
    assert [(heard.text, heard.key) for heard in paper.kept] == [("Ich prüfe", "p1")]


def test_a_last_word_ends_the_call_and_what_is_said_after_it_is_not_asked_about():
    ends: list[str] = []
    said, _ = story(
        paper := Paper(),
        [WAIT, WAIT, *spoken(SAID)],
        act=lambda interviewer: interviewer.part(Line("Woanders weiter."), lambda: ends.append("parted")),
    )
    assert (said[-1], ends, paper.heard) == ("Woanders weiter.", ["parted"], [])


def test_a_sound_without_words_stops_nobody():
    said, _ = story(paper := Paper(), [UserStartedSpeakingFrame(), UserStoppedSpeakingFrame()], heard=False)
    assert (said, paper.heard) == ([FIRST.text, FIRST.text], [])


def test_words_over_a_question_that_has_not_sounded_are_told_as_such():
    _, page = story(paper := Paper(), spoken("Guten Tag!"), heard=False)
    assert [heard.unheard for heard in paper.heard] == [(FIRST.turn_id,)]
    assert (paper.heard[0].key, paper.heard[0].start_ms >= 5_000) == ("k:1", True)
    assert page[-1] == {"type": "standing", "question": SECOND.text, "done": 1, "planned": 2, "ended": False}


def test_done_with_nothing_said_asks_again_only_when_it_is_the_candidates_turn():
    press = InputTransportMessageFrame(message={"type": "done"})
    said, _ = story(paper := Paper(), [press], heard=False)
    assert (paper.silences, said) == (0, [FIRST.text]), "while the question is being spoken"
