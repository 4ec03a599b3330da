"""Deleting visits after their time. With their candidate they go as `holdings` says."""

from __future__ import annotations

from datetime import timedelta

import structlog
from django.db import transaction
from django.db.models import QuerySet

from greenroom.accounts.models import Workspace
from greenroom.core import clock, scope
from greenroom.diagnostics.models import CapturePolicy, ScreenPart, Visit
from greenroom.media.actions import erasing

log = structlog.get_logger(__name__)

BATCH = 100


def forget_old() -> int:
    """Delete the visits whose days are over, in every workspace, and say how many that were."""
    forgotten = 0
    for workspace in Workspace.objects.all():
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


def _drop(visits: QuerySet[Visit]) -> int:
    """Delete the oldest of these visits with their recordings, bytes first, and say how many that were."""
    held = list(visits.order_by("seen_at")[:BATCH].values_list("id", flat=True))
    file_ids = list(ScreenPart.objects.filter(visit_id__in=held).values_list("file_id", flat=True))
    erasing.drop_bytes(file_ids)
    with transaction.atomic():
        Visit.objects.filter(id__in=held).delete()
        erasing.drop_rows(resume_ids=(), file_ids=file_ids)
    return len(held)
