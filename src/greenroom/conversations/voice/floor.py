"""Which lines are being spoken, which were heard, and whether somebody was cut off. Pure: times come from outside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from greenroom.conversations.voice.contract import Line

CUT_IN_MS = 2_000
"""Whoever speaks on this soon after being answered had not finished."""


@dataclass
class Floor:
    """Milliseconds are the interview's. lines: given to the speakers and not yet heard to their end. held: kept back,
    because the candidate spoke. cut_ins: how often an answer went on after its reply had begun or was ready."""

    lines: list[Line] = field(default_factory=list)
    held: list[Line] = field(default_factory=list)
    question: str = ""
    answering: bool = False
    cut_ins: int = 0
    _began: dict[int, int] = field(default_factory=dict)
    _first_began: int | None = None

    def give(self, lines: Sequence[Line], *, question: str, is_reply: bool) -> None:
        """These are spoken next. question: what waits for an answer once they are."""
        self.lines, self.held = list(lines), []
        self.question, self.answering = question, is_reply
        self._began, self._first_began = {}, None

    def hold(self, lines: Sequence[Line], *, question: str) -> None:
        """These came while the candidate was speaking on: they were answered too early."""
        if lines:
            self.cut_ins += 1
        self.lines, self.held = [], list(lines)
        self.question, self.answering = question, True
        self._began, self._first_began = {}, None

    def began(self, line: Line, at: int) -> None:
        self._began[id(line)] = at
        if self._first_began is None:
            self._first_began = at

    def heard(self, line: Line) -> int | None:
        """A line was heard to its end. Gives when it began; None where it was not being spoken any more."""
        if line not in self.lines:
            return None
        self.lines.remove(line)
        return self._began.get(id(line))

    def interrupted(self, at: int) -> tuple[Line, int] | None:
        """The candidate speaks. Gives the line that was cut and when it had begun."""
        if not self.lines:
            return None
        self.held, self.lines = self.lines, []
        if self.answering and (self._first_began is None or at - self._first_began < CUT_IN_MS):
            self.cut_ins += 1
        cut = self.held[0]
        return (cut, self._began[id(cut)]) if id(cut) in self._began else None

    def unheard(self, at: int) -> tuple[UUID, ...]:
        """The turns that were not heard when somebody began to speak at this time; () where they knew what they
        were asked. A question counts as heard once it has begun, and a reply was not cut off at its start."""
        asking = [line for line in self.held if line.text == self.question]
        knew = not asking or (id(asking[0]) in self._began and not self._cut_off(at))
        if knew:
            return ()
        return tuple(line.turn_id for line in self.held if line.turn_id is not None)

    def _cut_off(self, at: int) -> bool:
        return self.answering and (self._first_began is None or at - self._first_began < CUT_IN_MS)
