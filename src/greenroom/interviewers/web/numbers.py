"""Numbers as they stand in the boxes of forms."""

from __future__ import annotations

from typing import Any


def plain(number: Any) -> Any:
    """A number without a point where it has no fraction, as people write it; anything else as it is."""
    return int(number) if isinstance(number, float) and number.is_integer() else number
