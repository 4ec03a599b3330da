"""Putting a job back in line."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from greenroom.core.jobs import engines
from greenroom.core.models import Job


def put_back(row: Job, *, run_at: datetime, **changes: Any) -> None:
    """Make a locked row wait again. It keeps its key unless another job waits under it by now."""
    same = Job.objects.filter(id=row.id)
    changes = {
        "state": Job.State.WAITING,
        "run_at": run_at,
        "lease_until": None,
        "finished_at": None,
        **changes,
    }
    try:
        with transaction.atomic():
            same.update(**changes)
    except IntegrityError:
        same.update(**changes, key=None)
    engines.current().poke(row.id, run_at=run_at)
