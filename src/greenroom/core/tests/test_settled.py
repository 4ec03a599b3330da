from __future__ import annotations

import gc

from greenroom.core.settled import settle


def test_what_was_there_at_the_start_is_left_out_of_collections():
    before, kept = gc.get_freeze_count(), [[] for _ in range(100)]
    settle()
    try:
        assert gc.get_freeze_count() >= before + len(kept)
    finally:
        gc.unfreeze()
