"""What a call needs of an interview. Plain Python: neither Pipecat nor Django."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol
from uuid import UUID

Ended = Literal["silence", "button", "words", "gone"]
"""What ended an answer: a pause, the candidate's own button, words that said so, or the line."""


@dataclass(frozen=True)
class Line:
    """Something to say. It is committed: `turn_id` is its turn. A recap for somebody who returns has none."""

    text: str
    turn_id: UUID | None = None


@dataclass(frozen=True)
class Heard:
    """What a candidate said. start_ms, end_ms: since the attempt began. key: of this utterance, unique in it.

    confidence: of the recogniser, 0 to 1; None where it gives none. unheard: turns of the interviewer that were
    committed but not yet heard when this was said; it belongs to what was asked before them, and gets no reply.
    """

    text: str
    key: str
    start_ms: int
    end_ms: int
    ended: Ended
    confidence: float | None = None
    unheard: tuple[UUID, ...] = ()


@dataclass(frozen=True)
class Standing:
    """Where the interview is. question: the one that waits for an answer, "" for none. done, planned: questions.

    short: its answer has a shape, so that a few words are a whole answer. kept: the turn of what was just heard.
    paused: nobody seems to be there; nothing more is said until somebody speaks.
    """

    lines: tuple[Line, ...]
    question: str
    done: int
    planned: int
    short: bool = False
    ended: bool = False
    kept: UUID | None = None
    paused: bool = False


class NoReply(Exception):
    """The reply could not be made now. What was said is kept; `catch_up` makes up for it."""


class NotKept(Exception):
    """Nothing could be kept or looked up at this moment. The same may be asked again: once is enough."""


class Interview(Protocol):
    """An interview as a call sees it. Every method commits before it returns, or raises NotKept.

    None but `spoken` is called while another runs.
    """

    language: str
    """ISO 639-1, the one it is held in."""

    async def join(self) -> Standing:
        """Somebody is on the line: the greeting and the first question, or a short recap of where they were."""

    async def hear(self, heard: Heard) -> Standing:
        """Keep it, then reply. The same key twice is one utterance. Raises NoReply."""

    async def catch_up(self) -> Standing:
        """Reply to what is kept and has no reply yet. Raises NoReply."""

    async def keep(self, heard: Heard) -> None:
        """Keep what was said when the line broke, with the question it belongs to. It gets no reply."""

    async def silence(self) -> Standing:
        """Nothing was said for as long as patience goes: the engine decides what follows."""

    async def spoken(self, line: Line, *, start_ms: int, end_ms: int, whole: bool) -> None:
        """When a line was heard by the candidate; not whole: they spoke over it."""

    async def now_ms(self) -> int:
        """Milliseconds since the attempt began."""
