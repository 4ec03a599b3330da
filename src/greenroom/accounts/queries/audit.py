"""Reading what happened in a workspace, and who did it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from greenroom.accounts.models import Member, User
from greenroom.core.cursors import Order, page
from greenroom.core.models import StoredEvent

NEWEST_FIRST = Order("id", descending=True)
_WORD = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")


@dataclass(frozen=True)
class Entry:
    """One event as a person reads it. words, ids: the rest of the payload, name and value."""

    at: datetime
    who: str
    what: str
    room: str
    before: str
    after: str
    words: tuple[tuple[str, str], ...]
    ids: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class AuditPage:
    """newer and older are cursors, "" at an end."""

    entries: list[Entry]
    newer: str
    older: str


def page_for(member: Member, *, after: str = "", before: str = "", size: int = 50) -> AuditPage:
    """The workspace's events, newest first: two statements more than the page's own, however many rows."""
    found = page(
        StoredEvent.objects.filter(scope_id=member.workspace_id),
        NEWEST_FIRST,
        size=size,
        after=after,
        before=before,
    )
    names = _names(found.rows)
    return AuditPage([_entry(row, names) for row in found.rows], newer=found.before, older=found.after)


def _names(rows: Iterable[StoredEvent]) -> dict[UUID, str]:
    ids = {row.actor_id for row in rows if row.actor_id}
    names = {user.id: str(user) for user in User.objects.filter(id__in=ids)}
    return names | {
        member.id: str(member) for member in Member.objects.filter(id__in=ids).select_related("user")
    }


def _entry(row: StoredEvent, names: dict[UUID, str]) -> Entry:
    room, _dot, event = row.name.partition(".")
    facts = {key: _spoken(value) for key, value in row.payload.items()}
    return Entry(
        at=row.created_at,
        who=_who(row, names),
        what=in_words(event),
        room=room,
        before=facts.pop("before", ""),
        after=facts.pop("after", ""),
        words=tuple((in_words(key), value) for key, value in facts.items() if not _is_id(key)),
        ids=tuple((in_words(key), value) for key, value in facts.items() if _is_id(key)),
    )


def _spoken(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.1f}"
    return "" if value is None else str(value)


def _is_id(key: str) -> bool:
    return key.endswith(("_id", "_ids"))


def _who(row: StoredEvent, names: dict[UUID, str]) -> str:
    if row.actor_id in names:
        return names[row.actor_id]
    known = {"system": "Greenroom", "candidate": _("A candidate")}
    return known.get(row.actor_kind, _("A former member"))


def in_words(name: str) -> str:
    """ "MemberRoleChanged" and "member_role_changed" as "Member role changed"."""
    return " ".join(_WORD.findall(name)).lower().capitalize()
