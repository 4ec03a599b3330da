"""What the interviewer on the line says: spoken, shown, noted when it was heard, and said again where it was not."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Any

from pipecat.frames.frames import Frame, InterruptionFrame, TTSSpeakFrame

from greenroom.conversations.voice import messages
from greenroom.conversations.voice.asking import AGAIN, GIVE_UP
from greenroom.conversations.voice.contract import Interview, Line, NotKept
from greenroom.conversations.voice.errands import Errand, Errands, Later
from greenroom.conversations.voice.floor import Floor
from greenroom.conversations.voice.frames import LineMark
from greenroom.skills.lexical import sentences

SHORT_LINE = 120  # characters; a longer one is spoken sentence by sentence, so that it begins sooner
SOUNDS_WITHIN = 8.0  # seconds in which a voice begins to speak, or does not work
REPORTED_WITHIN = 1.0  # seconds that the end of a call waits for what was heard to be noted

Page = Callable[[dict[str, Any]], None]


class Mouth:
    """push: a frame to the voice. do: adds work to that of the call. now_ms: since the attempt began.

    said: called when the last line was heard. dumb: what is done where the voice does not work.
    broken: the voice has failed in what is being spoken. fails: lines in a row that it could not speak.
    away: nobody hears it at this moment.
    """

    def __init__(
        self,
        *,
        interview: Interview,
        page: Page,
        push: Callable[[Frame], Awaitable[None]],
        do: Callable[[Errand], None],
        now_ms: Callable[[], int],
        said: Callable[[], None],
        dumb: Errand,
    ) -> None:
        self._interview, self._page, self._push, self._do = interview, page, push, do
        self._now_ms, self._said, self._dumb = now_ms, said, dumb
        self.floor = Floor()
        self.broken = self.away = False
        self.fails = 0
        self._says_again = False
        self._sounding = Later()
        self._reports = Errands(failed=lambda: None)

    def start(self) -> None:
        self._reports.start()

    async def stop(self) -> None:
        self._sounding.never()
        await self._reports.stop(patience=REPORTED_WITHIN)

    async def speak(self, lines: Sequence[Line], *, question: str, is_reply: bool = False) -> None:
        """question: what waits for an answer once they are heard."""
        self.broken = False
        self._sounding.after(SOUNDS_WITHIN, lambda: self._do(self._nothing_sounds))
        self.floor.give(lines, question=question, is_reply=is_reply)
        for line in lines:
            if line not in self.floor.lines:  # spoken over meanwhile
                return
            await self._push(LineMark(line=line))
            for text in _pieces(line.text):
                await self._push(TTSSpeakFrame(text, append_to_context=False))
            await self._push(LineMark(line=line, is_end=True))

    def spoken_over(self) -> None:
        """The candidate speaks."""
        self._sounding.never()
        now = self._now_ms()
        cut = self.floor.interrupted(now)
        if cut is not None:
            self._report(cut[0], start_ms=cut[1], end_ms=now, whole=False)

    def line_began(self, line: Line) -> None:
        """The candidate begins to hear it."""
        self._sounding.never()
        if line not in self.floor.lines:
            return
        self.floor.began(line, self._now_ms())
        self._page(messages.state("interviewer"))
        self._show(line)

    def line_ended(self, line: Line) -> None:
        """The candidate has heard it to its end."""
        if self.broken and line in self.floor.lines:
            self.line_mute(line)
            return
        self.fails = 0
        start = self.floor.heard(line)
        if start is not None and not self.away:
            self._report(line, start_ms=start, end_ms=self._now_ms(), whole=True)
        if not self.floor.lines:
            self._said()

    def line_mute(self, line: Line) -> None:
        """The voice could not speak it: it is shown, and tried once more."""
        self._sounding.never()
        if line not in self.floor.lines or self._says_again:
            return
        self._show(line)
        self._page(messages.trouble("reply"))
        self.fails += 1
        self._says_again = self.fails == 1
        self._do(self._say_again if self._says_again else self._dumb)

    async def _say_again(self) -> None:
        await asyncio.sleep(AGAIN)
        self._says_again = False
        if self.floor.lines:
            await self.speak(list(self.floor.lines), question=self.floor.question)

    async def _nothing_sounds(self) -> None:
        """The voice hangs: let go of what it is at."""
        if self.floor.lines:
            await self._push(InterruptionFrame())
            self.line_mute(self.floor.lines[0])

    def _show(self, line: Line) -> None:
        self._page(messages.caption("interviewer", line.text, final=True, turn=line.turn_id))

    def _report(self, line: Line, *, start_ms: int, end_ms: int, whole: bool) -> None:
        if line.turn_id is None:
            return

        async def report() -> None:
            end = time.monotonic() + GIVE_UP
            while time.monotonic() < end:
                with suppress(NotKept):
                    await self._interview.spoken(line, start_ms=start_ms, end_ms=end_ms, whole=whole)
                    return
                await asyncio.sleep(AGAIN)

        self._reports.add(report)


def _pieces(text: str) -> list[str]:
    if len(text) <= SHORT_LINE:
        return [text]
    return [text[part.start : part.end].strip() for part in sentences(text)]
