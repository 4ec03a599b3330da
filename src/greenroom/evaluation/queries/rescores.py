"""Rescores of an interviewer, shaped for the pages that show them, each in as many statements whoever is in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Abs, Coalesce

from greenroom.accounts.models import Member
from greenroom.candidates.models import Application
from greenroom.core.errors import NotFound
from greenroom.evaluation.models import Rescore, Rescored
from greenroom.evaluation.rules import movement
from greenroom.evaluation.rules.movement import Crossing
from greenroom.evaluation.rules.rubrics import by_another
from greenroom.interviewers.models import Interviewer, QuestionVersion, Stage

SHOWN = 200
EARLIER = 50
Status = Rescore.Status


def get_for(member: Member, slug: str, rescore_id: UUID) -> Rescore:
    """A rescore of the member's workspace, with the people who asked and decided. Raises NotFound to a stranger."""
    found = _rows().filter(id=rescore_id, interviewer__slug=slug, workspace_id=member.workspace_id).first()
    if found is None:
        raise NotFound
    return found


def open_of(interviewer: Interviewer) -> Rescore | None:
    """The one that is neither applied nor discarded."""
    return _rows().filter(interviewer=interviewer, status__in=(Status.RUNNING, Status.READY)).first()


def _rows() -> QuerySet[Rescore]:
    rows: QuerySet[Rescore] = Rescore.objects.select_related("by__user", "decided_by__user")
    return rows


@dataclass(frozen=True)
class Decided:
    """A rescore that was applied or discarded. moved: how many of its people moved, or would have."""

    rescore: Rescore
    people: int
    moved: int


def decided(interviewer: Interviewer) -> list[Decided]:
    """The last fifty, newest first; two statements."""
    ended = _rows().filter(interviewer=interviewer, status__in=(Status.APPLIED, Status.DISCARDED))
    found = list(ended.order_by("-decided_at", "-id")[:EARLIER])
    apart = Abs(Coalesce(F("after"), 0.0) - Coalesce(F("before"), 0.0))
    moved = Q(is_done=True, error="", apart__gte=movement.SMALLEST)
    counted = (
        Rescored.objects.filter(rescore__in=found)
        .annotate(apart=apart)
        .values("rescore_id")
        .annotate(people=Count("id"), moved=Count("id", filter=moved))
        .order_by()
    )
    figures = {row["rescore_id"]: (row["people"], row["moved"]) for row in counted}
    return [Decided(row, *figures.get(row.id, (0, 0))) for row in found]


@dataclass(frozen=True)
class Compared:
    """A question before and now, as versions. is_old: it has changed once more since."""

    before: QuestionVersion
    now: QuestionVersion
    people: int
    is_old: bool


@dataclass(frozen=True)
class Weighed:
    """A stage with another weight. is_old: as above."""

    stage: Stage
    before: float
    now: float
    people: int
    is_old: bool


@dataclass(frozen=True)
class Changes:
    questions: list[Compared]
    stages: list[Weighed]

    @property
    def is_old(self) -> bool:
        return any(each.is_old for each in self.questions) or any(each.is_old for each in self.stages)


def changes(kept: Mapping[str, Any]) -> Changes:
    """What a `Rescore.changes` names, with its words; two statements."""
    questions, stages = kept.get("questions", []), kept.get("stages", [])
    ids = {UUID(each[which]) for each in questions for which in ("before", "now")}
    versions = QuestionVersion.objects.select_related("question__stage", "question__current").in_bulk(ids)
    rows = Stage.objects.in_bulk({UUID(each["stage"]) for each in stages})
    compared = [
        _compared(versions[UUID(each["before"])], versions[UUID(each["now"])], each["people"])
        for each in questions
    ]
    return Changes(
        sorted(compared, key=lambda each: (*_place(each.now), each.before.number)),
        [_weighed(rows[UUID(each["stage"])], each) for each in stages],
    )


def _compared(before: QuestionVersion, now: QuestionVersion, people: int) -> Compared:
    current = now.question.current
    return Compared(before, now, people, is_old=current is not None and by_another(now, current))


def _weighed(stage: Stage, kept: Mapping[str, Any]) -> Weighed:
    return Weighed(stage, kept["before"], kept["now"], kept["people"], stage.weight != kept["now"])


def _place(version: QuestionVersion) -> tuple[int, int]:
    return version.question.stage.position, version.question.position


@dataclass(frozen=True)
class Moved:
    """A person in a rescore. place_before, place_after: in the list by score, from 1; None where they are in none.

    since: the score that stands, where it is no longer the one before; None where it is.
    """

    application: Application
    before: float | None
    after: float | None
    place_before: int | None
    place_after: int | None
    crossings: list[Crossing]
    error: str
    since: float | None = None


@dataclass(frozen=True)
class Result:
    """done: of total, how many are scored. moved, failed, crossing: the first 200 of each; of them all, how many.

    still: how many stay as they are.
    """

    total: int
    done: int
    still: int
    moved: list[Moved] = field(default_factory=list)
    failed: list[Moved] = field(default_factory=list)
    crossing: list[Moved] = field(default_factory=list)
    all_moved: int = 0
    all_failed: int = 0
    all_crossing: int = 0

    @property
    def is_running(self) -> bool:
        return self.done < self.total

    @property
    def people(self) -> list[Application]:
        rows = {each.application.id: each.application for each in (*self.moved, *self.failed, *self.crossing)}
        return list(rows.values())


def result(rescore: Rescore) -> Result:
    """Three statements; largest movement first. One while people are still being scored."""
    rows = list(rescore.people.order_by("id"))
    done = [row for row in rows if row.is_done]
    if len(done) < len(rows):
        return Result(total=len(rows), done=len(done), still=0)
    failed = [row for row in rows if row.error]
    moved = [row for row in rows if not row.error and movement.moves(row.before, row.after)]
    moved.sort(key=lambda row: -movement.distance(row.before, row.after))
    crossing = [row for row in rows if not row.error and movement.crossings(row.stages)]
    shown = _Shown(
        rescore, rows, {row.application_id for part in (moved, failed, crossing) for row in part[:SHOWN]}
    )
    return Result(
        total=len(rows),
        done=len(done),
        still=len(rows) - len(moved) - len(failed),
        moved=shown.those(moved),
        failed=shown.those(failed),
        crossing=shown.those(crossing),
        all_moved=len(moved),
        all_failed=len(failed),
        all_crossing=len(crossing),
    )


class _Shown:
    """The rows of a page, by dictionary."""

    def __init__(self, rescore: Rescore, rows: Iterable[Rescored], ids: set[UUID]) -> None:
        everybody = Application.objects.filter(interviewer_id=rescore.interviewer_id, is_test=False)
        listed = everybody.exclude(status=Application.Status.DISMISSED)
        now: dict[UUID, float | None] = dict(listed.values_list("id", "score"))
        mine = [row for row in rows if row.application_id in now and not row.error]
        self.before = movement.places(now | {row.application_id: row.before for row in mine})
        self.after = movement.places(now | {row.application_id: row.after for row in mine})
        self.applications = Application.objects.select_related("candidate").in_bulk(ids)
        self.is_open = rescore.status in (Status.RUNNING, Status.READY)

    def those(self, rows: list[Rescored]) -> list[Moved]:
        known = self.applications
        return [
            self._one(row, known[row.application_id]) for row in rows[:SHOWN] if row.application_id in known
        ]

    def _one(self, row: Rescored, application: Application) -> Moved:
        has_moved = self.is_open and movement.moves(row.before, application.score)
        return Moved(
            application=application,
            before=row.before,
            after=row.after,
            place_before=self.before.get(application.id),
            place_after=self.after.get(application.id),
            crossings=[] if row.error else movement.crossings(row.stages),
            error=row.error,
            since=application.score if has_moved else None,
        )
