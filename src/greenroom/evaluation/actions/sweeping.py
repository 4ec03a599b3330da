"""No evaluation waits for a job that is gone."""

from __future__ import annotations

from datetime import timedelta

from greenroom.core import clock, scope
from greenroom.core.jobs import enqueue
from greenroom.evaluation.actions import evaluations
from greenroom.evaluation.jobs import evaluate
from greenroom.evaluation.models import Evaluation
from greenroom.evaluation.queries import work
from greenroom.evaluation.queries.work import Ending

YOUNG = timedelta(seconds=30)
GAVE_UP = "It was tried again and again without success. The last reason: {reason}"
STOPPED = "Somebody stopped the job that was to make it."
NO_REASON = "the job ended without saying why."


def sweep() -> None:
    """Fail evaluations whose job has given up or was stopped, and enqueue those that have none."""
    with scope.everything("evaluations of all workspaces are swept"):
        unfinished = list(
            Evaluation.every.filter(
                status__in=evaluations.UNFINISHED, created_at__lt=clock.now() - YOUNG
            ).order_by("created_at")[:500]
        )
        endings = work.endings([row.id for row in unfinished])
    for row in unfinished:
        with scope.scoped(row.workspace_id):
            _mend(row, endings[row.id])


def _mend(row: Evaluation, ending: Ending) -> None:
    if ending.state == "at work":
        return
    if ending.state == "failed":
        reason = GAVE_UP.format(reason=row.error or ending.reason or NO_REASON)
        evaluations.fail(evaluation_id=row.id, reason=reason)
    elif ending.state == "cancelled":
        evaluations.fail(evaluation_id=row.id, reason=STOPPED)
    else:
        enqueue(evaluate, key=f"evaluation:{row.id}", evaluation_id=row.id)
