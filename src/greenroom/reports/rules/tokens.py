"""Secrets in addresses."""

from __future__ import annotations

import hashlib


def hashed(token: str) -> str:
    """What is kept of a token of 256 random bits; as it cannot be guessed, a plain hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()
