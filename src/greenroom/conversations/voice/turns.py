"""Patience as Pipecat asks for it: a strategy that ends a candidate's turn."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from pipecat.frames.frames import (
    Frame,
    InputTransportMessageFrame,
    InterimTranscriptionFrame,
    TranscriptionFrame,
    VADUserStartedSpeakingFrame,
    VADUserStoppedSpeakingFrame,
)
from pipecat.turns.types import ProcessFrameResult
from pipecat.turns.user_stop import BaseUserTurnStopStrategy

from greenroom.conversations.voice import messages
from greenroom.conversations.voice.contract import Ended
from greenroom.conversations.voice.patience import Patience

LATEST_WORDS = 4.0  # seconds after a sound until its words are no longer waited for


class PatientStop(BaseUserTurnStopStrategy):  # type: ignore[no-untyped-call]  # Pipecat leaves it so
    """Ends a turn when the pause is longer than patience goes, or at the candidate's own word.

    patience: as it is at this moment. ended: what ended the last turn.
    """

    def __init__(self, patience: Callable[[], Patience]) -> None:
        super().__init__()
        self._patience = patience
        self._timer: asyncio.Task[None] | None = None
        self._begin()
        self.ended: Ended = "silence"
        self._paused = False

    def _begin(self) -> None:
        self._words: list[str] = []
        self._speaking = False
        self._awaited = False  # a sound has ended whose words have not come
        self._quiet_since = time.monotonic()
        self._done = False

    async def handle_user_turn_started(self) -> None:
        self._stop_waiting()

    async def handle_user_turn_stopped(self) -> None:
        self._stop_waiting()
        self._begin()

    async def cleanup(self) -> None:
        self._stop_waiting()

    async def process_frame(self, frame: Frame) -> ProcessFrameResult:
        if isinstance(frame, VADUserStartedSpeakingFrame):
            self._speaking = True
            self._paused = False
            self._stop_waiting()
        elif isinstance(frame, VADUserStoppedSpeakingFrame):
            self._speaking, self._awaited = False, True
            self._quiet_since = time.monotonic() - frame.stop_secs
            self._wait()
        elif isinstance(frame, TranscriptionFrame):
            self._words.append(frame.text)
            self._awaited = False
            self._wait()
        elif isinstance(frame, InterimTranscriptionFrame):
            self._wait()
        elif isinstance(frame, InputTransportMessageFrame):
            self._obey(messages.read(frame.message))
        return ProcessFrameResult.CONTINUE

    def _obey(self, said: messages.Said | None) -> None:
        if not isinstance(said, messages.Pressed):
            return
        if said.button == "done":
            self._done, self._paused = True, False
            self._wait()
        elif said.button == "moment":
            self._paused = True
            self._stop_waiting()
        elif said.button == "ready":
            self._paused = False
            self._quiet_since = time.monotonic()
            self._wait()

    def _wait(self) -> None:
        """Begin to wait anew for what is left of the pause."""
        self._stop_waiting()
        if not self._speaking and not self._paused:
            self._timer = asyncio.get_running_loop().create_task(self._end_after(self._left()))

    def _left(self) -> float:
        pause = 0.0 if self._done else self._patience().pause(" ".join(self._words))
        if self._awaited:
            pause = max(pause, LATEST_WORDS)
        return self._quiet_since + pause - time.monotonic()

    async def _end_after(self, seconds: float) -> None:
        await asyncio.sleep(max(0.0, seconds))
        self._timer = None  # ending a turn asks us to stop waiting: not for ourselves
        self.ended = "button" if self._done else "silence"
        await self.trigger_user_turn_stopped()

    def _stop_waiting(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
