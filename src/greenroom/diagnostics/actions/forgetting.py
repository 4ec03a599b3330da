"""Deleting visits: with their candidate, and after their time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

import structlog
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import QuerySet

from greenroom.accounts.models import Workspace
from greenroom.core import clock, scope
from greenroom.core.events import emit
from greenroom.diagnostics.events import VisitsErased
from greenroom.diagnostics.models import CapturePolicy, Visit
from greenroom.media.models import StoredFile

log = structlog.get_logger(__name__)

BATCH = 100


@transaction.atomic
def erase(candidate_id: UUID) -> int:
    """Delete every visit of a candidate with its recording, and say how many visits that were."""
    erased = 0
    while held := _drop(Visit.objects.filter(application__candidate_id=candidate_id)):
        erased += held
    if erased:
        emit(VisitsErased(candidate_id=candidate_id, visits=erased))
    return erased


def forget_old() -> int:
    """Delete the visits whose days are over, in every workspace, and say how many that were."""
    forgotten = 0
    for workspace in Workspace.objects.iterator():
        with scope.scoped(workspace.id):
            forgotten += _forget_in(workspace)
    log.info("visits forgotten", visits=forgotten)
    return forgotten


def _forget_in(workspace: Workspace) -> int:
    policy = CapturePolicy.objects.filter(workspace_id=workspace.id).first()
    if policy is None:  # nothing was ever captured
        return 0
    days = min(policy.keep_days, workspace.keep_days)
    old = Visit.objects.filter(seen_at__lt=clock.now() - timedelta(days=days))
    forgotten = 0
    while held := _drop(old):
        forgotten += held
    return forgotten


@transaction.atomic
def _drop(visits: QuerySet[Visit]) -> int:
    """Delete the first of these visits, their rows, and the files of their recordings once that holds."""
    held = list(visits.order_by("seen_at")[:BATCH].values_list("id", flat=True))
    parts = Visit.objects.filter(id__in=held).values_list("parts__file_id", "parts__file__key")
    files = {file_id: key for file_id, key in parts if file_id is not None}
    Visit.objects.filter(id__in=held).delete()
    StoredFile.objects.filter(id__in=files).delete()
    transaction.on_commit(lambda: _drop_files(files.values()))
    return len(held)


def _drop_files(keys: Iterable[str]) -> None:
    for key in keys:
        default_storage.delete(key)
