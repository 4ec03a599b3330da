"""What a process does once it is ready to answer."""

from __future__ import annotations

import gc

THRESHOLDS = (50_000, 10, 100)
"""A page leaves some ten thousand objects and next to no cycles: looked for after a few pages, not within each."""


def settle() -> None:
    """Leave what was loaded to begin with out of later collections: looking at all of it takes as long as a page."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)
