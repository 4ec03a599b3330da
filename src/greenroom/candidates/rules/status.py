"""How an application may move."""

from __future__ import annotations

from django.db import models


class Status(models.TextChoices):
    """Where an application stands."""

    PENDING = "pending"
    IN_PROGRESS = "in_progress"
    EVALUATING = "evaluating"
    COMPLETED = "completed"
    SHORTLISTED = "shortlisted"
    DISMISSED = "dismissed"
    KNOCKED_OUT = "knocked_out"


_MOVES = {
    Status.PENDING: {Status.IN_PROGRESS, Status.DISMISSED},
    Status.IN_PROGRESS: {
        Status.EVALUATING,
        Status.COMPLETED,
        Status.SHORTLISTED,
        Status.DISMISSED,
        Status.KNOCKED_OUT,
    },
    Status.EVALUATING: {
        Status.IN_PROGRESS,
        Status.COMPLETED,
        Status.SHORTLISTED,
        Status.DISMISSED,
        Status.KNOCKED_OUT,
    },
    Status.COMPLETED: {Status.IN_PROGRESS, Status.EVALUATING, Status.SHORTLISTED, Status.DISMISSED},
    Status.SHORTLISTED: {Status.DISMISSED},
    Status.DISMISSED: {Status.SHORTLISTED},
    Status.KNOCKED_OUT: {
        Status.SHORTLISTED,
        Status.DISMISSED,
        Status.IN_PROGRESS,  # let on by a person, or trying again
        Status.EVALUATING,
        Status.COMPLETED,
    },
}
DECIDED = frozenset({Status.SHORTLISTED, Status.DISMISSED})


def may_move(before: str, after: str) -> bool:
    return after in _MOVES[Status(before)]


def progress(*, verified: bool, stages: int, submitted: int, evaluated: int) -> str:
    """Where an application stands by itself, without anybody's decision."""
    if not verified:
        return Status.PENDING
    if submitted < stages:
        return Status.IN_PROGRESS
    return Status.COMPLETED if evaluated >= stages else Status.EVALUATING
