"""An interview by telephone: like any other, after a line that says who calls and what is kept."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from uuid import UUID

from greenroom.candidates.models import Attempt
from greenroom.conversations.phone import answering
from greenroom.conversations.voice.contract import Heard, Interview, Line, Standing
from greenroom.conversations.voice.database import Database


class Introduced:
    """Implements `contract.Interview` by another, and begins with the introduction. key: of its turn."""

    def __init__(self, interview: Interview, database: Database, *, attempt: Attempt, key: str) -> None:
        self.language = interview.language
        self._interview, self._database = interview, database
        self._attempt, self._key = attempt, key
        self._turn_id: UUID | None = None

    async def join(self) -> Standing:
        standing = await self._interview.join()
        introduce = partial(answering.introduce, attempt=self._attempt, key=self._key)
        turn = await self._database.run(introduce, workspace_id=self._attempt.workspace_id)
        self._turn_id = turn.id
        return replace(standing, lines=(Line(turn.text, turn.id), *self._others(standing)))

    async def hear(self, heard: Heard) -> Standing:
        return self._without(await self._interview.hear(heard))

    async def catch_up(self) -> Standing:
        return self._without(await self._interview.catch_up())

    async def keep(self, heard: Heard) -> None:
        await self._interview.keep(heard)

    async def silence(self) -> Standing:
        return self._without(await self._interview.silence())

    async def spoken(self, line: Line, *, start_ms: int, end_ms: int, whole: bool) -> None:
        await self._interview.spoken(line, start_ms=start_ms, end_ms=end_ms, whole=whole)

    async def now_ms(self) -> int:
        return await self._interview.now_ms()

    def _without(self, standing: Standing) -> Standing:
        """The interview finds the introduction among what is new; it was said at the beginning."""
        return replace(standing, lines=self._others(standing))

    def _others(self, standing: Standing) -> tuple[Line, ...]:
        return tuple(line for line in standing.lines if line.turn_id != self._turn_id)
