from __future__ import annotations

from datetime import timedelta
from typing import ClassVar, Self

from django.db import models

from greenroom.accounts.models import WorkspaceRow
from greenroom.candidates.models import Attempt
from greenroom.core.scope import ScopedManager
from greenroom.evaluation.models.rescore import Rescore


class StandingManager(ScopedManager["Evaluation"]):
    """Without what a rescore proposes, until somebody applies it."""

    def get_queryset(self) -> models.QuerySet[Evaluation]:
        return super().get_queryset().filter(is_proposed=False)


class Evaluation(WorkspaceRow):
    """One evaluator's result for one attempt. Running it again adds a row; the newest one stands.

    engine, model, version: what made it. ms: time the skills took. dropped: quotes that were not exact. about: what was
    read, for who looks at an empty result. rescore: the one whose rubrics it was made by; is_proposed: that one has not
    been applied, and `objects` does not see the row.
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
    about = models.JSONField(default=dict)
    rescore = models.ForeignKey(Rescore, on_delete=models.CASCADE, null=True, related_name="+")
    is_proposed = models.BooleanField(default=False)

    objects: ClassVar[StandingManager] = StandingManager()
    every: ClassVar[ScopedManager[Self]] = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["attempt", "evaluator", "number"], name="evaluation_number_once")
        ]

    @property
    def queued_for(self) -> timedelta | None:
        """From when it was asked for to when its last run began; None before that."""
        return self.started_at - self.created_at if self.started_at else None

    @property
    def ran_for(self) -> timedelta | None:
        """How long its last run took; None before its end."""
        return self.finished_at - self.started_at if self.started_at and self.finished_at else None


class KeptJudgement(WorkspaceRow):
    """What a language model answered, kept so that the same question is not paid for twice.

    key: SHA-256 of skill, prompt version, model and input. output: the skill's, as JSON. attempt: whose words they are;
    it goes with them.
    """

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=64)
    output = models.JSONField()
    dropped = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "key"], name="judgement_kept_once")]
