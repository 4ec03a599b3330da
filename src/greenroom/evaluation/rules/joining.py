"""One answer is often several turns. Joined for scoring, its quotes are led back to the turns they stand in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from greenroom.skills.evidence import Span, cut

BETWEEN = "\n\n"

KeyT = TypeVar("KeyT")


@dataclass(frozen=True)
class Joined(Generic[KeyT]):
    """text: the turns, one after the other. parts: each turn's key, and where its words start and end."""

    text: str
    parts: tuple[tuple[KeyT, int, int], ...]

    def lead_back(self, span: Span) -> list[tuple[KeyT, Span]]:
        """The span as spans of the turns it touches, in order; white space between turns belongs to none."""
        found = []
        for key, start, end in self.parts:
            inside = self.text[max(span.start, start) : min(span.end, end)]
            if span.start < end and start < span.end and inside.strip():
                piece = cut(self.text, max(span.start, start), min(span.end, end))
                found.append((key, Span(start=piece.start - start, end=piece.end - start, text=piece.text)))
        return found

    def lead_all_back(self, spans: Iterable[Span]) -> list[tuple[KeyT, Span]]:
        return [piece for span in spans for piece in self.lead_back(span)]


def join(turns: Sequence[tuple[KeyT, str]]) -> Joined[KeyT]:
    """Join (key, text) of a question's candidate turns in the order they were said."""
    parts, position = [], 0
    for key, text in turns:
        parts.append((key, position, position + len(text)))
        position += len(text) + len(BETWEEN)
    return Joined(BETWEEN.join(text for _, text in turns), tuple(parts))
