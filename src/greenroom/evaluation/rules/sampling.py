"""Which answers are drawn to be marked: the same ones whoever draws, and some of every band."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from typing import TypeVar

KeyT = TypeVar("KeyT")


def draw(answers: Sequence[tuple[KeyT, str]], size: int) -> list[KeyT]:
    """At most `size` of these, from (key, band) with the newest first.

    The bands take turns, each with its newest first, so that none is left out while it has any and none has much more
    than another before that one is used up. The order of the result tells no band.
    """
    bands: dict[str, list[KeyT]] = defaultdict(list)
    for key, band in answers:
        bands[band].append(key)
    queues = [bands[band] for band in sorted(bands)]
    turns = max(map(len, queues), default=0)
    taken = [queue[turn] for turn in range(turns) for queue in queues if turn < len(queue)]
    return sorted(taken[: max(size, 0)], key=_shuffled)


def _shuffled(key: object) -> str:
    return hashlib.sha256(str(key).encode()).hexdigest()
