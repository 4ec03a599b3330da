"""What this room does again and again."""

from __future__ import annotations

from datetime import timedelta

from greenroom.conversations.actions import calls
from greenroom.core.jobs import every, job


@every(timedelta(seconds=20))
@job("conversations.sweep_calls")
def sweep_calls() -> None:
    """Close the calls of voice workers that are gone: their candidates' pages then call again."""
    calls.sweep()
