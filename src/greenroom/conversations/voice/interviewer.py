"""The interviewer on the line: collects what is heard, hands it to the interview, speaks what comes back."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import structlog
from pipecat.frames.frames import (
    CancelFrame,
    EndFrame,
    ErrorFrame,
    Frame,
    InputTransportMessageFrame,
    InterimTranscriptionFrame,
    StartFrame,
    TranscriptionFrame,
    TTSSpeakFrame,
    UserStartedSpeakingFrame,
    UserStoppedSpeakingFrame,
    VADUserStoppedSpeakingFrame,
)
from pipecat.processors.frame_processor import FrameDirection, FrameProcessor

from greenroom.conversations.engine.phrases import phrases
from greenroom.conversations.voice import messages
from greenroom.conversations.voice.answer import Answer
from greenroom.conversations.voice.contract import Ended, Heard, Interview, Line, NoReply, Standing
from greenroom.conversations.voice.errands import Errands, Later
from greenroom.conversations.voice.floor import Floor
from greenroom.conversations.voice.frames import LineMark
from greenroom.conversations.voice.patience import Patience
from greenroom.skills.lexical import sentences

log = structlog.get_logger(__name__)

Page = Callable[[dict[str, Any]], None]
SHORT_LINE = 120  # characters; a longer one is spoken sentence by sentence, so that it begins sooner


class Interviewer(FrameProcessor):
    """One at a time: what the interview is asked to do waits in a line of its own, and no frame waits for it.

    key: begins the key of every utterance. stretch: how many times the usual pause. slower: makes the voice slower.
    ended_by: what ended the turn that has just ended. finished: called once the last word was heard.
    """

    def __init__(
        self,
        *,
        interview: Interview,
        page: Page,
        key: str,
        stretch: float,
        slower: Callable[[], bool],
        finished: Callable[[], None],
    ) -> None:
        super().__init__()
        self._interview, self._page, self._key = interview, page, key
        self._stretch, self._slower, self._finished = stretch, slower, finished
        self.ended_by: Callable[[], Ended] = lambda: "silence"
        self.floor = Floor()
        self.turns = 0
        self._utterances = 0
        self._standing = Standing((), "", 0, 0)
        self._joined = asyncio.Event()
        self._work = Errands(failed=lambda: page(messages.trouble("typing")))
        self._silence = Later()
        self._answer = Answer()
        self._offset_ms = 0
        self._in_turn = False

    @property
    def patience(self) -> Patience:
        return Patience(self._interview.language, short=self._standing.short, stretch=self._stretch)

    def answered(self) -> None:
        """The candidate's end of the line is open."""
        self._joined.set()

    async def process_frame(self, frame: Frame, direction: FrameDirection) -> None:
        await super().process_frame(frame, direction)
        if isinstance(frame, TranscriptionFrame):
            self._answer.add(frame.text, frame.result, at=self.now_ms())
            self._page(messages.caption("candidate", self._answer.text(), final=False))
            return
        if isinstance(frame, InterimTranscriptionFrame):
            self._page(messages.caption("candidate", self._answer.text(frame.text), final=False))
            return
        self._take(frame)
        await self.push_frame(frame, direction)
        if isinstance(frame, StartFrame):
            self._work.start()
            self._work.add(self._join)
        elif isinstance(frame, EndFrame | CancelFrame):
            await self._stop()

    def _take(self, frame: Frame) -> None:
        if isinstance(frame, UserStartedSpeakingFrame):
            self._turn_began()
        elif isinstance(frame, UserStoppedSpeakingFrame):
            self._turn_ended()
        elif isinstance(frame, InputTransportMessageFrame):
            said = messages.read(frame.message)
            if isinstance(said, messages.Pressed):
                self._pressed(said.button)
        elif isinstance(frame, VADUserStoppedSpeakingFrame):
            self._answer.sounded_ms = self.now_ms() - int(frame.stop_secs * 1000)
        elif isinstance(frame, ErrorFrame):
            log.warning("speech failed", service=type(frame.processor).__name__)

    async def cleanup(self) -> None:
        await super().cleanup()  # type: ignore[no-untyped-call]  # Pipecat leaves it so
        await self._stop()

    async def _stop(self) -> None:
        self._silence.never()
        await self._work.stop()

    # The candidate's side

    def _turn_began(self) -> None:
        now = self.now_ms()
        self._in_turn, self._answer.began_ms = True, now  # its first words may have been here before it
        self._silence.never()
        cut = self.floor.interrupted(now)
        if cut is not None:
            self._report(cut[0], start_ms=cut[1], end_ms=now, whole=False)
        self._page(messages.state("candidate"))

    def _turn_ended(self) -> None:
        answer, self._answer, self._in_turn = self._answer, Answer(), False
        if self._standing.ended:
            self._finished()
        elif answer.text():
            self._hand_over(answer)
        elif self.floor.held:
            self._work.add(self._speak_on)
        else:
            self._listen()

    def _hand_over(self, answer: Answer) -> None:
        self._utterances += 1
        heard = Heard(
            text=answer.text(),
            key=f"{self._key}:{self._utterances}",
            start_ms=answer.began_ms,
            end_ms=answer.end_ms,
            ended=self.ended_by(),
            confidence=answer.confidence,
            unheard=self.floor.unheard(answer.began_ms),
        )
        self._page(messages.state("thinking"))
        self._work.add(lambda: self._hear(heard))

    def _pressed(self, button: messages.Button) -> None:
        if button == "moment":
            self._silence.never()
            self._page(messages.state("paused"))
        elif self._in_turn or self.floor.lines or not self._standing.question:
            return
        elif button == "ready":
            self._listen()
        elif button == "done":
            self._work.add(self._silent)
        elif button == "repeat" or self._slower():
            self._work.add(self._repeat)

    # What the interview is asked, one at a time

    async def _join(self) -> None:
        self._offset_ms = await self._interview.now_ms() - int(time.monotonic() * 1000)
        standing = await self._interview.join()
        await self._joined.wait()
        await self._follow(standing, is_reply=False)

    async def _hear(self, heard: Heard) -> None:
        late = bool(heard.unheard)
        self.turns += not late
        held = list(self.floor.held)
        try:
            standing = await self._interview.hear(heard)
        except NoReply:
            self._page(messages.caption("candidate", heard.text, final=True))
            await self._catch_up()
            return
        self._page(messages.caption("candidate", heard.text, final=True, turn=standing.kept))
        if late:
            standing = replace(standing, lines=(*held, *standing.lines))
        await self._follow(standing, is_reply=not late)

    async def _catch_up(self) -> None:
        """Once more after an apology; then the page offers to go on in writing."""
        self._page(messages.trouble("reply"))
        await self._speak([_own(self._interview, "trouble")])
        try:
            standing = await self._interview.catch_up()
        except NoReply:
            await self._speak([_own(self._interview, "trouble_typing")])
            self._page(messages.trouble("typing"))
            return
        await self._follow(standing, is_reply=False)

    async def _silent(self) -> None:
        await self._follow(await self._interview.silence(), is_reply=False)

    async def _repeat(self) -> None:
        await self._speak([Line(self._standing.question)])

    async def _speak_on(self) -> None:
        """A sound that was no words had stopped us."""
        await self._speak(list(self.floor.held))

    async def _follow(self, standing: Standing, *, is_reply: bool) -> None:
        self._standing = standing
        self._page(
            messages.standing(
                question=standing.question,
                done=standing.done,
                planned=standing.planned,
                ended=standing.ended,
            )
        )
        if self._in_turn and not standing.ended:
            self.floor.hold(standing.lines, question=standing.question)
        elif standing.lines:
            await self._speak(standing.lines, is_reply=is_reply)
        elif standing.ended:
            self._finished()
        else:
            self._listen()

    # The interviewer's side

    async def _speak(self, lines: Sequence[Line], *, is_reply: bool = False) -> None:
        self._silence.never()
        self.floor.give(lines, question=self._standing.question, is_reply=is_reply)
        for line in lines:
            if line not in self.floor.lines:  # spoken over meanwhile
                return
            await self.push_frame(LineMark(line=line))
            for text in _pieces(line.text):
                await self.push_frame(TTSSpeakFrame(text, append_to_context=False))
            await self.push_frame(LineMark(line=line, is_end=True))

    def line_began(self, line: Line) -> None:
        """The candidate begins to hear it."""
        if line not in self.floor.lines:
            return
        self.floor.began(line, self.now_ms())
        self._page(messages.state("interviewer"))
        self._page(messages.caption("interviewer", line.text, final=True, turn=line.turn_id))

    def line_ended(self, line: Line) -> None:
        """The candidate has heard it to its end."""
        start = self.floor.heard(line)
        if start is not None:
            self._report(line, start_ms=start, end_ms=self.now_ms(), whole=True)
        if not self.floor.lines and not self._in_turn:
            self._pass_on()

    def _pass_on(self) -> None:
        if self._standing.ended:
            self._finished()
        else:
            self._listen()

    def _listen(self) -> None:
        self._page(messages.state("candidate"))
        self._silence.after(self.patience.silence(), lambda: self._work.add(self._silent))

    def _report(self, line: Line, *, start_ms: int, end_ms: int, whole: bool) -> None:
        if line.turn_id is None:
            return

        async def report() -> None:
            await self._interview.spoken(line, start_ms=start_ms, end_ms=end_ms, whole=whole)

        self._work.add(report)

    def now_ms(self) -> int:
        """Milliseconds since the attempt began."""
        return max(0, int(time.monotonic() * 1000) + self._offset_ms)


def _own(interview: Interview, phrase: str) -> Line:
    return Line(phrases(interview.language).say(phrase))


def _pieces(text: str) -> list[str]:
    if len(text) <= SHORT_LINE:
        return [text]
    return [text[part.start : part.end].strip() for part in sentences(text)]
