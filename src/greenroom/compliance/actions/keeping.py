"""Erasing people whose days are over, as the notice says: daily, a person a transaction."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import structlog
from django.db import transaction
from django.db.models import F

from greenroom.accounts.models import Workspace
from greenroom.compliance import events, registry
from greenroom.compliance.actions import erasing
from greenroom.compliance.models import RetentionRun
from greenroom.compliance.queries import lapsed
from greenroom.core import clock, scope
from greenroom.core.events import emit
from greenroom.core.jobs import TryAgain, enqueue, report_progress
from greenroom.core.jobs.port import KINDS

log = structlog.get_logger(__name__)

KEEP = "compliance.keep_to_the_days"
BATCH = 100


def set_out() -> None:
    """A job for each workspace, in its own scope."""
    for workspace_id in Workspace.objects.values_list("id", flat=True):
        with scope.scoped(workspace_id):
            enqueue(KINDS[KEEP], key=f"{KEEP}:{workspace_id}", workspace_id=workspace_id)


def run(*, workspace_id: UUID) -> int:
    """Erase everybody of the workspace in scope whose days are over today; returns how many that were.

    Killed in between, it goes on with those who are left. Two at once share the people and their number. Nothing
    happens once the day's run is through.
    """
    workspace = Workspace.objects.get(id=workspace_id)
    day = lapsed.today()
    held, _made = RetentionRun.objects.get_or_create(workspace=workspace, day=day)
    if held.ended_at is not None:
        return 0
    erased, left, after = 0, 0, None
    while batch := _batch(workspace, day, after):
        for candidate_id in batch:
            try:
                erased += _erase(candidate_id, workspace=workspace, held=held)
            except (
                TryAgain,
                OSError,
            ):  # a message has not left, or a disk is away: whoever comes next goes on
                left += 1
        after = batch[-1]
        report_progress(erased, erased + left)
    _close(held, left=left)
    log.info("days are over", people=erased, left=left)
    return erased


def _batch(workspace: Workspace, day: date, after: UUID | None) -> list[UUID]:
    found = lapsed.people(workspace, day=day).order_by("id").values_list("id", flat=True)
    return list((found if after is None else found.filter(id__gt=after))[:BATCH])


@transaction.atomic
def _erase(candidate_id: UUID, *, workspace: Workspace, held: RetentionRun) -> bool:
    """All or nothing of the rows; False for somebody who has come back, or was erased meanwhile.

    The contents of files go in between: done again where the rows came back.
    """
    _hold(candidate_id)
    if not lapsed.people(workspace, day=held.day).filter(id=candidate_id).exists():
        return False
    erasing.everything_of(registry.subject(candidate_id))
    RetentionRun.objects.filter(id=held.id).update(people=F("people") + 1)
    emit(events.DaysOver(person_id=candidate_id))
    return True


def _hold(candidate_id: UUID) -> None:
    """Until the end of the transaction nobody else erases them, and they cannot go on."""
    list(lapsed.rows("Candidate").select_for_update().filter(id=candidate_id))
    list(lapsed.rows("Application").select_for_update().filter(candidate_id=candidate_id).order_by("id"))


@transaction.atomic
def _close(held: RetentionRun, *, left: int) -> None:
    """Once, whoever is through first."""
    if RetentionRun.objects.filter(id=held.id, ended_at=None).update(ended_at=clock.now(), left=left):
        held.refresh_from_db()
        emit(events.RetentionEnded(run_id=held.id, people=held.people))
