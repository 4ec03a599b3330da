"""What is kept of a mailed secret."""

from __future__ import annotations

import hashlib


def hash_of(secret: str) -> str:
    """Enough to know it again and no way back: secrets have 256 random bits, so a plain SHA-256 will do."""
    return hashlib.sha256(secret.encode()).hexdigest()
