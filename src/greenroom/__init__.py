"""Greenroom: open, self-hosted AI interviewing.

ARCHITECTURE.md at the root of the repository is the map of the rooms in this package.
"""

__version__ = "0.1.0"
