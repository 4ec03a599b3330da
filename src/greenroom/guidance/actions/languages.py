"""Choosing the languages interviews are held in, and their voices."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from greenroom.accounts.models import Member, Workspace
from greenroom.accounts.permissions import require
from greenroom.accounts.rules.roles import Permission
from greenroom.core.errors import Changed
from greenroom.core.events import emit
from greenroom.guidance.events import SpokenLanguagesChanged
from greenroom.guidance.models import SpokenLanguage
from greenroom.guidance.queries.languages import of
from greenroom.guidance.rules import languages
from greenroom.guidance.rules.languages import Spoken
from greenroom.guidance.rules.seen import mark


@transaction.atomic
def save(*, chosen: Mapping[str, Spoken], seen: str | None = None, by: Member) -> dict[str, Spoken]:
    """Languages that are not named are enabled, in the first voice there is.

    seen: the mark of what its writer had before them, see `seen_of`; None for whatever stands. Raises Refused with the
    field that is wrong, and `Changed` when somebody else has changed it since.
    """
    require(by, Permission.MANAGE_WORKSPACE)
    wanted = languages.checked(chosen)
    Workspace.objects.select_for_update().get(id=by.workspace_id)
    before = of(by.workspace_id)
    after = {**before, **wanted}
    if seen is not None and seen_of(before) not in (seen, seen_of(after)):
        raise Changed(now=before)
    for language, spoken in wanted.items():
        SpokenLanguage.objects.update_or_create(
            workspace_id=by.workspace_id,
            language=language,
            defaults={"is_enabled": spoken.is_enabled, "voice": spoken.voice},
        )
    if after != before:
        told = SpokenLanguagesChanged(workspace_id=by.workspace_id, before=_told(before), after=_told(after))
        emit(told, by=by.actor)
    return after


def seen_of(chosen: Mapping[str, Spoken]) -> str:
    """The mark of the languages as they are."""
    return mark({code: [spoken.is_enabled, spoken.voice] for code, spoken in chosen.items()})


def _told(chosen: Mapping[str, Spoken]) -> str:
    enabled = [(language, spoken) for language, spoken in chosen.items() if spoken.is_enabled]
    return ", ".join(f"{code} ({spoken.voice})" if spoken.voice else code for code, spoken in enabled)
