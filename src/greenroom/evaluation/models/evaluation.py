from __future__ import annotations

from django.db import models

from greenroom.accounts.models import WorkspaceRow
from greenroom.candidates.models import Attempt


class Evaluation(WorkspaceRow):
    """One evaluator's result for one attempt. Running it again adds a row; the newest one stands.

    engine, model, version: what made it. ms: time the skills took. dropped: quotes that were not exact.
    """

    class Status(models.TextChoices):
        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="+")
    evaluator = models.CharField(max_length=40)
    number = models.PositiveSmallIntegerField(default=1)
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    engine = models.CharField(max_length=20, default="")
    model = models.CharField(max_length=120, default="")
    version = models.CharField(max_length=40, default="")
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    ms = models.PositiveIntegerField(default=0)
    dropped = models.PositiveIntegerField(default=0)
    input_tokens = models.PositiveIntegerField(default=0)
    output_tokens = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=500, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["attempt", "evaluator", "number"], name="evaluation_number_once")
        ]
