"""Calls to telephones as rows: finding one, and closing it."""

from __future__ import annotations

from uuid import UUID

from greenroom.conversations import events
from greenroom.conversations.actions import calls as lines
from greenroom.conversations.models import Conversation, PhoneCall
from greenroom.conversations.queries import calls
from greenroom.core import clock, scope
from greenroom.core.actors import SYSTEM
from greenroom.core.events import emit

Why = PhoneCall.Why


def workspace_of(phone_call_id: UUID) -> UUID | None:
    """Whose it is, for those who know it by its id alone; None for none."""
    with scope.everything("a carrier knows a call by its id alone"):
        return PhoneCall.objects.filter(id=phone_call_id).values_list("workspace_id", flat=True).first()


def held(phone_call_id: UUID) -> PhoneCall:
    """The row, locked, with what is around it. Raises PhoneCall.DoesNotExist."""
    around = ("attempt__stage__interviewer__workspace", "attempt__application__candidate")
    rows = PhoneCall.objects.select_for_update(of=("self",), no_key=True).select_related(*around)
    return rows.get(id=phone_call_id)


def close(row: PhoneCall, why: str) -> None:
    """It is over, and so is the line it came to. The first reason stands. Within a transaction."""
    over = {"state": PhoneCall.State.OVER, "why": why, "ended_at": clock.now()}
    if not PhoneCall.objects.filter(id=row.id, ended_at=None).update(**over):
        return
    for name, value in over.items():
        setattr(row, name, value)
    emit(events.PhoneCallEnded(phone_call_id=row.id, attempt_id=row.attempt_id, why=why), by=SYSTEM)
    live = calls.live(row.attempt_id)
    if live is not None and live.id == row.call_id:
        lines.hang_up(attempt=row.attempt)


def how_it_went(row: PhoneCall) -> str:
    """Why a call in which somebody talked is over."""
    ended = Conversation.objects.filter(attempt_id=row.attempt_id).exclude(ended_at=None).exists()
    return Why.FINISHED if ended else Why.LEFT
