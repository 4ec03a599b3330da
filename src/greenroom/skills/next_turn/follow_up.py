"""What to ask next so that the answer reaches a point it still lacks, without saying the point."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from greenroom.skills.next_turn.mention import mention
from greenroom.skills.next_turn.schema import Situation
from greenroom.skills.next_turn.speech import Speech, folded


def follow_up(situation: Situation, missing: Sequence[int], speech: Speech) -> tuple[str, int | None]:
    """The text, and the index of the key point it goes after; ("", None) where everything was asked already.

    What was not asked on an earlier question either is preferred.
    """
    said = [folded(turn.text) for turn in situation.exchanges if turn.speaker == "interviewer"]
    earlier = [folded(text) for text in situation.earlier]
    left = [
        (index, ask)
        for index, ask in _asks(situation.key_points, missing, speech)
        if not any(folded(ask) in before for before in said)
    ]
    fresh = [(index, ask) for index, ask in left if not any(folded(ask) in before for before in earlier)]
    for index, ask in fresh or left:
        return _led_in(situation, ask, len(said), speech), index
    for ask in speech.deeper:
        if not any(folded(ask) in before for before in said):
            return ask, None
    return "", None


def _asks(points: Sequence[str], missing: Sequence[int], speech: Speech) -> Iterator[tuple[int, str]]:
    """For each missing point the ways to ask for it, points in order, second ways after all first ones."""
    for turn in range(2):
        for index in missing:
            flat = folded(points[index])
            aspect = next(aspect for aspect in speech.aspects if aspect.find.search(flat))
            if turn < len(aspect.asks):
                yield index, aspect.asks[turn]


def _led_in(situation: Situation, ask: str, turn: int, speech: Speech) -> str:
    """The question after something the candidate named, in every second follow-up on a question."""
    said = [exchange.text for exchange in situation.exchanges if exchange.speaker == "candidate"]
    if turn % 2 or not said or not speech.mention:
        return ask
    taken = [turn.text for turn in situation.exchanges if turn.speaker == "interviewer"]
    named = mention(said[-1], speech.language, [*situation.earlier, *taken])
    if not named:
        return ask
    frame = speech.mention[(len(situation.earlier) + turn) % len(speech.mention)]
    return frame.format(mention=named) + ask
