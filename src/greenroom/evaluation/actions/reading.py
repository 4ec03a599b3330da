"""How a member reads candidates, and asking who somebody is when reading blind."""

from __future__ import annotations

from django.db import transaction

from greenroom.accounts.models import Member
from greenroom.accounts.permissions import require
from greenroom.accounts.rules.roles import Permission
from greenroom.candidates.models import Application
from greenroom.core.events import emit
from greenroom.evaluation import events
from greenroom.evaluation.models import ReadingHabit, Unmasking


@transaction.atomic
def change(
    *, by: Member, layout: str | None = None, blind: bool | None = None, keys: bool | None = None
) -> ReadingHabit:
    """Keep what is given; None leaves it as it is. Whether somebody reads blind is in the audit trail."""
    require(by, Permission.SEE)
    habit, _made = ReadingHabit.objects.select_for_update(no_key=True).get_or_create(
        workspace_id=by.workspace_id, member=by
    )
    before = habit.blind
    if layout in ReadingHabit.Layout.values:
        habit.layout = layout
    if blind is not None:
        habit.blind = blind
    if keys is not None:
        habit.keys = keys
    habit.save(update_fields=["layout", "blind", "keys"])
    if habit.blind != before:
        emit(events.BlindReadingChanged(member_id=by.id, blind=habit.blind), by=by.actor)
    return habit


@transaction.atomic
def unmask(application: Application, *, by: Member) -> None:
    """Show a member who reads blind who this is, from now on. The asking is in the audit trail, once."""
    require(by, Permission.SEE)
    _row, made = Unmasking.objects.get_or_create(
        workspace_id=by.workspace_id, application=application, member=by
    )
    if made:
        emit(events.CandidateUnmasked(application_id=application.id, member_id=by.id), by=by.actor)
