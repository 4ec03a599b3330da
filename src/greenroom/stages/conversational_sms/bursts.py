"""Messages that were written one after the other before there was a reply: they are one answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from greenroom.stages.conversational_sms.engine import Given, Heard

Hear = Callable[[str, str], Heard]
"""What follows some words, given them and the id of the turn they stand in."""

_ALONE = frozenset({"answer", "correction", "stop", "skip"})


@dataclass(frozen=True)
class Part:
    """One of the messages. id: of its turn."""

    id: str
    words: str


def together(parts: Sequence[Part], hear: Hear) -> Heard:
    """What follows all of them. Where they are not clear together, the last that is clear alone counts."""
    *_, last = parts
    heard = hear("\n".join(part.words for part in parts), last.id)
    if len(parts) == 1:
        return heard
    if heard.kind != "unclear":
        given = tuple(_placed(each, parts) for each in heard.state.given)
        return replace(heard, state=replace(heard.state, given=given))
    for part in reversed(parts):
        alone = hear(part.words, part.id)
        if alone.kind in _ALONE:
            return alone
    return heard


def _placed(given: Given, parts: Sequence[Part]) -> Given:
    """A span of the joined words as one of the message it begins in; that of earlier answers stands."""
    if given.turn != parts[-1].id:
        return given
    begin = 0
    for part in parts:
        end = begin + len(part.words)
        if given.start < end or part is parts[-1]:
            start = max(0, given.start - begin)
            return replace(given, turn=part.id, start=start, end=min(given.end, end) - begin)
        begin = end + 1
    return given
