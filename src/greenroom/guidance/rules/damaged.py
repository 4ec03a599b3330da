"""The failure of a file that is not what its beginning says."""

from __future__ import annotations


class Damaged(ValueError):
    """The bytes break the rules of their own format."""
