"""The interview of an attempt, as a call sees it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import TypeVar
from uuid import UUID

from greenroom.candidates.models import Attempt
from greenroom.conversations import engine
from greenroom.conversations.actions import calls, interviews
from greenroom.conversations.models import Conversation, Turn
from greenroom.conversations.rules.shapes import to_read
from greenroom.conversations.voice.contract import Heard, Line, NoReply, Standing
from greenroom.conversations.voice.database import Database
from greenroom.core import clock
from greenroom.core.errors import Refused
from greenroom.skills.models.contract import ModelFailure

T = TypeVar("T")


class DjangoInterview:
    """Implements `contract.Interview` over the actions that hold a typed interview, too.

    key: begins the key of every silence, unique for this call.
    """

    def __init__(
        self, database: Database, *, workspace_id: UUID, attempt_id: UUID, language: str, key: str
    ) -> None:
        self.language = language
        self._database, self._workspace_id, self._attempt_id = database, workspace_id, attempt_id
        self._key = key
        self._silences = 0
        self._told = -1  # position of the last turn this call knows of

    async def join(self) -> Standing:
        return await self._run(self._join)

    async def hear(self, heard: Heard) -> Standing:
        return await self._run(partial(self._hear, heard))

    async def catch_up(self) -> Standing:
        return await self._run(self._catch_up)

    async def keep(self, heard: Heard) -> None:
        await self._run(
            lambda attempt: calls.keep_unfinished(
                attempt=attempt,
                text=heard.text[: interviews.LONGEST_TURN],
                key=heard.key,
                start_ms=heard.start_ms,
                end_ms=heard.end_ms,
                confidence=heard.confidence,
            )
        )

    async def silence(self) -> Standing:
        standing = await self._run(partial(self._silent, f"{self._key}:s{self._silences}"))
        self._silences += 1
        return standing

    async def spoken(self, line: Line, *, start_ms: int, end_ms: int, whole: bool) -> None:
        turn_id = line.turn_id
        if turn_id is None:
            return
        await self._run(
            lambda attempt: interviews.spoken(
                attempt=attempt, turn_id=turn_id, start_ms=start_ms, end_ms=end_ms, whole=whole
            )
        )

    async def now_ms(self) -> int:
        return await self._run(
            lambda attempt: max(0, int((clock.now() - attempt.created_at).total_seconds() * 1000))
        )

    async def _run(self, work: Callable[[Attempt], T]) -> T:
        def with_attempt() -> T:
            rows = Attempt.objects.select_related(
                "stage__interviewer__workspace", "application__candidate", "application__interviewer"
            )
            return work(rows.get(id=self._attempt_id))

        return await self._database.run(with_attempt, workspace_id=self._workspace_id)

    def _join(self, attempt: Attempt) -> Standing:
        if Conversation.objects.filter(attempt=attempt).exists():
            with suppress(ModelFailure):  # nobody waits for a greeting; the next words are answered with it
                interviews.reply(attempt=attempt)
        joined = interviews.join(attempt=attempt)
        recap = [Line(joined.recap)] if joined.recap else []
        self._told = max((turn.position for turn in self._said(attempt)), default=-1)
        return self._standing(attempt, [*recap, *map(_line, joined.turns)])

    def _hear(self, heard: Heard, attempt: Attempt) -> Standing:
        try:
            interviews.hear(
                attempt=attempt,
                text=heard.text[: interviews.LONGEST_TURN],
                key=heard.key,
                seen=self._seen(attempt, heard.unheard),
                start_ms=heard.start_ms,
                end_ms=heard.end_ms,
                confidence=heard.confidence,
            )
        except ModelFailure as failure:
            raise NoReply from failure
        except Refused:  # over meanwhile, on a page: what follows from it is said
            pass
        kept = Turn.objects.filter(attempt=attempt, key=heard.key[:40]).values_list("id", flat=True).first()
        return self._standing(attempt, self._new(attempt), kept=kept)

    def _catch_up(self, attempt: Attempt) -> Standing:
        try:
            interviews.reply(attempt=attempt)
        except ModelFailure as failure:
            raise NoReply from failure
        return self._standing(attempt, self._new(attempt))

    def _silent(self, key: str, attempt: Attempt) -> Standing:
        interviews.silence(attempt=attempt, key=key)
        return self._standing(attempt, self._new(attempt))

    def _seen(self, attempt: Attempt, unheard: Sequence[UUID]) -> int | None:
        """How many turns the candidate knew of, where that is not all."""
        if not unheard:
            return None
        return (
            Turn.objects.filter(attempt=attempt, id__in=unheard)
            .order_by("position")
            .values_list("position", flat=True)
            .first()
        )

    def _said(self, attempt: Attempt) -> list[Turn]:
        return list(Turn.objects.filter(attempt=attempt, position__gt=self._told).order_by("position"))

    def _new(self, attempt: Attempt) -> list[Line]:
        """What the interviewer has said that this call has not been given."""
        said = self._said(attempt)
        self._told = max((turn.position for turn in said), default=self._told)
        return [_line(turn) for turn in said if turn.speaker == Turn.Speaker.INTERVIEWER]

    def _standing(self, attempt: Attempt, lines: Sequence[Line], *, kept: UUID | None = None) -> Standing:
        conversation = Conversation.objects.get(attempt=attempt)
        state = engine.State.from_json(conversation.state)
        progress = engine.question_progress(state)
        ended = state.ended or conversation.ended_at is not None
        return Standing(
            lines=tuple(lines),
            question="" if ended else state.last_ask,
            done=len(progress.outcomes),
            planned=progress.total,
            short=state.question is not None and to_read(state.question.expects) is not None,
            ended=ended,
            kept=kept,
            paused=state.paused,
        )


def _line(turn: Turn) -> Line:
    return Line(turn.text, turn.id)
