"""What the interview on the line is asked, one thing at a time, and what follows from it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Literal

from greenroom.conversations.engine.phrases import phrases
from greenroom.conversations.voice import messages
from greenroom.conversations.voice.asking import Asking
from greenroom.conversations.voice.contract import Heard, Interview, Line, NoReply, Standing
from greenroom.conversations.voice.errands import Errands, Later
from greenroom.conversations.voice.floor import Floor
from greenroom.conversations.voice.mouth import Mouth, Page
from greenroom.conversations.voice.patience import Patience

How = Literal["finished", "typing"]
"""What a call comes to: the end of the interview, or that speaking does not work and the candidate was told so."""
LAST_LINE = 15.0  # seconds for what is said before we leave


class Course:
    """The half of `Interviewer` that faces the interview; the other half, which faces the candidate, sets all of this.

    turns: of the candidate. mouth: what is said goes through it.
    """

    mouth: Mouth
    turns: int
    _interview: Interview
    _page: Page
    _done: Callable[[How], None]
    _work: Errands
    _asking: Asking
    _silence: Later
    _leaving: Later
    _joined: asyncio.Event
    _standing: Standing
    _unkept: list[Heard]
    _stretch: float
    _then: Callable[[], None] | None
    _offset_ms: int
    _in_turn: bool

    @property
    def floor(self) -> Floor:
        return self.mouth.floor

    @property
    def patience(self) -> Patience:
        return Patience(self._interview.language, short=self._standing.short, stretch=self._stretch)

    def part(self, line: Line, then: Callable[[], None]) -> None:
        """Say this and no more; then it is over, whether it was heard or not."""
        if self._then is not None:
            return
        self._then = then
        if self.mouth.fails:
            self._depart()
        else:
            self._leaving.after(LAST_LINE, self._depart)
            self._work.add(lambda: self._speak([line]))

    async def _join(self) -> None:
        now_ms = await self._asking.ask(self._interview.now_ms)
        self._offset_ms = now_ms - int(time.monotonic() * 1000)
        standing = await self._asking.ask(self._interview.join)
        await self._joined.wait()
        await self._follow(standing, is_reply=False)

    async def _rejoin(self) -> None:
        if not self._is_done and not self._in_turn:
            await self._follow(await self._asking.ask(self._interview.join), is_reply=False)

    async def _hear(self, heard: Heard) -> None:
        late = bool(heard.unheard)
        self.turns += not late
        held = list(self.floor.held)
        try:
            standing = await self._asking.ask(lambda: self._interview.hear(heard))
        except NoReply:
            self._unkept.remove(heard)
            self._page(messages.caption("candidate", heard.text, final=True))
            await self._catch_up()
            return
        self._unkept.remove(heard)
        self._page(messages.caption("candidate", heard.text, final=True, turn=standing.kept))
        if late:
            standing = replace(standing, lines=(*held, *standing.lines))
        await self._follow(standing, is_reply=not late)

    async def _one_moment(self) -> None:
        self._page(messages.trouble("reply"))
        if not self._in_turn:
            await self._speak([_own(self._interview, "trouble")])

    async def _catch_up(self) -> None:
        """Once more after an apology; then the page offers to go on in writing."""
        if not self._asking.told:
            await self._one_moment()
        try:
            standing = await self._asking.ask(self._interview.catch_up)
        except NoReply:
            await self._give_up()
            return
        await self._follow(standing, is_reply=False)

    async def _give_up(self) -> None:
        """Speaking does not work: say so where that can be heard, and leave."""

        def leave() -> None:
            self._page(messages.trouble("typing"))
            self._done("typing")

        self.part(_own(self._interview, "trouble_typing"), leave)

    async def _silent(self) -> None:
        if not self.mouth.away and not self._is_done:
            await self._follow(await self._asking.ask(self._interview.silence), is_reply=False)

    async def _repeat(self) -> None:
        await self._speak([Line(self._standing.question)])

    async def _speak_on(self) -> None:
        """A sound that was no words had stopped us."""
        await self._speak(list(self.floor.held))

    async def _follow(self, standing: Standing, *, is_reply: bool) -> None:
        self._standing = standing
        if self._then is not None:
            return
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
            self._done("finished")
        else:
            self._listen()

    async def _speak(self, lines: Sequence[Line], *, is_reply: bool = False) -> None:
        self._silence.never()
        await self.mouth.speak(lines, question=self._standing.question, is_reply=is_reply)

    def _said(self) -> None:
        """The last line was heard."""
        if self._in_turn:
            return
        if self._then is not None:
            self._depart()
        elif self._standing.ended:
            self._done("finished")
        else:
            self._listen()

    @property
    def _is_done(self) -> bool:
        return self._standing.ended or self._then is not None

    def _depart(self) -> None:
        then, self._then = self._then, lambda: None
        if then is not None:
            then()

    def _listen(self) -> None:
        if self._asking.busy:
            self._page(messages.state("thinking"))
            return
        self._page(messages.state("candidate"))
        if not self._standing.paused and not self.mouth.away:
            self._silence.after(self.patience.silence(), lambda: self._work.add(self._silent))


def _own(interview: Interview, phrase: str) -> Line:
    return Line(phrases(interview.language).say(phrase))
