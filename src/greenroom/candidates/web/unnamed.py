"""Who asks for a person, for members who read blind."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from greenroom.accounts.access import TeamRequest
from greenroom.candidates.models import HelpRequest
from greenroom.evaluation.queries.reading import alias, habit_of, hidden_from, mask_of_people
from greenroom.evaluation.rules.masking import mask_of


def unnamed_among(request: TeamRequest, rows: Iterable[HelpRequest]) -> dict[UUID, str]:
    """What those are called whom this member does not see, by request; at most two statements.

    Who has not applied cannot be asked for one by one: their name is hidden for as long as the member reads blind.
    """
    habit = habit_of(request.member)
    if not habit.blind:
        return {}
    asked = list(rows)
    hidden = hidden_from(request.member, [row.application for row in asked if row.application], habit)
    return {
        row.id: alias(row.application) if row.application else _("Somebody who has not applied")
        for row in asked
        if row.application is None or row.application_id in hidden
    }


def asking_unnamed(asked: HelpRequest) -> HelpRequest:
    """A copy without what tells who asks, or how to reach them. It must not be saved."""
    mask = (
        mask_of_people([asked.application.candidate])
        if asked.application
        else mask_of(names=[asked.name], phrases=[asked.email, asked.phone])
    )
    shown = copy.copy(asked)
    shown.name = shown.email = shown.phone = ""
    shown.words, shown.suits = mask.text(asked.words), mask.text(asked.suits)
    shown.answer = mask.text(asked.answer)
    return shown
