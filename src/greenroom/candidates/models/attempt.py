from __future__ import annotations

from django.db import models

from greenroom.accounts.models import WorkspaceRow
from greenroom.candidates.models.application import Application
from greenroom.interviewers.models import QuestionVersion, Stage
from greenroom.media.models import Resume


class Attempt(WorkspaceRow):
    """One go at one stage. Retakes add attempts; nothing is overwritten.

    score: of the stage, 0 to 100; coverage: 0 to 1. Both None until it was evaluated.
    """

    class Status(models.TextChoices):
        OPEN = "open"
        SUBMITTED = "submitted"
        EVALUATED = "evaluated"
        FAILED = "failed"

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="attempts")
    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(default=1)
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    resume = models.ForeignKey(Resume, on_delete=models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    score = models.FloatField(null=True)
    coverage = models.FloatField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "stage", "number"], name="attempt_number_once"),
            models.UniqueConstraint(
                fields=["application", "stage"], condition=models.Q(status="open"), name="attempt_open_once"
            ),
        ]


class AttemptQuestion(WorkspaceRow):
    """A question of an attempt, in the version it will be asked in, fixed when the attempt begins."""

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="questions")
    version = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    asked = models.BooleanField(default=False)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["attempt", "position"], name="attempt_question_position_once")
        ]
