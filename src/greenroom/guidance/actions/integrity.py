"""Changing how strictly integrity signals are looked for."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from greenroom.accounts.models import Member, Workspace
from greenroom.accounts.permissions import require
from greenroom.accounts.rules.roles import Permission
from greenroom.core.errors import Changed
from greenroom.core.events import emit
from greenroom.guidance.events import IntegrityDefaultsChanged
from greenroom.guidance.models import IntegrityDefaults
from greenroom.guidance.queries.integrity import of
from greenroom.guidance.rules import integrity


@transaction.atomic
def save(
    *, is_enabled: bool, threshold: int, types: Iterable[str], seen: str | None = None, by: Member
) -> IntegrityDefaults:
    """What new interviewers look for.

    seen: the mark of what its writer had before them, see `seen_of`; None for whatever stands. Raises Refused with the
    field that is wrong, and `Changed` when somebody else has changed it since.
    """
    require(by, Permission.MANAGE_WORKSPACE)
    threshold, wanted = integrity.checked(is_enabled=is_enabled, threshold=threshold, types=types)
    Workspace.objects.select_for_update().get(id=by.workspace_id)
    defaults = of(by.workspace_id)
    mine = integrity.seen(is_enabled=is_enabled, threshold=threshold, types=wanted)
    if seen is not None and seen_of(defaults) not in (seen, mine):
        raise Changed(now=defaults)
    before = _told(defaults)
    defaults.is_enabled, defaults.threshold, defaults.types = is_enabled, threshold, wanted
    defaults.save()
    if _told(defaults) != before:
        emit(
            IntegrityDefaultsChanged(defaults_id=defaults.id, before=before, after=_told(defaults)),
            by=by.actor,
        )
    return defaults


def seen_of(defaults: IntegrityDefaults) -> str:
    """The mark of the settings as they are."""
    return integrity.seen(is_enabled=defaults.is_enabled, threshold=defaults.threshold, types=defaults.types)


def _told(defaults: IntegrityDefaults) -> str:
    state = "on" if defaults.is_enabled else "off"
    return f"{state}, from {defaults.threshold}: {', '.join(defaults.types) or 'none'}"
