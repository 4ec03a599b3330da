"""Which answers are drawn to be marked: the same ones whoever draws, and some of every band."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from typing import TypeVar

KeyT = TypeVar("KeyT")


def draw(answers: Sequence[tuple[KeyT, str, Hashable]], size: int) -> list[KeyT]:
    """At most `size` of these, from (key, band, person) with the newest first.

    The bands take turns, so that none is left out while it has any and none has much more than another before that one
    is used up. Within a band everybody's newest answer comes before anybody's second. The order of the result tells
    nothing of either.
    """
    bands: dict[str, list[tuple[int, KeyT]]] = defaultdict(list)
    seen: Counter[tuple[str, Hashable]] = Counter()
    for key, band, person in answers:
        bands[band].append((seen[band, person], key))
        seen[band, person] += 1
    queues = [sorted(bands[band], key=lambda each: each[0]) for band in sorted(bands)]
    turns = max(map(len, queues), default=0)
    taken = [queue[turn][1] for turn in range(turns) for queue in queues if turn < len(queue)]
    return sorted(taken[: max(size, 0)], key=_shuffled)


def _shuffled(key: object) -> str:
    return hashlib.sha256(str(key).encode()).hexdigest()
