"""Reading what candidates may be told when they ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from greenroom.accounts.models import Member
from greenroom.core.cursors import Order, Page, page
from greenroom.core.errors import NotFound
from greenroom.core.text import searchable
from greenroom.guidance.models import KnowledgeItem
from greenroom.guidance.rules import passages
from greenroom.guidance.rules.passages import Passage, Source

NEWEST_FIRST = Order("created_at", descending=True)
SIZE = 25
STATES = ("active", "inactive")
LONG_TEXTS = ("content", "found_by")


@dataclass(frozen=True)
class Asked:
    """What the reader asked for. Words that mean nothing fall back to everything."""

    q: str = ""
    subject: str = ""
    state: str = ""
    after: str = ""
    before: str = ""

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Asked:
        subject, state = given.get("subject", ""), given.get("state", "")
        return cls(
            q=" ".join(given.get("q", "").replace("\x00", "").split())[:160],
            subject=subject if subject in KnowledgeItem.Subject.values else "",
            state=state if state in STATES else "",
            after=given.get("after", ""),
            before=given.get("before", ""),
        )

    @property
    def narrows(self) -> bool:
        return bool(self.q or self.subject or self.state)

    def said(self, **changes: Any) -> dict[str, str]:
        """The words of an address that asks for this with these changes, from the first page unless they say."""
        other = replace(self, **{"after": "", "before": "", **changes})
        return {name: value for name, value in vars(other).items() if value}


@dataclass(frozen=True)
class Held:
    """How many items the knowledge base holds, how many of them candidates are told, and how many fit."""

    items: int
    active: int
    fitting: int


def of(workspace_id: UUID) -> QuerySet[KnowledgeItem]:
    """All items that were not removed."""
    rows: QuerySet[KnowledgeItem] = KnowledgeItem.objects.filter(workspace_id=workspace_id, removed_at=None)
    return rows


def page_for(member: Member, asked: Asked) -> Page[KnowledgeItem]:
    """One page of the items asked for, newest first, without their long texts; one statement."""
    rows = of(member.workspace_id).filter(_fitting(asked)).select_related("written_by__user")
    return page(rows.defer(*LONG_TEXTS), NEWEST_FIRST, size=SIZE, after=asked.after, before=asked.before)


def held_by(member: Member, asked: Asked) -> Held:
    """In one statement."""
    counted = of(member.workspace_id).aggregate(
        items=Count("id"),
        active=Count("id", filter=Q(is_active=True)),
        fitting=Count("id", filter=_fitting(asked)),
    )
    return Held(**counted)


def _fitting(asked: Asked) -> Q:
    wanted = Q(removed_at=None)
    for word in searchable(asked.q).split():
        wanted &= Q(found_by__contains=word)
    if asked.subject:
        wanted &= Q(subject=asked.subject)
    if asked.state:
        wanted &= Q(is_active=asked.state == "active")
    return wanted


def get_for(member: Member, item_id: UUID) -> KnowledgeItem:
    """An item, with its file and who wrote it. Raises NotFound to a stranger, and once it was removed."""
    found = of(member.workspace_id).filter(id=item_id).select_related("file", "written_by__user").first()
    if found is None:
        raise NotFound
    return found


def get_removed_for(member: Member, item_id: UUID) -> KnowledgeItem:
    """An item, removed or not, while it is still kept. Raises NotFound to a stranger."""
    found: KnowledgeItem | None = KnowledgeItem.objects.filter(
        id=item_id, workspace_id=member.workspace_id
    ).first()
    if found is None:
        raise NotFound
    return found


def find(workspace_id: UUID, question: str, language: str) -> list[Passage]:
    """What a candidate who asks this may be told: passages of active items, best first; none where none answers.

    Each is an exact stretch of its item's content. One statement. language: ISO 639-1, of the question.
    """
    rows = of(workspace_id).filter(is_active=True).order_by("created_at", "id")
    sources = [Source(*row) for row in rows.values_list("id", "title", "content")]
    return passages.find(question, sources, language)
