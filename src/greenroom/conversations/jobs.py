"""What this room does again and again."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from greenroom.conversations.actions import calls
from greenroom.conversations.phone import asking, dialling
from greenroom.core.jobs import every, job


@every(timedelta(seconds=20))
@job("conversations.sweep_calls")
def sweep_calls() -> None:
    """Close the calls of voice workers that are gone: their candidates' pages then call again."""
    calls.sweep()


@job(asking.DIAL, retry=dialling.RETRY)
def dial(*, phone_call_id: str) -> None:
    dialling.dial(phone_call_id=UUID(phone_call_id))


@job(asking.HANG_UP, retry=dialling.RETRY)
def hang_up(*, sid: str, workspace_id: str) -> None:
    dialling.hang_up(sid=sid, workspace_id=UUID(workspace_id))


@every(timedelta(minutes=1))
@job("conversations.sweep_phone_calls")
def sweep_phone_calls() -> None:
    """Ring whose job was lost, and close the calls of which nothing more is told."""
    dialling.sweep()
