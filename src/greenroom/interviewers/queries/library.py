"""Reading the question library, and the questions of other interviewers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from greenroom.accounts.models import Member
from greenroom.core.cursors import Order, Page, page
from greenroom.core.errors import NotFound
from greenroom.core.text import searchable
from greenroom.interviewers.models import Interviewer, LibraryQuestion, Question, QuestionVersion

SIZE = 25
MOST_TOPICS = 200
MOST_OTHERS = 50
NEWEST = Order("created_at", descending=True)


@dataclass(frozen=True)
class Asked:
    """What the reader asked for; words that mean nothing fall back to the default."""

    q: str = ""
    topic: str = ""
    modality: str = ""
    after: str = ""
    before: str = ""

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Asked:
        modality = given.get("modality", "")
        return cls(
            q=_line(given.get("q", "")),
            topic=_line(given.get("topic", "")),
            modality=modality if modality in QuestionVersion.Modality.values else "",
            after=given.get("after", ""),
            before=given.get("before", ""),
        )

    def said(self, **changes: Any) -> dict[str, str]:
        """The words of an address that asks for this with these changes, from the first page unless they say."""
        default, other = Asked(), replace(self, **{"after": "", "before": "", **changes})
        return {name: value for name, value in vars(other).items() if value != getattr(default, name)}


def _line(text: str) -> str:
    return " ".join(text.replace("\x00", "").split())[:160]


def matching(asked: Asked) -> QuerySet[LibraryQuestion]:
    """The questions of the workspace in scope that are asked for, in no order."""
    rows: QuerySet[LibraryQuestion] = LibraryQuestion.objects.all()
    if asked.modality:
        rows = rows.filter(modality=asked.modality)
    if asked.topic:
        rows = rows.filter(topic=asked.topic)
    for word in searchable(asked.q).split():
        rows = rows.filter(found_by__contains=word)
    return rows


def page_of(asked: Asked) -> Page[LibraryQuestion]:
    """The newest first."""
    return page(matching(asked), NEWEST, size=SIZE, after=asked.after, before=asked.before)


def topics(modality: str = "") -> list[str]:
    """Those in use, by name."""
    rows = LibraryQuestion.objects.exclude(topic="")
    if modality:
        rows = rows.filter(modality=modality)
    return list(rows.order_by("topic").values_list("topic", flat=True).distinct()[:MOST_TOPICS])


def get_for(member: Member, entry_id: UUID) -> LibraryQuestion:
    """A library question. Raises NotFound to a stranger."""
    found: LibraryQuestion | None = LibraryQuestion.objects.filter(
        id=entry_id, workspace_id=member.workspace_id
    ).first()
    if found is None:
        raise NotFound
    return found


def chosen(ids: list[str], modality: str) -> list[LibraryQuestion]:
    """Those of these ids that have the modality, in the order of the ids."""
    rows = LibraryQuestion.objects.filter(id__in=_uuids(ids), modality=modality)
    by_id = {str(row.id): row for row in rows}
    return [by_id[each] for each in dict.fromkeys(ids) if each in by_id]


def _uuids(ids: list[str]) -> list[UUID]:
    found = []
    for each in ids:
        try:
            found.append(UUID(each))
        except ValueError:
            continue
    return found


def others_with(interviewer: Interviewer, modality: str, q: str = "") -> list[tuple[Interviewer, int]]:
    """The newest of the other interviewers that have live questions of a modality, with how many."""
    counts = (
        Question.objects.filter(removed_at=None, stage__removed_at=None, current__modality=modality)
        .exclude(stage__interviewer=interviewer)
        .values("stage__interviewer")
        .annotate(n=Count("id"))
        .order_by()
    )
    rows: QuerySet[Interviewer] = Interviewer.objects.only("title", "slug", "status", "created_at")
    for word in searchable(q).split():
        rows = rows.filter(found_by__contains=word)
    numbers = {row["stage__interviewer"]: row["n"] for row in counts}
    newest = rows.filter(id__in=numbers).order_by("-created_at", "-id")[:MOST_OTHERS]
    return [(each, numbers[each.id]) for each in newest]


def questions_of(interviewer: Interviewer, modality: str) -> list[Question]:
    """Its live questions of a modality, by stage and place, with their current words."""
    rows = Question.objects.filter(
        stage__interviewer=interviewer,
        stage__removed_at=None,
        removed_at=None,
        current__modality=modality,
    )
    return list(rows.select_related("current").order_by("stage__position", "position", "id"))
