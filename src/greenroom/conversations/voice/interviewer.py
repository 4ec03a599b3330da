"""The interviewer on the line: collects what is heard, hands it to the interview, speaks what comes back."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

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
    UserStartedSpeakingFrame,
    UserStoppedSpeakingFrame,
    VADUserStoppedSpeakingFrame,
)
from pipecat.processors.frame_processor import FrameDirection, FrameProcessor

from greenroom.conversations.voice import messages
from greenroom.conversations.voice.answer import Answer
from greenroom.conversations.voice.asking import Asking
from greenroom.conversations.voice.contract import Ended, Heard, Interview, Line, Standing
from greenroom.conversations.voice.course import Course, How
from greenroom.conversations.voice.errands import Errands, Later
from greenroom.conversations.voice.mouth import Mouth, Page
from greenroom.conversations.voice.phrases import say
from greenroom.conversations.voice.senses import Hearing

log = structlog.get_logger(__name__)


class Interviewer(Course, FrameProcessor):
    """One at a time: what the interview is asked to do waits in a line of its own, and no frame waits for it.

    key: begins the key of every utterance. stretch: how many times the usual pause. slower: makes the voice slower.
    ended_by: what ended the turn that has just ended. done: called once the last word was heard.
    """

    def __init__(
        self,
        *,
        interview: Interview,
        page: Page,
        key: str,
        stretch: float,
        slower: Callable[[], bool],
        done: Callable[[How], None],
    ) -> None:
        super().__init__()
        self._interview, self._page, self._key = interview, page, key
        self._stretch, self._slower = stretch, slower
        self._done = done
        self.ended_by: Callable[[], Ended] = lambda: "silence"
        self.turns = 0
        self._utterances = 0
        self._standing = Standing((), "", 0, 0)
        self._joined = asyncio.Event()
        self._work = Errands(failed=lambda: self._work.add(self._give_up))
        self._asking = Asking(self._one_moment)
        self._silence, self._leaving = Later(), Later()
        self._answer = Answer()
        self._unkept: list[Heard] = []
        self._hearing = Hearing()
        self._then: Callable[[], None] | None = None  # once these last words are spoken
        self._offset_ms = 0
        self._in_turn = False
        self.mouth = Mouth(
            interview=interview,
            page=page,
            push=self.push_frame,
            do=self._work.add,
            now_ms=self.now_ms,
            said=self._said,
            dumb=self._give_up,
        )

    def answered(self) -> None:
        """The candidate's end of the line is open."""
        self._joined.set()

    def line_away(self) -> None:
        """Nothing comes from the candidate's end: what is said now is not heard."""
        self.mouth.away = True
        self._silence.never()

    def line_back(self) -> None:
        """It does again, and they are told where they were."""
        self.mouth.away = False
        self._work.add(self._rejoin)

    def ears_failed(self) -> None:
        """Whoever recognises speech says that it could not."""
        self._hearing.failed = True
        if self._hearing.waits and not self._is_taken:
            self._nothing_heard(0)

    def unkept(self) -> list[Heard]:
        """What was heard and could not be kept, down to the last word."""
        rest = [self._heard(self._answer, ended="gone")] if self._answer.text() else []
        return [*self._unkept, *rest]

    async def process_frame(self, frame: Frame, direction: FrameDirection) -> None:
        await super().process_frame(frame, direction)
        if isinstance(frame, TranscriptionFrame):
            self._hearing.words()
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
            self.mouth.start()
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
            elif isinstance(said, messages.Before):
                self._said_before(said)
        elif isinstance(frame, VADUserStoppedSpeakingFrame):
            self._answer.sounded_ms = self.now_ms() - int(frame.stop_secs * 1000)
        elif isinstance(frame, ErrorFrame):  # of the voice: it stands below us
            log.warning("voice failed", service=type(frame.processor).__name__)
            self.mouth.broken = True

    async def cleanup(self) -> None:
        await super().cleanup()  # type: ignore[no-untyped-call]  # Pipecat leaves it so
        await self._stop()

    async def _stop(self) -> None:
        for later in (self._silence, self._leaving):
            later.never()
        await self._work.stop()
        await self.mouth.stop()

    # The candidate's side

    def _turn_began(self) -> None:
        now = self.now_ms()
        self._in_turn, self._answer.began_ms = True, now  # its first words may have been here before it
        self._silence.never()
        self.mouth.spoken_over()
        self._page(messages.state("candidate"))

    def _turn_ended(self) -> None:
        answer, self._answer, self._in_turn = self._answer, Answer(), False
        if self._then is not None:
            self._depart()
        elif self._standing.ended:
            self._done("finished")
        elif answer.text():
            self._hand_over(answer)
        else:
            self._nothing_heard(answer.end_ms - answer.began_ms)

    def _nothing_heard(self, sound_ms: int) -> None:
        verdict = self._hearing.nothing(sound_ms)
        if verdict == "typing":
            self._work.add(self._give_up)
        elif verdict == "again":
            self._page(messages.trouble("hearing"))
            apology = Line(say("unheard", self._interview.language))
            self._work.add(lambda: self._speak([apology, *self.floor.held]))
        elif self.floor.held:
            self._work.add(self._speak_on)
        else:
            self._listen()

    def _heard(self, answer: Answer, *, ended: Ended) -> Heard:
        self._utterances += 1
        return Heard(
            text=answer.text(),
            key=f"{self._key}:{self._utterances}",
            start_ms=answer.began_ms,
            end_ms=answer.end_ms,
            ended=ended,
            confidence=answer.confidence,
            unheard=self.floor.unheard(answer.began_ms),
        )

    def _hand_over(self, answer: Answer) -> None:
        heard = self._heard(answer, ended=self.ended_by())
        self._unkept.append(heard)
        self._page(messages.state("thinking"))
        self._work.add(lambda: self._hear(heard))

    def _said_before(self, said: messages.Before) -> None:
        now = self.now_ms()
        heard = Heard(text=said.text, key=said.key, start_ms=now, end_ms=now, ended="gone")
        self._work.add(lambda: self._asking.ask(lambda: self._interview.keep(heard)))

    def _pressed(self, button: messages.Button) -> None:
        if button == "moment":
            self._silence.never()
            self._page(messages.state("paused"))
        elif self._is_taken or not self._standing.question:
            return
        elif button == "ready":
            self._listen()
        elif button == "done":
            self._work.add(self._silent)
        elif button == "repeat" or self._slower():
            self._work.add(self._repeat)

    @property
    def _is_taken(self) -> bool:
        """Somebody speaks, or thinks."""
        return self._in_turn or bool(self.floor.lines) or self._asking.busy

    def now_ms(self) -> int:
        """Milliseconds since the attempt began."""
        return max(0, int(time.monotonic() * 1000) + self._offset_ms)
