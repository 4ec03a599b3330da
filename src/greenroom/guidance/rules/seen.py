"""What a writer had before them, where rows keep no revision."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256


def mark(said: Mapping[str, object]) -> str:
    """The same for the same values, and another for any other; 16 hexadecimal digits."""
    written = json.dumps(said, sort_keys=True, default=str)
    return sha256(written.encode()).hexdigest()[:16]
