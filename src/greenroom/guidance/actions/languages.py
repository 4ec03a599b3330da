"""Choosing the languages interviews are held in, and their voices."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from greenroom.accounts.models import Member, Workspace
from greenroom.accounts.permissions import require
from greenroom.accounts.rules.roles import Permission
from greenroom.core.events import emit
from greenroom.guidance.events import SpokenLanguagesChanged
from greenroom.guidance.models import SpokenLanguage
from greenroom.guidance.queries.languages import of
from greenroom.guidance.rules import languages
from greenroom.guidance.rules.languages import Spoken


@transaction.atomic
def save(*, chosen: Mapping[str, Spoken], by: Member) -> dict[str, Spoken]:
    """Languages that are not named are enabled, in the first voice there is. Raises Refused with the field."""
    require(by, Permission.MANAGE_WORKSPACE)
    wanted = languages.checked(chosen)
    Workspace.objects.select_for_update().get(id=by.workspace_id)
    before = of(by.workspace_id)
    for language, spoken in wanted.items():
        SpokenLanguage.objects.update_or_create(
            workspace_id=by.workspace_id,
            language=language,
            defaults={"is_enabled": spoken.is_enabled, "voice": spoken.voice},
        )
    after = {**before, **wanted}
    if after != before:
        told = SpokenLanguagesChanged(workspace_id=by.workspace_id, before=_told(before), after=_told(after))
        emit(told, by=by.actor)
    return after


def _told(chosen: Mapping[str, Spoken]) -> str:
    enabled = [(language, spoken) for language, spoken in chosen.items() if spoken.is_enabled]
    return ", ".join(f"{code} ({spoken.voice})" if spoken.voice else code for code, spoken in enabled)
